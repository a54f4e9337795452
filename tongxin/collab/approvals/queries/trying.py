"""How requests that were really made would have gone by a description, in use or only drawn. Nothing is written."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.collab.approvals.models import Approval, HistoryEntry, Holder
from tongxin.collab.approvals.queries.descriptions import Json
from tongxin.collab.approvals.queries.finding import people_for
from tongxin.collab.approvals.rules import Course, read_graph
from tongxin.collab.approvals.rules.graph import Source
from tongxin.collab.approvals.rules.trying import Case, Tried, try_case

__all__ = ["Finder", "Tried", "tried"]

Usual = Mapping[str, int]


def tried(graph: Json, kind: str, found: Sequence[Approval], usual: Usual, finder: "Finder") -> dict[int, Tried]:
    """Each of them played through, by its number. `usual` are working minutes by step. Raises BadFlow."""
    read = read_graph(graph, facts=approval_kinds.get(kind).facts)
    cases = finder.cases_of(found)
    return {one.pk: try_case(read, cases[one.pk], finder.about(one), usual) for one in found}


class Finder:
    """What was brought along and whom a source means, asked of the database once for the same question."""

    def __init__(self) -> None:
        self.known: dict[tuple[Any, ...], list[int]] = {}  # Any: what the answer depends on
        self.cases: dict[int, Case] = {}
        self.approval: Approval | None = None
        self.told: dict[int, tuple[Source, str]] = {}

    def about(self, approval: Approval) -> "Finder":
        """For this request."""
        self.approval = approval
        return self

    def __call__(self, sources: Sequence[Source], course: Course) -> list[int]:
        found: dict[int, None] = {}
        for source in sources:
            found |= dict.fromkeys(self._of_source(source, course))
        return list(found)

    def _of_source(self, source: Source, course: Course) -> list[int]:
        approval = self.approval
        assert approval is not None
        # One source is the same object in each case of a version; its text is made once, and it is held so that its number stays its own.
        _kept, text = self.told.setdefault(id(source), (source, json.dumps(dict(source), sort_keys=True)))
        about: Any = (approval.initiator_id, approval.unit_id)  # Any: what the answer depends on
        if source["from"] == "owner":
            about = (approval.subject_kind, approval.subject_id)
        elif source["from"] == "field":
            about = str(course.state.facts.get(source["field"]))
        key = (text, about)
        if key not in self.known:
            self.known[key] = people_for([source], approval, course)
        return self.known[key]

    def cases_of(self, found: Sequence[Approval]) -> Mapping[int, Case]:
        """What they brought along: facts as they were asked for, times and refusals by step."""
        fresh = [one for one in found if one.pk not in self.cases]
        if not fresh:
            return self.cases
        numbers = [one.pk for one in fresh]
        starts: dict[int, Json] = dict(
            HistoryEntry.objects.filter(approval__in=numbers, number=1).values_list("approval_id", "data")
        )
        took: dict[int, dict[str, int]] = {}
        refused: dict[int, set[str]] = {}
        rows = Holder.objects.filter(approval__in=numbers, took_minutes__isnull=False)
        for approval, node, status, minutes in rows.values_list("approval_id", "node", "status", "took_minutes"):
            took.setdefault(approval, {})[node] = minutes or 0
            if status == "refused":
                refused.setdefault(approval, set()).add(node)
        for one in fresh:
            start = starts.get(one.pk, {})
            self.cases[one.pk] = Case(
                initiator=one.initiator_id, facts=start.get("facts", one.facts), chosen=start.get("chosen", {}),
                took=took.get(one.pk, {}), refused=frozenset(refused.get(one.pk, ())),
            )  # fmt: skip
        return self.cases
