"""Asking for a special price, and what follows from the decision."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
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
from tongxin.frontoffice.quotes.actions.checks import check_quoting
from tongxin.frontoffice.quotes.actions.wanting import wanted_price
from tongxin.frontoffice.quotes.actions.writing import set_agreed_price
from tongxin.frontoffice.quotes.events import SpecialPriceAsked, SpecialPriceDecided
from tongxin.frontoffice.quotes.models import QuoteLine, SpecialPrice
from tongxin.frontoffice.quotes.queries.figures import offered, special_of

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
    one.save(force_insert=True)
    facts = {
        "price": str(one.price.amount), "quantity": figure(one.quantity), "until": one.until_on.isoformat(),
        "reason": str(dict(SpecialPrice.Reason.choices).get(reason, reason)), "why": why.strip(),
        "competitor": competitor.strip(), "their_price": _their(their_price, one.currency), "project": one.project,
        "payment": payment.strip()[:120],
    }  # fmt: skip
    approval = start_approval(
        by=by, flow=Flow.objects.get(key=KIND), title=one.called[:120], facts={name: said for name, said in facts.items() if said},
        subject=Subject("special_price", one.pk), initiator=asking, files=files,
    )  # fmt: skip
    _check_evidence(approval)
    told = SpecialPriceAsked(product=product.called, quantity=figure(one.quantity), asked_price=str(one.price))
    tell(told, by=by, on=Subject("party", party.pk), customer=party.pk, on_behalf_of=None if asking == by else asking)
    one.refresh_from_db()
    return one, approval


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


def price_decided(approval: Approval, outcome: str) -> None:
    """In the transaction of the last decision: the agreed price, the line of the quote, the customer's timeline."""
    one = special_of(approval)
    if one is None or one.state != SpecialPrice.State.ASKED:
        return
    is_agreed = outcome == "agreed"
    by = approval.initiator
    if is_agreed:
        offered(one, approval.facts)
        one.agreed = _agreement(by, one)
    one.state = SpecialPrice.State.AGREED if is_agreed else SpecialPrice.State.REFUSED
    one.ended_at = now()
    one.save()
    if is_agreed and one.agreed and one.line and one.line.quote.is_draft:
        set_agreed_price(line=one.line, agreed=one.agreed)
    told = SpecialPriceDecided(
        product=one.product.called, quantity=figure(one.quantity), decided_price=str(one.price), is_agreed=is_agreed,
        decided_by=_deciders(approval),
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
    return "" if one is None else f"{one.product_id}:{one.listed}:{one.product.is_on_sale}"
