"""Asking for a special price, and what follows from the decision."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.money import Money
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions import start_approval
from tongxin.collab.approvals.models import Approval, Flow
from tongxin.collab.files.models import StoredFile
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.actions import agree_price, amount_of, change_agreed
from tongxin.directory.catalogue.models import AgreedPrice, Product
from tongxin.directory.catalogue.queries import figure, find_price, read_quantity, usual_currency
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.quotes.actions.checks import check_quoting, own_draft
from tongxin.frontoffice.quotes.actions.wanting import wanted_price
from tongxin.frontoffice.quotes.actions.writing import set_agreed_price
from tongxin.frontoffice.quotes.events import SpecialPriceAsked, SpecialPriceDecided
from tongxin.frontoffice.quotes.models import Quote, QuoteLine, SpecialPrice
from tongxin.frontoffice.quotes.queries.figures import offered, special_of, undecided, whole

KIND = "product_price"
EVIDENCE_MARGIN, EVIDENCE_AMOUNT = Decimal(5), Decimal(1_000_000)


@transaction.atomic
def ask_special_price(
    *,
    by: Person,
    party: Party,
    product: Product,
    price: Any,  # Any: Money or text
    quantity: Decimal | int | str,
    until_on: date,
    reason: str,
    why: str,
    competitor: str = "",
    their_price: str = "",
    project: str = "",
    payment: str = "",
    line: QuoteLine | None = None,
    initiator: Person | None = None,
    before: SpecialPrice | None = None,
    files: Sequence[StoredFile] = (),
) -> tuple[SpecialPrice, Approval]:
    """Six things typed: customer, product, price, quantity, until when, why. The rest is worked out, and whoever has to decide has it in hand
    at once. `initiator` when somebody enters it for a colleague; `before` is the agreed one which it takes the place of.
    Raises MayNotQuote, ValidationError."""
    asking = initiator or by
    check_quoting(by, party)
    one = _request(asking, party, product, price, quantity, until_on, project, line, is_again=before is not None)
    if before is not None and before.party_id == party.pk and before.product_id == product.pk:
        one.before = before
    words = {"reason": reason, "why": why, "competitor": competitor, "their_price": their_price, "payment": payment}
    return one, _begin(by, asking, [one], words, files)


@transaction.atomic
def ask_for_lines(
    *,
    by: Person,
    quote: Quote,
    until_on: date,
    reason: str,
    why: str,
    competitor: str = "",
    their_price: str = "",
    payment: str = "",
    initiator: Person | None = None,
    files: Sequence[StoredFile] = (),
) -> tuple[SpecialPrice, Approval]:
    """One decision on every line of a draft whose price needs one: on what they come to together. The first stands for all.
    Raises MayNotQuote, NotYours, AlreadySent, ValidationError."""
    asking = initiator or by
    check_quoting(by, quote.party)
    quote = own_draft(by, quote.pk)
    rows: list[SpecialPrice] = []
    for line in undecided(quote):
        if (product := line.product) is None:
            continue
        price = Money(int(line.after_discount * product.per / (line.factor * line.per)), quote.currency)
        many = round(line.own_quantity, 3)
        rows.append(_request(asking, quote.party, product, price, many, until_on, quote.project, line, is_again=False))
    if not rows:
        raise ValidationError(_("No price in this quote waits for a decision."))
    words = {"reason": reason, "why": why, "competitor": competitor, "their_price": their_price, "payment": payment}
    return rows[0], _begin(by, asking, rows, words, files)


def _begin(
    by: Person, asking: Person, rows: Sequence[SpecialPrice], words: Mapping[str, str], files: Sequence[StoredFile]
) -> Approval:
    """Keep them, and ask whoever has to decide. Raises ValidationError."""
    for row in rows:
        row.leader = None if row is rows[0] else rows[0]
        row.save(force_insert=True)
    one, together = rows[0], whole(rows, lambda row: row.minor)
    is_one = len(rows) == 1
    title = (
        one.called
        if is_one
        else _("%(customer)s, %(count)d products") % {"customer": one.party.called, "count": len(rows)}
    )
    facts = {
        "price": str((one.price if is_one else together).amount), "quantity": figure(one.quantity) if is_one else "1",
        "until": one.until_on.isoformat(), "reason": str(dict(SpecialPrice.Reason.choices).get(words["reason"], words["reason"])),
        "why": words["why"].strip(), "competitor": words["competitor"].strip(),
        "their_price": _their(words["their_price"], one.currency), "project": one.project, "payment": words["payment"].strip()[:120],
    }  # fmt: skip
    approval = start_approval(
        by=by, flow=Flow.objects.get(key=KIND), title=title[:120], facts={name: said for name, said in facts.items() if said},
        subject=Subject("special_price", one.pk), initiator=asking, files=files,
    )  # fmt: skip
    _check_evidence(approval)
    _check_registration(approval)
    for row in rows:
        told = SpecialPriceAsked(product=row.product.called, quantity=figure(row.quantity), asked_price=str(row.price))
        on = Subject("party", row.party_id)
        tell(told, by=by, on=on, customer=row.party_id, on_behalf_of=None if asking == by else asking)
        row.refresh_from_db()
    return approval


def _request(
    asking: Person,
    party: Party,
    product: Product,
    price: Any,
    quantity: Any,
    until_on: date,
    project: str,
    line: QuoteLine | None,
    *,
    is_again: bool,
) -> SpecialPrice:  # Any: as typed
    currency = line.quote.currency if line else usual_currency()
    if line is not None and line.special_prices.filter(state=SpecialPrice.State.ASKED).exists():
        raise ValidationError(_("Somebody has this price to decide already."))
    if until_on < timezone.localdate(now()):
        raise ValidationError({"until": _("This day has passed already.")})
    count = read_quantity(quantity)
    found = find_price(asking, product=product, quantity=count, party=party, project=project, currency=currency)
    if found.price is None or found.list_price is None:
        raise ValidationError({"product": f"{product.called}: {found.said}"})
    try:
        wanted = wanted_price(price, currency, found.list_price)
    except ValidationError as error:
        raise ValidationError({"price": error.messages}) from error
    if wanted is None:
        raise ValidationError({"price": _("Say which price you ask for.")})
    usual = found.tier_price if is_again and found.tier_price else found.price
    if wanted.minor >= usual.minor:
        said = _("This customer gets it for %(price)s already. Nobody has to decide that.")
        raise ValidationError({"price": said % {"price": usual}})
    return SpecialPrice(
        party=party, product=product, line=line, asked_by=asking, unit=main_unit_of(asking), asked_at=now(), currency=currency,
        listed=found.list_price.minor, found=(found.tier_price or found.price).minor, minor=wanted.minor, quantity=count,
        until_on=until_on, project=" ".join(project.split())[:120],
    )  # fmt: skip


def _their(text: str, currency: str) -> str:
    try:
        money = amount_of(text, currency)
    except ValidationError as error:
        raise ValidationError({"their_price": error.messages}) from error
    return str(money.amount) if money else ""


def _check_evidence(approval: Approval) -> None:
    """Deep ones and large ones need a competitor named: who decides about them asks first of all."""
    facts = approval.facts
    margin, amount = Decimal(str(facts.get("margin") or 100)), Decimal(str(facts.get("amount") or 0))
    if (margin < EVIDENCE_MARGIN or amount > EVIDENCE_AMOUNT) and not facts.get("competitor"):
        raise ValidationError({"competitor": _("At this price name the competitor, so that nobody has to ask back.")})


def _check_registration(approval: Approval) -> None:
    """A dealer's project price needs the project registered, so that two dealers don't get it for the same one."""
    if approval.facts.get("dealer_project") and not approval.facts.get("registered"):
        said = _("Register the project first: open an opportunity of this name for the dealer.")
        raise ValidationError({"project": said})


def price_decided(approval: Approval, outcome: str) -> None:
    """In the transaction of the last decision: the agreed price, the line of the quote, the customer's timeline."""
    one = special_of(approval)
    if one is None or one.state != SpecialPrice.State.ASKED:
        return
    names = _deciders(approval)
    for row in offered(one, approval.facts):
        _decided(approval.initiator, row, is_agreed=outcome == "agreed", names=names)


