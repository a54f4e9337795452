"""Quotes that wait for an answer go over with the rest when somebody leaves; their links go on then, for somebody hears the answer."""

from django.utils.translation import pgettext_lazy

from tongxin.base.registries.held import held_kinds, held_records
from tongxin.collab.people.models import Person
from tongxin.frontoffice.quotes.actions import pass_quote
from tongxin.frontoffice.quotes.models import Quote


def _passed(by: Person, one: Quote, owner: Person, is_return: bool) -> None:
    pass_quote(by=by, quote=one, owner=owner)


def register_held() -> None:
    """After customers, which the taker must see by then."""
    label = pgettext_lazy("handed over", "open quotes")
    standing = Quote.objects.filter(state__in=(Quote.State.DRAFT, Quote.State.SENT)).all
    held_kinds.register("quotes", held_records(label=label, order=52, standing=standing, passed=_passed))
