"""What every verb checks first."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from tongxin.collab.access.policies import locked_fields
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.quotes.actions.bearing import held
from tongxin.frontoffice.quotes.models import Quote
from tongxin.frontoffice.quotes.policies import can_quote


class MayNotQuote(PermissionDenied):
    """The person's roles open no quotes for writing, or the customer isn't theirs to see."""


class NotYours(PermissionDenied):
    """The person may see this quote but not change it, or it is gone."""


class FieldLocked(PermissionDenied):
    """A role keeps this person from changing it."""


class AlreadySent(ValidationError):
    """What the customer has is never changed behind their back."""


def check_quoting(by: Person, party: Party) -> None:
    """Raises MayNotQuote."""
    if not can_quote(by):
        raise MayNotQuote(_("Your role may not make quotes."))
    if not Party.objects.visible_to(by).living().filter(pk=party.pk).exists():
        raise MayNotQuote(_("This customer isn't there any more, or it isn't yours to see."))


def check_rights(by: Person, names: Iterable[str]) -> None:
    """Raises FieldLocked."""
    if locked := locked_fields(by, "quote") & set(names):
        labels = ", ".join(str(Quote._meta.get_field(name).verbose_name) for name in sorted(locked))  # type: ignore[union-attr]  # a column
        raise FieldLocked(_("Your role may not change: %(fields)s") % {"fields": labels})


def own(by: Person, number: int) -> Quote:
    """The quote, locked for the length of the transaction. Raises NotYours."""
    rows = Quote.objects.changeable_by(by).select_related("party", "owner").select_for_update(of=("self",))
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotYours(_("This quote isn't yours to change, or it isn't there any more."))
    return found


def own_draft(by: Person, number: int) -> Quote:
    """The same, still to be changed. Raises NotYours, AlreadySent."""
    quote = own(by, number)
    if not quote.is_draft:
        raise AlreadySent(held(quote))
    return quote
