"""Open opportunities go over with the rest when somebody leaves."""

from django.utils.translation import pgettext_lazy

from tongxin.base.registries.held import held_kinds, held_records
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.actions import pass_opportunity
from tongxin.frontoffice.pipeline.models import Opportunity


def _passed(by: Person, one: Opportunity, owner: Person, is_return: bool) -> None:
    pass_opportunity(by=by, opportunity=one, owner=owner, is_return=is_return)


def register_held() -> None:
    """After customers, which the taker must see by then, and before steps."""
    label = pgettext_lazy("handed over", "open opportunities")
    standing = Opportunity.objects.living().filter(state=Opportunity.State.OPEN).all
    held = held_records(label=label, order=50, standing=standing, passed=_passed, kept=Opportunity.objects.living)
    held_kinds.register("opportunities", held)
