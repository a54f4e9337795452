"""Flows to begin a draft from, as data in the language in use: how other firms decide such things. Nothing here is in use by itself."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.collab.approvals.queries import first_flows as first

Graph = dict[str, Any]  # Any: JSON values
_SUPERIOR = {"from": "superior", "up": 1}
_HEAD = {"from": "head"}
_REGION = {"from": "region_head"}
_TOP = {"from": "administrators"}
_ASKING = {"from": "initiator"}
_OWNER = {"from": "owner"}


def ready_flows() -> Mapping[str, tuple[str, str, Graph]]:
    """Name, one sentence and graph of each, by a word."""
    made = {key: (name, graph) for key, name, graph in first.first_flows()}
    empty: Graph = {"v": 1, "line": []}
    return {
        "empty": (_("An empty sheet"), _("Draw it yourself, step by step."), empty),
        "special_price": (made["special_price"][0], _("Small discounts pass by themselves, deep ones go to head office."), made["special_price"][1]),
        "payment_term": (made["payment_term"][0], _("More than 30 days longer goes to head office."), made["payment_term"][1]),
        "sample": (_("Sample"), _("The superior agrees, then somebody sends it."), _sample()),
        "contract": (_("Contract"), _("Business and finance look at it side by side; it is stamped after both."), _contract()),
        "expense": (_("Expense"), _("By amount, and the finance pays it out."), _expense()),
        "customer_transfer": (_("Customer transfer"), _("Whoever gives the customer away and whoever leads agree."), _transfer()),
        "renewal": (_("Discount on renewal"), _("What keeps a customer may cost a little; more needs the region."), _renewal()),
        "complaint": (_("Complaint escalation"), _("Serious ones reach the head within hours."), _complaint()),
        "leave": (made["leave"][0], _("Longer leave needs one level more."), _leave()),
    }  # fmt: skip


def graph_of_ready(word: str) -> Graph:
    """The description of one of them; an empty sheet where the word is not known."""
    found = ready_flows().get(word)
    return found[2] if found is not None else {"v": 1, "line": []}


def _step(key: str, name: str, who: Graph, hours: float = 4, **more: Any) -> Graph:  # Any: JSON values
    return {"type": "step", "key": key, "name": name, "who": [who], "minutes": round(hours * 60), **more}


def _do(key: str, name: str, who: Graph, hours: float) -> Graph:
    return {**_step(key, name, who, hours), "type": "do"}


def _field(
    key: str, label: str, type: str = "number", *, is_needed: bool = True, choices: tuple[str, ...] = ()
) -> Graph:
    field: Graph = {"key": key, "label": label, "type": type}
    if is_needed:
        field["required"] = True
    return {**field, "choices": list(choices)} if choices else field


def _reason() -> Graph:
    return _field("reason", pgettext("approval", "Reason"), "long")


def _flow(line: list[Graph], *form: Graph) -> Graph:
    return {"v": 1, "repeat": "first", "form": [*form, _reason()], "line": line}


def _superior(hours: float = 4) -> Graph:
    return _step("superior", _("Direct superior"), _SUPERIOR, hours)


def _head_office(hours: float = 8) -> Graph:
    return _step("head_office", _("Head office"), _TOP, hours, how="any")


def _fork(key: str, name: str, *arms: tuple[str, str, list[Graph]], rest: list[Graph]) -> Graph:
    ways: list[Graph] = [{"name": said, "when": when, "line": line} for said, when, line in arms]
    return {
        "type": "fork",
        "key": key,
        "name": name,
        "mode": "first",
        "arms": [*ways, {"name": _("All other cases"), "line": rest}],
    }


def _small() -> Graph:
    return {"type": "judge", "key": "small", "name": _("Agreed by itself"), "outcome": "agree"}


def _sample() -> Graph:
    form = (
        _field("product", _("Product"), "text"),
        _field("quantity", _("Quantity")),
        _field("worth", _("Worth")),
        _field("needed_on", _("Needed on"), "date"),
    )
    dear = _fork(
        "how_dear", _("How much is it worth?"), (_("More than 5,000"), "[worth] > 5000", [_head_office()]), rest=[]
    )
    return _flow([_superior(), dear, _do("send", _("Send the sample"), _ASKING, 16)], *form)


def _contract() -> Graph:
    form = (
        _field("amount_of_contract", _("Amount of the contract")),
        _field("signs_on", _("To be signed on"), "date", is_needed=False),
        _field("changes", _("Terms other than ours"), "long", is_needed=False),
    )
    both: Graph = {
        "type": "fork", "key": "both", "name": _("Side by side"), "mode": "all",
        "arms": [
            {"name": _("Business"), "line": [_step("business", _("Head of the unit"), _HEAD, 8)]},
            {"name": _("Money and terms"), "line": [_step("money", _("Finance and legal"), _TOP, 16, how="any")]},
        ],
    }  # fmt: skip
    large = _fork(
        "how_large",
        _("How large is it?"),
        (_("More than a million"), "[amount_of_contract] > 1000000", [_head_office(16)]),
        rest=[],
    )
    return _flow([both, large, _do("stamp", _("Stamp and file it"), _TOP, 24)], *form)


def _expense() -> Graph:
    form = (
        _field("spent", _("Amount")),
        _field("spent_on", _("Spent on"), "date"),
        _field("sort", _("For what"), "choice", choices=(_("Travel"), _("Entertaining"), _("Office"), _("Other"))),
    )
    region = _step("region", _("Regional manager"), _REGION, 8)
    by_amount = _fork(
        "how_much", _("How much is it?"), (_("At most 300"), "[spent] <= 300", [_small()]), (_("More than 5,000"), "[spent] > 5000", [region]), rest=[]
    )  # fmt: skip
    return _flow([_superior(8), by_amount, _do("pay", _("Pay it out"), _TOP, 24)], *form)


def _transfer() -> Graph:
    form = (_field("to_whom", _("To whom"), "person"), _field("how_many", _("How many customers"), is_needed=False))
    giving = _step("giving", _("Whoever has the customer now"), _OWNER, 8, empty="pass", own="skip")
    taking = {
        "type": "notice",
        "key": "taking",
        "name": _("Whoever takes over"),
        "who": [{"from": "field", "field": "to_whom"}],
    }
    return _flow([giving, _superior(8), taking], *form)


def _renewal() -> Graph:
    form = (
        _field("paid_before", _("Paid last year")),
        _field("asked", _("Asked for now")),
        _field("ends_on", _("Contract ends on"), "date"),
    )
    region = _step("region", _("Regional manager"), _REGION, 4)
    deep = [_step("region_deep", _("Regional manager"), _REGION, 4), _head_office()]
    how_deep = _fork(
        "how_deep", _("How much less?"), (_("At least 95 %"), "[asked] * 100 >= [paid_before] * 95", [_small()]),
        (_("At least 85 %"), "[asked] * 100 >= [paid_before] * 85", [region]), rest=deep,
    )  # fmt: skip
    return _flow([how_deep], *form)


def _complaint() -> Graph:
    grave = pgettext("complaint", "grave")
    sorts = (grave, pgettext("complaint", "serious"), pgettext("complaint", "slight"))
    form = (
        _field("weight", _("How serious"), "choice", choices=sorts),
        _field("wish", _("What the customer wants"), "long"),
    )
    both = [_step("head", _("Head of the unit"), _HEAD, 2, late="superior"), _head_office(2)]
    urgent = _fork("how_serious", _("How serious is it?"), (grave, f'[weight] = "{grave}"', both), rest=[_superior(4)])
    answer = _do("answer", _("Answer the customer"), _ASKING, 8)
    return _flow([urgent, answer], *form)


def _leave() -> Graph:
    form = (_field("first_day", _("First day"), "date"), _field("last_day", _("Last day"), "date"))
    longer = _step("second", _("Their superior"), {"from": "superior", "up": 2}, 8)
    how_long = _fork(
        "how_long", _("How long?"), (_("More than three days"), "[last_day] - [first_day] > 2", [longer]), rest=[]
    )
    return _flow([_superior(8), how_long], *form)
