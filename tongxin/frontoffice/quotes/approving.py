"""Special prices as a kind of approval: what is asked, what is worked out, the table of routes a firm begins with."""

from typing import Any

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from tongxin.base.money import format_money
from tongxin.base.registries.approval_kinds import ApprovalKind, Piece, approval_kinds
from tongxin.collab.approvals.models import Approval
from tongxin.collab.approvals.queries.inbox import waiting_for
from tongxin.frontoffice.quotes.actions.special_prices import KIND, price_decided, price_said, version_asked
from tongxin.frontoffice.quotes.policies import can_quote
from tongxin.frontoffice.quotes.queries.cards import Card, card_of
from tongxin.frontoffice.quotes.queries.figures import COMPUTED, derived, hides, similar
from tongxin.frontoffice.quotes.queries.sheets import Sheet, sheet_of

Graph = dict[str, Any]  # Any: JSON values
# Earlier cases are drawn by the first and the last of the numbers: how much, and for what share of the list price.
_TYPES = {
    "quantity": "number", "price": "number", "until": "date", "reason": "text", "why": "text", "competitor": "text",
    "their_price": "number", "project": "text", "payment": "text", "is_better": "yes_no", "dealer_project": "yes_no",
    "other_region": "yes_no", "listed": "number", "tier_price": "number", "agreed_price": "number", "earlier": "number",
    "registered": "yes_no", "allowance": "number", "over_allowance": "yes_no", "credit": "number", "over_credit": "yes_no",
    "amount": "number", "given": "number", "margin": "number", "discount": "number",
}  # fmt: skip
_LABELS = {
    "price": gettext_lazy("Price asked for"),
    "quantity": gettext_lazy("Quantity"),
    "until": gettext_lazy("Valid until"),
    "reason": pgettext_lazy("approval", "Reason"),
    "why": gettext_lazy("In one sentence"),
    "competitor": gettext_lazy("Competitor"),
    "their_price": gettext_lazy("Their price"),
    "project": gettext_lazy("Project"),
    "payment": pgettext_lazy("special price", "Payment term"),
    "listed": gettext_lazy("List price"),
    "tier_price": gettext_lazy("Price for this customer"),
    "agreed_price": gettext_lazy("Agreed price so far"),
    "discount": gettext_lazy("Percent of list price"),
    "amount": gettext_lazy("Amount"),
    "given": gettext_lazy("Given away"),
    "margin": gettext_lazy("Margin, per cent"),
    "is_better": gettext_lazy("Better for us than what was agreed"),
    "dealer_project": gettext_lazy("Project of a dealer"),
    "other_region": gettext_lazy("Customer of another region"),
    "earlier": gettext_lazy("Special prices of a year"),
    "registered": gettext_lazy("Project registered"),
    "allowance": gettext_lazy("What the region may still give away"),
    "over_allowance": gettext_lazy("More than the region may give away"),
    "credit": gettext_lazy("Credit still free"),
    "over_credit": gettext_lazy("Over the credit of this customer"),
}

_ON_THE_CARD = frozenset(
    {"price", "quantity", "listed", "discount", "amount", "given", "margin", "until", "their_price", "tier_price", "agreed_price", "earlier"}
)  # fmt: skip


def _piece(person: Any, approval: Approval) -> dict[str, Any]:  # Any: person of the doors; context
    card = card_of(person, approval)
    commits = format_money(card.price, get_language() or "en") if card else ""
    return {
        "card": card,
        "may_ask": can_quote(person),
        "commits": commits,
        "sheet": _quote_in_hand(person, card, approval),
    }


def _quote_in_hand(person: Any, card: Card | None, approval: Approval) -> Sheet | None:  # Any: as above
    """The whole quote, for whoever has the case in hand and as long as that lasts, with or without a right to quotes."""
    line = card.one.line if card is not None else None
    if line is None or not waiting_for(person).filter(approval=approval).exists():
        return None
    return sheet_of(line.quote, person=person, language=get_language() or "")


def register_kind() -> None:
    """One product, one customer, six things typed."""
    approval_kinds.register(
        KIND,
        ApprovalKind(
            kind=KIND,
            label=gettext_lazy("Special price of a product"),
            facts=_TYPES,
            labels=_LABELS,
            asked={"reason": "text"},
            required=frozenset({"price", "quantity", "until", "reason", "why"}),
            computed=COMPUTED,
            derived=derived,
            hides=hides,
            version=version_asked,
            ended=price_decided,
            piece=Piece(template="quotes/_special_price.html", context=_piece, shows=_ON_THE_CARD),
            similar=similar,
            offered=("price", "quantity", "until"),
            typed={"price": price_said},
            locks=True,
        ),
    )


def first_flow() -> tuple[str, str, Graph]:
    """The table of routes, the first row that fits wins; the firm draws it anew as it likes."""
    region = _step("region", _("Regional manager"), {"from": "superior", "up": 1})
    large = _step("large_region", _("Head of the region"), {"from": "region_head"})
    both = {**_step("finance", _("Product and finance"), {"from": "administrators"}, 8), "how": "all"}
    top = {**_step("top", _("Management"), {"from": "administrators"}, 8), "how": "any"}
    passes = {"type": "judge", "key": "small", "name": _("Agreed by itself"), "outcome": "agree"}
    rows = [
        (_("Better than what was agreed"), "[is_better]", [_again(region, "better")]),
        (_("Margin below 5 %, or more than a million"), "[margin] < 5 or [amount] > 1000000", [_again(region, "deep_region"), _again(large, "deep_large"), both, top]),
        (_("Below 85 %, or margin below 15 %"), "[discount] < 85 or [margin] < 15", [_again(region, "low_region"), _again(large, "low_large"), _again(both, "low_finance")]),
        (_("Project of a dealer"), "[dealer_project]", [_again(region, "dealer_region"), _again(large, "dealer_large")]),
        (_("85 to 90 %"), "[discount] < 90", [_again(region, "mid_region"), _again(large, "mid_large")]),
        (_("From 95 % on with a margin of 25 %"), "[discount] >= 95 and [margin] >= 25", [passes]),
    ]  # fmt: skip
    arms: list[Graph] = [{"name": name, "when": when, "line": line} for name, when, line in rows]
    arms.append({"name": _("All other cases"), "line": [region]})
    fork = {"type": "fork", "key": "route", "name": _("Table of routes"), "mode": "first", "arms": arms}
    return KIND, _("Special price of a product"), {"v": 1, "repeat": "first", "line": [fork]}


def _step(key: str, name: str, who: Graph, hours: int = 4) -> Graph:
    return {"type": "step", "key": key, "name": name, "who": [who], "minutes": hours * 60}


def _again(step: Graph, key: str) -> Graph:
    return {**step, "key": key}
