"""What of selling can be a target."""

from django.utils.translation import gettext_lazy as _

from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pipeline.models import Opportunity
from tongxin.frontoffice.pipeline.queries.measuring import opened_count, won_amount, won_count
from tongxin.frontoffice.quotes.queries.allowances import registrations
from tongxin.frontoffice.targets.queries import Measure, measures


def is_open_project(party: Party, project: str) -> bool:
    """Whether the customer has an open opportunity of this name."""
    rows = Opportunity.objects.living().filter(party=party, state=Opportunity.State.OPEN)
    return rows.filter(name__iexact=project.strip()).exists()


def register_measures() -> None:
    """Amount won, number won, opportunities opened; and which projects are registered."""
    registrations.register("opportunity", is_open_project)
    for order, name, label, is_money, reached, field in (
        (10, "won", _("Amount won"), True, won_amount, "amount"),
        (20, "won_count", _("Number won"), False, won_count, "state"),
        (30, "opened", _("Opportunities opened"), False, opened_count, ""),
    ):
        entry = Measure(label=label, is_money=is_money, reached=reached, order=order, field=field, has_products=True)
        measures.register(name, entry)
