"""A flow as it is drawn: nodes on lines, with what they promise, what they really took, and what is wrong with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.collab.approvals.models import Flow, Holder
from tongxin.collab.approvals.queries.descriptions import Json
from tongxin.collab.approvals.queries.trace import said_minutes
from tongxin.collab.designer.queries.checking import FlowFault
from tongxin.collab.designer.queries.pieces import ICONS
from tongxin.collab.designer.queries.told import Teller, said_rule

# Real times are those of the last three months.
_LOOKED_BACK = timedelta(days=92)


@dataclass(frozen=True, kw_only=True)
class DrawnArm:
    """One way of a fork. `place` is its beginning, where something can be put."""

    number: int
    name: str
    said: str
    is_for_others: bool
    place: str
    line: Sequence["Drawn"]


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One node. `promised` and `usual` are working time in words; `share` the used part of the promise, None where either is unknown."""

    key: str
    type: str
    icon: str
    name: str
    said: str
    promised: str = ""
    usual: str = ""
    share: float | None = None
    tone: str = ""
    faults: Sequence[FlowFault] = ()
    is_chosen: bool = False
    mode: str = ""
    arms: Sequence[DrawnArm] = field(default_factory=tuple)

    @property
    def place(self) -> str:
        """Behind it, where something can be put."""
        return f"after:{self.key}"


class _Pen:
    """Draws one flow."""

    def __init__(self, teller: Teller, usual: Mapping[str, int], faults: Sequence[FlowFault], chosen: str) -> None:
        self.teller, self.usual, self.chosen = teller, usual, chosen
        self.faults: dict[str, list[FlowFault]] = {}
        for fault in faults:
            self.faults.setdefault(fault.key, []).append(fault)

    def line(self, nodes: Sequence[Json]) -> list[Drawn]:
        return [self.node(one) for one in nodes]

    def node(self, node: Json) -> Drawn:
        key, type = node["key"], node["type"]
        promised, usual = node.get("minutes", 0) if type in ("step", "do") else 0, self.usual.get(key)
        return Drawn(
            key=key, type=type, icon="x" if node.get("outcome") == "refuse" else ICONS[type], name=node["name"], said=self.said(node),
            promised=said_minutes(promised) if promised else "", usual=said_minutes(usual) if usual is not None else "",
            share=usual / promised if promised and usual is not None else None, tone=_tone(node, promised, usual),
            faults=self.faults.get(key, ()), is_chosen=key == self.chosen, mode=node.get("mode", ""),
            arms=[self.arm(node, number) for number in range(len(node.get("arms", ())))],
        )  # fmt: skip

    def arm(self, node: Json, number: int) -> DrawnArm:
        arm = node["arms"][number]
        is_all = node["mode"] == "all"
        return DrawnArm(
            number=number, name=arm["name"], said="" if is_all else self.teller.arm(arm), is_for_others=not is_all and "when" not in arm,
            place=f"in:{node['key']}:{number}", line=self.line(arm["line"]),
        )  # fmt: skip

    def said(self, node: Json) -> str:
        """The second line of a card: who is asked, and how."""
        if node["type"] in ("step", "do", "notice"):
            who = self.teller.who(node.get("who", ()))
            several = node["type"] == "step" and node.get("how", "all") != "all"
            return _("%(who)s; %(rule)s") % {"who": who, "rule": said_rule(node)} if several else who
        if node["type"] == "fork":
            return ""
        return self.teller.sentence(node).removeprefix(f"{node['name']}：").removeprefix(f"{node['name']}: ")


def _tone(node: Json, promised: int, usual: int | None) -> str:
    if node["type"] == "judge":
        return "auto" if node.get("outcome") == "agree" else "stop"
    return "hot" if promised and usual is not None and usual > promised else ""


def drawing_of(graph: Json, flow: Flow, *, faults: Sequence[FlowFault] = (), chosen: str = "") -> list[Drawn]:
    """The whole flow."""
    teller = Teller(graph, approval_kinds.get(flow.kind))
    return _Pen(teller, usual_of(flow.pk, now() - _LOOKED_BACK), faults, chosen).line(graph["line"])


def usual_of(flow: int, since: datetime) -> dict[str, int]:
    """The median working minutes of each step since then."""
    rows = Holder.objects.filter(flow=flow, took_minutes__isnull=False, decided_at__gte=since)
    taken: dict[str, list[int]] = {}
    for node, minutes in rows.values_list("node", "took_minutes"):
        taken.setdefault(node, []).append(minutes or 0)
    return {node: round(median(each)) for node, each in taken.items()}
