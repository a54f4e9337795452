"""What lists and boards do with a quote: set a fact of it, or move it on."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.conflicts import ChangedMeanwhile
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.fields.actions import parted
from tongxin.collab.people.models import Person
from tongxin.frontoffice.quotes.actions.bearing import settle_quote
from tongxin.frontoffice.quotes.actions.checks import own
from tongxin.frontoffice.quotes.actions.sending import send_quote
from tongxin.frontoffice.quotes.actions.writing import change_quote
from tongxin.frontoffice.quotes.events import QuoteAnswered
from tongxin.frontoffice.quotes.models import Quote

Values = Mapping[str, Any]  # Any: as typed
_STATES = Quote.State


@transaction.atomic
def set_quote(*, by: Person, quote: Quote, was: Values | None = None, **values: Any) -> Quote:  # Any: as above
    """Set title, project, the day until which it is valid, or the firm's fields by their keys; `state` sends it, or notes what the customer answered. `was` is what somebody
    saw: where it is something else by now, ChangedMeanwhile is raised. Raises NotYours, AlreadySent, NeedsDecision, ValidationError."""
    quote = own(by, quote.pk)
    values, added = parted(values)
    theirs = {name: _told(quote, name) for name, seen in (was or {}).items() if name in values and _told(quote, name) != str(seen or "")}  # fmt: skip
    if theirs:
        raise ChangedMeanwhile(theirs)
    state = str(values.pop("state", quote.state))
    if "valid_until" in values:
        values["valid_until"] = _day(values["valid_until"])
    if values or added:
        change_quote(by=by, quote=quote, was=was, **values, **added)
    if state != quote.state:
        _move(by, quote, state)
        Quote.objects.filter(pk=quote.pk).update(lock=F("lock") + 1)
    quote.refresh_from_db()
    return quote


def _told(quote: Quote, name: str) -> str:
    value = getattr(quote, name)
    return value.isoformat() if isinstance(value, date) else str(value)


def _day(typed: Any) -> date:  # Any: a day or its text
    if isinstance(typed, date):
        return typed
    try:
        return date.fromisoformat(str(typed).strip())
    except ValueError as error:
        raise ValidationError({"valid_until": _("This is no day. Write it like 2026-12-31.")}) from error


def _move(by: Person, quote: Quote, state: str) -> None:
    if quote.is_draft and state == _STATES.SENT:
        send_quote(by=by, quote=quote)
    elif quote.state == _STATES.SENT and state in (_STATES.ACCEPTED, _STATES.DECLINED):
        note_answer(by=by, quote=quote, is_accepted=state == _STATES.ACCEPTED)
    elif state == _STATES.DRAFT:
        raise ValidationError(_("The customer has this quote already. Make a new version to change it."))
    else:
        raise ValidationError(_("A draft goes to the customer first; what the customer answered comes after that."))


@transaction.atomic
def note_answer(*, by: Person, quote: Quote, is_accepted: bool) -> Quote:
    """The customer said yes or no by word of mouth. Raises NotYours, ValidationError."""
    quote = own(by, quote.pk)
    if quote.state != _STATES.SENT:
        raise ValidationError(_("Only what is with the customer can be answered."))
    quote.state = _STATES.ACCEPTED if is_accepted else _STATES.DECLINED
    quote.answered_at, quote.answered_by = now(), quote.party.called[:120]
    quote.save(update_fields=["state", "answered_at", "answered_by"])
    settle_quote(quote)
    told = QuoteAnswered(title=quote.called, amount=str(quote.total), is_accepted=is_accepted, answered_by=quote.answered_by)  # fmt: skip
    tell(told, by=by, on=Subject("quote", quote.pk), customer=quote.party_id)
    return quote
