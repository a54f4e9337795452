"""Reading a flow's description. Whatever is not understood is refused with its place; nothing is guessed."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tongxin.base.formulas import Fault, Node, read_formula, type_of
from tongxin.base.lazy import LazyText
from tongxin.collab.approvals.rules import graph, shapes
from tongxin.collab.approvals.rules.faults import BadFlow
from tongxin.collab.approvals.rules.graph import Path

Json = Mapping[str, Any]  # Any: JSON values
_TYPES = {"text": "text", "long": "text", "number": "number", "date": "date", "choice": "text", "person": "number"}
# What a description leaves out; a `do` has nothing to agree to.
_ALL_DEEDS = frozenset(shapes.DEEDS)


def read_graph(data: Any, *, facts: Mapping[str, str]) -> graph.Graph:  # Any: a JSON value
    """The flow. `facts` are the types of what its kind knows; the form adds its own. Raises BadFlow."""
    reader = _Reader(facts)
    found = reader.read(data)
    if reader.faults or found is None:
        raise BadFlow(reader.faults)
    return found


class _Reader:
    """Reads one description and collects what is wrong."""

    def __init__(self, facts: Mapping[str, str]) -> None:
        self.types = dict(facts)
        self.nodes: dict[str, graph.Node] = {}
        self.faults: list[tuple[str, LazyText]] = []

    def wrong(self, place: str, text: LazyText) -> None:
        self.faults.append((place, text))

    def fits(self, place: str, data: Any, shape: Mapping[str, tuple[shapes.Check, bool]]) -> bool:  # Any: JSON
        """Whether the object has the keys it must have, no others, and what belongs there."""
        if not isinstance(data, dict):
            self.wrong(place, _("Here belongs a group of values."))
            return False
        before = len(self.faults)
        for name in data.keys() - shape.keys():
            self.wrong(place, format_lazy(_("“{name}” is not known here."), name=str(name)[:40]))
        for name, (check, is_needed) in shape.items():
            if name not in data:
                if is_needed:
                    self.wrong(place, format_lazy(_("“{name}” is missing."), name=name))
            elif not check(data[name]):
                self.wrong(f"{place}.{name}", format_lazy(_("This does not fit “{name}”."), name=name))
        return len(self.faults) == before

    def read(self, data: Any) -> graph.Graph | None:  # Any: JSON
        if not self.fits("", data, shapes.TOP):
            return None
        form = tuple(self.form(data.get("form", [])))
        first = self.line("line", data["line"], ())
        if not self.faults:
            self.check_targets()
        rules = {name: data[name] for name in ("repeat", "withdraw", "chase", "attach") if name in data}
        return graph.Graph(first=first, nodes=self.nodes, types=self.types, form=form, **rules)

    def form(self, fields: Any) -> list[Json]:  # Any: JSON
        found: list[Json] = []
        if not isinstance(fields, list):
            self.wrong("form", _("Here belongs a list."))
            return found
        for place, one in enumerate(fields):
            if self.fits(f"form.{place}", one, shapes.FIELD):
                if one["key"] in self.types:
                    self.wrong(f"form.{place}", format_lazy(_("“{name}” is there twice."), name=one["key"]))
                self.types[one["key"]] = _TYPES[one["type"]]
                found.append(one)
        return found

    def line(self, place: str, data: Any, path: Path) -> str:  # Any: JSON
        """Read the nodes of a line; answers the key of the first. The last leads to the join, or to the end."""
        if not isinstance(data, list):
            self.wrong(place, _("Here belongs a list."))
            return ""
        following = ""
        for number in range(len(data) - 1, -1, -1):
            following = self.node(f"{place}.{number}", data[number], path, following) or following
        return following

    def node(self, place: str, data: Any, path: Path, following: str) -> str:  # Any: JSON
        kind = data.get("type") if isinstance(data, dict) else None
        shape = shapes.NODES.get(kind) if isinstance(kind, str) else None
        if shape is None:
            self.wrong(place, _("There is no step of this type."))
            return ""
        if not self.fits(place, data, {**shapes.COMMON, **shape}):
            return ""
        key = data["key"]
        if key in self.nodes or len(self.nodes) >= shapes.MOST_NODES:
            self.wrong(place, format_lazy(_("“{name}” is there twice."), name=key))
            return ""
        common: dict[str, Any] = {"key": key, "name": data["name"], "type": kind, "path": path, "next": following}
        self.nodes[key] = graph.Node(**common)  # holds the key while the arms are read
        self.nodes[key] = self.made(place, data, common)
        return str(key)

    def made(self, place: str, data: Json, common: dict[str, Any]) -> graph.Node:  # Any: arguments of the node
        kind = data["type"]
        if kind in ("step", "do"):
            return self.step(place, data, common)
        if kind == "fork":
            return self.fork(place, data, common)
        if kind == "notice":
            return graph.Notice(**common, who=self.sources(place, data["who"]))
        if kind == "route":
            when = self.condition(f"{place}.when", data["when"])
            return (
                graph.Route(**common, when=when, said=data["when"], to=data["to"], most=data.get("most", 3))
                if when
                else graph.Node(**common)
            )
        if kind == "wait":
            return self.wait(place, data, common)
        rest = {name: data[name] for name in shapes.NODES[kind] if name in data}
        if kind == "act":
            return graph.Act(**common, act=rest["act"], data=rest.get("data", {}))
        return graph.Judge(**common, **rest) if kind == "judge" else graph.Subflow(**common, **rest)

    def step(self, place: str, data: Json, common: dict[str, Any]) -> graph.Step:  # Any: as above
        rest = {name: data[name] for name in shapes.STEP if name in data and name not in ("who", "deeds", "weights")}
        if data.get("empty") == "person" and "empty_person" not in data:
            self.wrong(place, format_lazy(_("“{name}” is missing."), name="empty_person"))
        rest["veto"] = tuple(data.get("veto", ()))
        return graph.Step(
            **common,
            **rest,
            who=self.sources(place, data["who"]),
            weights={int(who): weight for who, weight in data.get("weights", {}).items()},
            deeds=frozenset(data["deeds"]) if "deeds" in data else _ALL_DEEDS,
            is_do=data["type"] == "do",
        )

    def wait(self, place: str, data: Json, common: dict[str, Any]) -> graph.Wait:  # Any: as above
        until = data.get("until", "")
        if until and self.types.get(until) != "date":
            self.wrong(place, format_lazy(_("There is no day “{name}” to wait for."), name=until))
        if bool(until) == bool(data.get("minutes")):
            self.wrong(place, _("Say either how long to wait or until which day."))
        return graph.Wait(**common, minutes=data.get("minutes", 0), until=until)

    def fork(self, place: str, data: Json, common: dict[str, Any]) -> graph.Fork:  # Any: as above
        arms: list[graph.Arm] = []
        given = data["arms"] if isinstance(data["arms"], list) else []
        for number, one in enumerate(given):
            here = f"{place}.arms.{number}"
            if self.fits(here, one, shapes.ARM):
                when = self.condition(f"{here}.when", one["when"]) if one.get("when") else None
                first = self.line(f"{here}.line", one["line"], (*common["path"], (common["key"], number)))
                arms.append(graph.Arm(name=one["name"], when=when, said=one.get("when", ""), first=first))
        others = sum(arm.when is None for arm in arms)
        if len(given) < 2:
            self.wrong(place, _("A fork needs two ways or more."))
        elif data["mode"] != "all" and others != 1:
            self.wrong(place, _("One way, and only one, must be for all other cases: else some would lead nowhere."))
        return graph.Fork(**common, mode=data["mode"], arms=tuple(arms))

    def condition(self, place: str, text: str) -> Node | None:
        try:
            tree = read_formula(text)
            if type_of(tree, self.types) != "yes_no":
                self.wrong(place, _("A condition must give yes or no."))
            return tree
        except Fault as fault:
            self.wrong(place, fault.text)
            return None

    def sources(self, place: str, given: Any) -> tuple[graph.Source, ...]:  # Any: JSON
        if not isinstance(given, list) or not given:
            self.wrong(f"{place}.who", _("Say who decides here."))
            return ()
        found: list[graph.Source] = []
        for number, one in enumerate(given):
            shape = shapes.SOURCES.get(str(one.get("from"))) if isinstance(one, dict) else None
            if shape is None:
                self.wrong(f"{place}.who.{number}", _("There is no such way to find people."))
            elif self.fits(f"{place}.who.{number}", one, {"from": (shapes.text, True), **shape}):
                if one["from"] == "field" and one["field"] not in self.types:
                    self.wrong(
                        f"{place}.who.{number}", format_lazy(_("There is no field “{name}” here."), name=one["field"])
                    )
                found.append(one)
        return tuple(found)

    def check_targets(self) -> None:
        """Where refusals and routes lead, and that every loop has a way out."""
        for node in self.nodes.values():
            to = node.to if isinstance(node, graph.Route) else node.refuse if isinstance(node, graph.Step) else ""
            if to in ("", "end", "initiator", "previous"):
                continue
            target = self.nodes.get(to)
            if target is None or node.path[: len(target.path)] != target.path:
                self.wrong(node.key, format_lazy(_("“{name}” is not on this line or on one around it."), name=to))
        for node in self.nodes.values():
            if isinstance(node, graph.Judge) and node.outcome == "refuse" and node.next:
                self.wrong(node.next, _("Nothing ever comes here: the step before ends it."))
