"""A flow read as a text, for people who never draw one. Takes drafts too: what is not said yet is told as such."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.registries.approval_kinds import ApprovalKind, approval_kinds
from tongxin.collab.approvals.models import Flow
from tongxin.collab.approvals.queries.descriptions import Json, node_of, walk
from tongxin.collab.approvals.queries.trace import said_minutes
from tongxin.collab.designer.queries.conditions import asked_fields, flat, labels_of, said_condition
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person


@dataclass(frozen=True)
class Paragraph:
    """One sentence, so deep inside of cases."""

    depth: int
    text: str


class Teller:
    """Says what stands in a flow. Names of people, units and flows are fetched once."""

    def __init__(self, graph: Json, kind: ApprovalKind) -> None:
        self.graph = graph
        self.fields = flat(asked_fields(graph, kind))
        self.labels = labels_of(graph, kind)
        sources = [one for node in walk(graph["line"]) for one in node.get("who", ())]
        people = {number for one in sources for number in (*one.get("people", ()), *one.get("among", ()))}
        people |= {node["empty_person"] for node in walk(graph["line"]) if "empty_person" in node}
        units = {one["unit"] for one in sources if "unit" in one}
        flows = {node.get("flow", "") for node in walk(graph["line"]) if node["type"] == "subflow"}
        self.people = dict(Person.objects.filter(pk__in=people).values_list("pk", "name")) if people else {}
        self.units = dict(Unit.objects.filter(pk__in=units).values_list("pk", "name")) if units else {}
        self.flows = dict(Flow.objects.filter(key__in=flows).values_list("key", "name")) if flows else {}

    def condition(self, text: str) -> str:
        """A condition in words."""
        return said_condition(text, self.fields, self.labels)

    def arm(self, arm: Json) -> str:
        """When an arm is taken."""
        return self.condition(arm["when"]) if "when" in arm else _("In all other cases")

    def who(self, sources: Any) -> str:  # Any: JSON values
        """Who is meant."""
        text = pgettext("between names", ", ").join(self._source(one) for one in sources)
        return text or pgettext("flow", "nobody yet")

    def _source(self, source: Json) -> str:
        up = source.get("up")
        if source["from"] in ("role", "post") and not (source.get("role") or source.get("title")):
            return pgettext("flow", "nobody yet")
        if source["from"] == "people":
            names = [self.people.get(number, f"#{number}") for number in source.get("people", ())]
            return pgettext("between names", ", ").join(names) or pgettext("flow", "nobody yet")
        if source["from"] == "head" and "unit" in source:
            return pgettext("flow", "the head of %(unit)s") % {"unit": self.units.get(source["unit"], "?")}
        if source["from"] == "superior" and (up or 1) == 1:
            return pgettext("flow", "the direct superior of who asks")
        if source["from"] == "post" and source.get("near"):
            return pgettext("flow", "the nearest “%(title)s”") % {"title": source.get("title", "")}
        if source["from"] == "field":
            named = str(self.labels.get(source.get("field", ""), source.get("field", "")))
            return pgettext("flow", "the person in “%(field)s”") % {"field": named}
        return _plain(source)

    def sentence(self, node: Json) -> str:
        """One node."""
        name = {"name": node["name"]}
        match node["type"]:
            case "step" | "do":
                return self._step(node)
            case "judge":
                agreed = _("%(name)s: agreed without anybody.") % name
                return (
                    agreed
                    if node.get("outcome") == "agree"
                    else _("%(name)s: refused without anybody. It ends here.") % name
                )
            case "notice":
                return _("%(who)s get to know.") % {"who": self.who(node.get("who", ()))}
            case "wait":
                return self._wait(node)
            case "act":
                return _("The system does this: %(name)s.") % name
            case "subflow":
                return _("Another flow runs: %(name)s.") % {"name": self.flows.get(node.get("flow", ""), node["name"])}
        target = node_of(self.graph, node.get("to", "")) or {}
        said = {
            "condition": self.condition(node.get("when", "")),
            "to": target.get("name", "?"),
            "n": node.get("most", 3),
        }
        return _("When %(condition)s, back to “%(to)s”, at most %(n)s times.") % said

    def _wait(self, node: Json) -> str:
        if node.get("until"):
            day = str(self.labels.get(node["until"], node["until"]))
            return _("%(name)s: it waits until “%(day)s”.") % {"name": node["name"], "day": day}
        time = said_minutes(node.get("minutes", 0))
        return _("%(name)s: it waits %(time)s of working time.") % {"name": node["name"], "time": time}

    def _step(self, node: Json) -> str:
        is_do = node["type"] == "do"
        text = _("%(name)s: %(who)s; %(rule)s") % {
            "name": node["name"],
            "who": self.who(node.get("who", ())),
            "rule": pgettext("flow", "does it and says when it is done") if is_do else said_rule(node),
        }
        if node.get("minutes"):
            text += _("; promised within %(time)s") % {"time": said_minutes(node["minutes"])}
        text += {"agree": _("; too late means yes"), "refuse": _("; too late means no"), "superior": _("; too late goes to the superior")}.get(
            node.get("late", ""), ""
        )  # fmt: skip
        if node.get("refuse", "end") != "end" and not is_do:
            text += _("; a refusal goes back to %(to)s") % {"to": self.back(node["refuse"])}
        return text + _(".")

    def back(self, to: str) -> str:
        """Where a refusal leads."""
        words = {"initiator": pgettext("flow", "the one who asks"), "previous": pgettext("flow", "the step before")}
        return words.get(to) or _("“%(name)s”") % {"name": (node_of(self.graph, to) or {}).get("name", to)}


def said_rule(node: Json) -> str:
    """Who of several must agree."""
    rules = {
        "all": pgettext("flow", "all must agree"),
        "any": pgettext("flow", "the first one decides"),
        "in_order": pgettext("flow", "one after the other, all must agree"),
        "share": pgettext("flow", "%(share)d %% must agree") % {"share": node.get("share", 51)},
        "claim": pgettext("flow", "who takes it decides"),
    }
    return rules[node.get("how", "all")]


def paragraphs_of(graph: Json, kind: str) -> list[Paragraph]:
    """The whole flow from the beginning."""
    teller = Teller(graph, approval_kinds.get(kind))
    found: list[Paragraph] = []
    _line(teller, graph["line"], 0, found)
    found.append(Paragraph(0, _("Then it is agreed.")))
    return found


def _line(teller: Teller, line: list[Json], depth: int, found: list[Paragraph]) -> None:
    for node in line:
        if node["type"] == "fork":
            _fork(teller, node, depth, found)
        else:
            found.append(Paragraph(depth, teller.sentence(node)))


def _fork(teller: Teller, node: Json, depth: int, found: list[Paragraph]) -> None:
    heads = {
        "all": _("%(name)s: all of these at once"),
        "every": _("%(name)s: each of these that holds"),
        "first": _("%(name)s: the first of these that holds"),
    }
    found.append(Paragraph(depth, heads[node["mode"]] % {"name": node["name"]}))
    for arm in node["arms"]:
        head = _("%(name)s (when %(condition)s):") if "when" in arm else _("%(name)s:")
        found.append(Paragraph(depth + 1, head % {"name": arm["name"], "condition": teller.arm(arm)}))
        if arm["line"]:
            _line(teller, arm["line"], depth + 2, found)
        else:
            found.append(Paragraph(depth + 2, _("Nobody is asked.")))


def _plain(source: Json) -> str:
    words = {
        "role": pgettext("flow", "everybody with the role “%(role)s”") % {"role": source.get("role", "")},
        "post": pgettext("flow", "everybody with the post “%(title)s”") % {"title": source.get("title", "")},
        "head": pgettext("flow", "the head of the unit"),
        "region_head": pgettext("flow", "the head of the region"),
        "superior": pgettext("flow", "the superior of who asks, %(up)d up") % {"up": source.get("up", 1)},
        "superiors": pgettext("flow", "%(levels)d superiors in turn") % {"levels": source.get("levels", 1)},
        "owner": pgettext("flow", "the owner of the customer"),
        "chosen": pgettext("flow", "whom the one who asks chooses"),
        "previous": pgettext("flow", "whom the one before chooses"),
        "administrators": pgettext("flow", "the administrators"),
        "initiator": pgettext("flow", "the one who asks"),
    }
    return words[source["from"]]
