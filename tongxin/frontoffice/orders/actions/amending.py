"""Changing an order that holds: somebody decides first."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions import make_first_flows, start_approval
from tongxin.collab.approvals.models import Approval, Flow
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.actions.lines import count_line, sum_lines
from tongxin.directory.catalogue.queries import read_quantity
from tongxin.frontoffice.orders.actions.checks import own
from tongxin.frontoffice.orders.actions.confirming import give_back, settle, take_agreed
from tongxin.frontoffice.orders.actions.writing import count
from tongxin.frontoffice.orders.events import AmendmentAsked, OrderAmended
from tongxin.frontoffice.orders.models import Amendment, Order, OrderLine
from tongxin.frontoffice.orders.queries import lines_of

KIND = "order_amendment"
Graph = dict[str, Any]  # Any: JSON values


def first_flow() -> tuple[str, str, Graph]:
    """What makes an order larger passes; the rest is the superior's."""
    superior = {
        "type": "step",
        "key": "superior",
        "name": _("Superior"),
        "who": [{"from": "superior", "up": 1}],
        "minutes": 240,
    }
    passes = {"type": "judge", "key": "larger", "name": _("Agreed by itself"), "outcome": "agree"}
    arms: list[Graph] = [
        {"name": _("The order grows"), "when": "[difference] >= 0", "line": [passes]},
        {"name": _("All other cases"), "line": [superior]},
    ]
    fork = {"type": "fork", "key": "route", "name": _("Way of the amendment"), "mode": "first", "arms": arms}
    return KIND, _("Amendment of an order"), {"v": 1, "repeat": "first", "line": [fork]}


@transaction.atomic
def amend_order(
    *, by: Person, order: Order, quantities: Mapping[int, Any], why: str, wanted_on: date | None = None
) -> tuple[Amendment, Approval]:  # Any: as typed
    """Ask for other quantities (0 takes a line out) or another day. What is delivered stays. It holds when it is agreed to; what makes the
    order larger is agreed to by itself as the firm begins. Raises NotYours, ValidationError."""
    order = own(by, order.pk)
    if not order.is_open:
        raise ValidationError(_("Only what is confirmed and not all delivered is amended."))
    if order.amendments.filter(state=Amendment.State.ASKED).exists():
        raise ValidationError(_("An amendment of this order is being decided already."))
    why = " ".join(clean(why).split())[:300]
    if not why:
        raise ValidationError({"why": _("Say why, in a few words.")})
    wanted = _changed(order, quantities)
    if not wanted and wanted_on in (None, order.wanted_on):
        raise ValidationError(_("Nothing would change."))
    lines = _as_wanted(order, wanted)
    if not lines:
        raise ValidationError(_("Nothing would be left. Call the order off instead."))
    gross = sum_lines(lines, order.currency).gross
    amendment = Amendment.objects.create(
        order=order, quantities={str(number): str(quantity) for number, quantity in wanted.items()}, wanted_on=wanted_on, why=why,
        gross=gross.minor, asked_by=by, asked_at=now(),
    )  # fmt: skip
    told = AmendmentAsked(title=order.number, why=why)
    tell(told, by=by, on=Subject("order", order.pk), customer=order.party_id)
    facts = {
        "why": why,
        "before": str(order.total.amount),
        "after": str(gross.amount),
        "difference": str((gross - order.total).amount),
    }
    make_first_flows(flows=[first_flow()], kind=KIND)
    approval = start_approval(
        by=by, flow=Flow.objects.get(key=KIND), title=order.number, facts=facts, subject=Subject("order_amendment", amendment.pk)
    )  # fmt: skip
    amendment.refresh_from_db()
    return amendment, approval


def _changed(order: Order, quantities: Mapping[int, Any]) -> dict[int, Decimal]:  # Any: as typed
    """Only what would be another quantity than now. Raises ValidationError for less than what is delivered."""
    wanted = {}
    for line in order.lines.all():
        typed = quantities.get(line.pk)
        if typed is None or str(typed).strip() == "":
            continue
        quantity = Decimal(0) if str(typed).strip() in ("0", "0.0") else read_quantity(typed)
        if quantity < line.delivered:
            said = _("%(delivered)s of %(what)s are delivered already; it can't be less.")
            raise ValidationError(
                {"quantity": said % {"delivered": f"{line.delivered.normalize():f}", "what": line.text}}
            )
        if quantity != line.quantity:
            wanted[line.pk] = quantity
    return wanted


def _as_wanted(order: Order, wanted: Mapping[int, Decimal]) -> list[OrderLine]:
    lines = []
    for line in lines_of(order):
        line.quantity = wanted.get(line.pk, line.quantity)
        if line.quantity > 0:
            count_line(line)
            lines.append(line)
    return lines


def amendment_decided(approval: Approval, outcome: str) -> None:
    """In the transaction of the last decision: the order becomes what was agreed to. Raises AgreementExceeded, which undoes the decision."""
    asked = Amendment.objects.filter(state=Amendment.State.ASKED).select_related("order")
    one = asked.filter(pk=approval.subject_id or 0).first()
    if one is None:
        return
    is_agreed = outcome == "agreed"
    order = Order.objects.select_for_update().get(pk=one.order_id)
    if is_agreed:
        _carry_out(approval.initiator, order, one)
    one.state = Amendment.State.AGREED if is_agreed else Amendment.State.REFUSED
    one.ended_at = now()
    one.save(update_fields=["state", "ended_at"])
    told = OrderAmended(title=order.number, amount=str(order.total), is_agreed=is_agreed)
    tell(told, by=approval.initiator, on=Subject("order", order.pk), customer=order.party_id)


def _carry_out(by: Person, order: Order, one: Amendment) -> None:
    if not order.is_open:
        raise ValidationError(_("The order was called off or delivered meanwhile."))
    give_back(by, order)
    wanted = {int(number): Decimal(quantity) for number, quantity in one.quantities.items()}
    kept = _as_wanted(order, wanted)
    order.lines.exclude(pk__in=[line.pk for line in kept]).delete()
    for line in kept:
        line.save()
    take_agreed(by, order)
    order.wanted_on = one.wanted_on or order.wanted_on
    order.revision += 1
    count(order)
    settle(order)
