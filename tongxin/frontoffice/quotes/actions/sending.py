"""To the customer: sent, shown by a link, opened, accepted, declined, asked about."""

import secrets
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.notices.actions import notify
from tongxin.collab.people.models import Person
from tongxin.frontoffice.quotes.actions.bearing import settle_quote
from tongxin.frontoffice.quotes.actions.checks import own, own_draft
from tongxin.frontoffice.quotes.events import (
    QuoteAnswered,
    QuoteAsked,
    QuoteLinkMade,
    QuoteLinkRevoked,
    QuoteOpened,
    QuoteSent,
)
from tongxin.frontoffice.quotes.models import Quote, QuoteLink

LINK_DAYS = 30
PARTS = ("top", "lines", "terms", "answer")


class NeedsDecision(ValidationError):
    """A price in it is below what price lists and agreements allow."""


class CannotAnswer(ValidationError):
    """The quote is over, replaced, or answered already."""


@transaction.atomic
def send_quote(*, by: Person, quote: Quote) -> Quote:
    """From now on it is the customer's: it changes no more. Raises NotYours, AlreadySent, NeedsDecision, ValidationError."""
    quote = own_draft(by, quote.pk)
    lines = list(quote.lines.select_related("product"))
    if not lines:
        raise ValidationError(_("There is nothing in this quote yet. Add a line first."))
    if quote.is_over(timezone.localdate(now())):
        raise ValidationError({"valid_until": _("This day has passed already.")})
    low = [line.text for line in lines if line.needs_decision]
    if low:
        raise NeedsDecision(_("Ask for a special price first: %(lines)s") % {"lines": ", ".join(low)})
    gone = [line.text for line in lines if line.product and not line.product.is_on_sale]
    if gone:
        raise ValidationError(_("Withdrawn meanwhile: %(lines)s. Take it out, or choose what can be sold in its place.") % {"lines": ", ".join(gone)})  # fmt: skip
    quote.state, quote.sent_at = Quote.State.SENT, now()
    quote.save(update_fields=["state", "sent_at"])
    settle_quote(quote)
    told = QuoteSent(title=quote.called, amount=str(quote.total))
    tell(told, by=by, on=Subject("quote", quote.pk), customer=quote.party_id)
    return quote


@transaction.atomic
def make_link(*, by: Person, quote: Quote, days: int = LINK_DAYS) -> tuple[QuoteLink, str]:
    """A link for the customer and its key, which is shown this once. Raises NotYours, ValidationError."""
    quote = own(by, quote.pk)
    if quote.state not in (Quote.State.SENT, Quote.State.ACCEPTED):
        raise ValidationError(_("Send the quote first. A draft is nobody else's to see."))
    key = secrets.token_urlsafe(24)
    link = QuoteLink.objects.create(
        quote=quote, digest=QuoteLink.digest_of(key), made_by=by, made_at=now(), expires_at=now() + timedelta(days=days)
    )
    tell(QuoteLinkMade(title=quote.called), by=by, on=Subject("quote", quote.pk), customer=quote.party_id)
    return link, key


@transaction.atomic
def revoke_links(*, by: Person, quote: Quote) -> int:
    """All links of the quote show nothing any more. Raises NotYours."""
    quote = own(by, quote.pk)
    gone = quote.links.filter(revoked_at=None).update(revoked_at=now())
    if gone:
        tell(QuoteLinkRevoked(title=quote.called), by=by, on=Subject("quote", quote.pk), customer=quote.party_id)
    return gone


def quote_behind(key: str, at: datetime) -> QuoteLink | None:
    """The link of this key, while it shows anything. It dies with its owner's leaving: nobody would hear of an answer."""
    rows = QuoteLink.objects.filter(digest=QuoteLink.digest_of(key[:200]), revoked_at=None, expires_at__gt=at)
    return (
        rows.filter(quote__owner__deactivated_at=None)
        .exclude(quote__state="draft")
        .select_related("quote__party", "quote__owner")
        .first()
    )


@transaction.atomic
def note_opening(*, link: QuoteLink, part: str = "top") -> None:
    """The customer looks at it, and got as far as `part`. The first look is told to the owner."""
    part = part if part in PARTS else "top"
    link = QuoteLink.objects.select_for_update(of=("self",)).select_related("quote__owner").get(pk=link.pk)
    is_first = link.first_opened_at is None
    link.first_opened_at, link.last_opened_at = link.first_opened_at or now(), now()
    link.furthest = max(link.furthest or "top", part, key=PARTS.index)
    link.save(update_fields=["first_opened_at", "last_opened_at", "furthest"])
    if part == "top":
        QuoteLink.objects.filter(pk=link.pk).update(times=F("times") + 1)
    if is_first:
        _tell_owner(link.quote, QuoteOpened(title=link.quote.called), noop("The customer opened the quote %(title)s."))


@transaction.atomic
def answer_quote(*, link: QuoteLink, is_accepted: bool, name: str) -> Quote:
    """The customer accepts or declines, by name. Raises CannotAnswer, ValidationError."""
    name = " ".join(clean(name).split())[:120]
    if not name:
        raise ValidationError({"name": _("Please write your name.")})
    quote = Quote.objects.select_for_update(of=("self",)).select_related("owner").get(pk=link.quote_id)
    day = timezone.localdate(now())
    if quote.state != Quote.State.SENT:
        raise CannotAnswer(_("This quote was answered already, or a newer one takes its place. Please ask us."))
    if quote.is_over(day):
        raise CannotAnswer(_("This quote was valid until %(day)s. Please ask us to renew it; nothing was ordered.") % {"day": quote.valid_until})  # fmt: skip
    quote.state = Quote.State.ACCEPTED if is_accepted else Quote.State.DECLINED
    quote.answered_at, quote.answered_by = now(), name
    quote.save(update_fields=["state", "answered_at", "answered_by"])
    settle_quote(quote)
    told = QuoteAnswered(title=quote.called, amount=str(quote.total), is_accepted=is_accepted, answered_by=name)
    words = noop("The customer accepted the quote %(title)s.") if is_accepted else noop("The customer declined the quote %(title)s.")  # fmt: skip
    _tell_owner(quote, told, words)
    return quote


@transaction.atomic
def ask_about_quote(*, link: QuoteLink, text: str) -> None:
    """The customer asks something; the owner hears of it. Raises ValidationError."""
    text = clean(text)[:2000]
    if not text:
        raise ValidationError({"text": _("Please write what you would like to know.")})
    quote = link.quote
    _tell_owner(quote, QuoteAsked(title=quote.called, text=text), noop("The customer asks about the quote %(title)s."))


def _tell_owner(quote: Quote, event: QuoteOpened | QuoteAnswered | QuoteAsked, words: str) -> None:
    on = Subject("quote", quote.pk)
    tell(event, by=None, on=on, customer=quote.party_id)
    notify(people=[quote.owner], kind=event.name, text=words, on=on, matter="turn")
