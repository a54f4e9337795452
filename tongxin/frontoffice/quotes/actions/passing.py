"""Quotes go over to a colleague."""

from django.db import transaction

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.frontoffice.quotes.actions.checks import own
from tongxin.frontoffice.quotes.events import QuotePassed
from tongxin.frontoffice.quotes.models import Quote


@transaction.atomic
def pass_quote(*, by: Person, quote: Quote, owner: Person) -> Quote:
    """Somebody else looks after it from now on, in their unit. Raises NotYours."""
    quote = own(by, quote.pk)
    if owner.pk == quote.owner_id:
        return quote
    quote.owner, quote.unit = owner, main_unit_of(owner)
    quote.lock += 1
    quote.save(update_fields=["owner", "unit", "lock"])
    told = QuotePassed(title=quote.called, to=owner.name)
    tell(told, by=by, on=Subject("quote", quote.pk), customer=quote.party_id)
    return quote