def _decided(by: Person, one: SpecialPrice, *, is_agreed: bool, names: str) -> None:
    if is_agreed:
        one.agreed = _agreement(by, one)
    one.state = SpecialPrice.State.AGREED if is_agreed else SpecialPrice.State.REFUSED
    one.ended_at = now()
    one.save()
    if is_agreed and one.agreed and one.line and one.line.quote.is_draft:
        set_agreed_price(line=one.line, agreed=one.agreed)
    told = SpecialPriceDecided(
        product=one.product.called, quantity=figure(one.quantity), decided_price=str(one.price), is_agreed=is_agreed,
        decided_by=names,
    )  # fmt: skip
    tell(told, by=by, on=Subject("party", one.party_id), customer=one.party_id)


def _deciders(approval: Approval) -> str:
    """Who agreed, refused or offered another price, in their order."""
    entries = approval.entries.filter(kind__in=("agreed", "refused", "countered"), by__isnull=False)
    return ", ".join(dict.fromkeys(entries.order_by("number").values_list("by__name", flat=True)))


def _agreement(by: Person, one: SpecialPrice) -> AgreedPrice:
    """A new one; the version before ends where it stands."""
    if one.before is not None and one.before.agreed is not None:
        change_agreed(by=by, agreed=one.before.agreed, is_ended=True, is_decided=True)
    return agree_price(
        by=by, party=one.party, product=one.product, price=Money(one.minor, one.currency), quantity=one.quantity,
        until_on=one.until_on, project=one.project, source=Subject("special_price", one.pk), is_decided=True,
    )  # fmt: skip


def version_asked(approval: Approval) -> str:
    """What is decided on: a product that was withdrawn, or priced anew, is another one."""
    one = special_of(approval)
    rows = [] if one is None else [one, *one.others.select_related("product").order_by("pk")]
    said = ",".join(f"{row.product_id}:{row.listed}:{row.product.is_on_sale}" for row in rows)
    return said if len(rows) <= 1 else sha256(said.encode()).hexdigest()


def price_said(approval: Approval, text: str) -> str:
    """A counter-price as people say it: an amount, or 92 % or 92折 of the list price; of several products together. Raises ValidationError."""
    one = special_of(approval)
    if one is None:
        return text
    rows = offered(one, {})
    listed = whole(rows, lambda row: row.listed) if len(rows) > 1 else one.list_price
    wanted = wanted_price(text, one.currency, listed)
    if wanted is None or wanted.minor <= 0:
        raise ValidationError(_("Write a price above zero, or a share of the list price such as 92 %."))
    return str(wanted.amount)
