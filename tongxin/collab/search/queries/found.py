"""What a person finds: only what the person may see, by words of fields the person may see, and never how much else there is."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q

from tongxin.base.lazy import LazyText
from tongxin.base.masks import is_whole
from tongxin.base.registries import DocumentSource, Hit, search_documents
from tongxin.base.tokens import Term, query_terms
from tongxin.collab.access.policies import hidden_with, masked_with
from tongxin.collab.search.models import STAGES, Found, Question, engine, question, shelf_of, stages_of

# How many answers of the index are held against what the person may see before the database is asked to join the two.
_GLANCE = 1_000


@dataclass(frozen=True)
class Group:
    """What was found of one kind of record, best first."""

    kind: str
    label: LazyText
    icon: str
    hits: list[Hit]


class _Find(NamedTuple):
    stage: int
    kind: str
    id: int


def search(
    person: Any, q: str, *, kinds: Collection[str] | None = None, limit: int = 20
) -> list[Hit]:  # Any: also guests
    """The best hits for what was typed: beginnings of names, then names, pinyin, numbers and addresses, text."""
    terms = query_terms(q)
    sources = _fruitful(person, _sources(kinds), q, terms)
    finds = [find for source in sources for find in _finds(person, source, q, terms, limit)]
    # Sorting keeps the order of kinds among finds of one stage.
    best = sorted(finds, key=lambda find: find.stage)[:limit]
    shown = {
        source.kind: source.hits(person, [find.id for find in best if find.kind == source.kind])
        for source in sources
        if any(find.kind == source.kind for find in best)
    }
    return [shown[find.kind][find.id] for find in best if find.id in shown[find.kind]]


def search_groups(person: Any, q: str, *, limit: int = 20) -> list[Group]:  # Any: as above
    """Hits by kind of record, up to `limit` of each; the kind with the best hit stands first."""
    terms = query_terms(q)
    found = []
    for source in _fruitful(person, _sources(None), q, terms):
        finds = list(_finds(person, source, q, terms, limit))
        if finds:
            shown = source.hits(person, [find.id for find in finds])
            hits = [shown[find.id] for find in finds if find.id in shown]
            found.append((finds[0].stage, Group(source.kind, source.label, source.icon, hits)))
    return [group for _stage, group in sorted(found, key=lambda pair: pair[0]) if group.hits]


def matching(person: Any, kind: str, q: str, *, record: str = "pk") -> Q:  # Any: as above
    """A condition for lists of `kind` (or of rows that point to it by `record`): the list keeps its order and its pages.

    An empty `q` leaves the list as it is. It says nothing about access: use it on rows that are `visible_to` the person.
    """
    if not q.strip():
        return Q()
    terms = query_terms(q)
    asked = question(shelf_of(kind), terms, stages_of(terms, _open_stages(person, search_documents.get(kind), q)))
    return _condition(kind, asked, record) if asked else Q(pk__in=[])


def _sources(kinds: Collection[str] | None) -> list[DocumentSource]:
    wanted = [source for source in search_documents if kinds is None or source.kind in kinds]
    return sorted(wanted, key=lambda source: source.order)


def _fruitful(
    person: Any, sources: list[DocumentSource], q: str, terms: Sequence[Term]
) -> list[DocumentSource]:  # Any: as above
    """The kinds with any answer at any stage: most have none, and would be asked stage by stage."""
    if len(sources) < 2:
        return sources
    asked = {
        source.shelf: whole
        for source in sources
        if (whole := question(source.shelf, terms, stages_of(terms, _open_stages(person, source, q))))
    }
    there = engine().answered(asked) if asked else set()
    return [source for source in sources if source.shelf in there]


def _open_stages(person: Any, source: DocumentSource, q: str) -> list[str]:  # Any: as above
    """Finding by a hidden field would tell what it holds, so stages that hold one are closed to this person. By a masked one the whole
    number or address finds, and no part of it."""
    hidden = hidden_with(person, source.kind)
    if hidden and is_whole(q):
        hidden -= masked_with(person, source.kind)
    if not hidden:
        return list(STAGES)
    return [stage for stage in STAGES if not hidden.intersection(source.stage_fields.get(stage, ()))]


def _finds(
    person: Any, source: DocumentSource, q: str, terms: Sequence[Term], limit: int
) -> Iterator[_Find]:  # Any: as above
    """Up to `limit` records, stage by stage, stopping as soon as there are enough."""
    seen: set[int] = set()
    stages = stages_of(terms, _open_stages(person, source, q))
    for number, stage in enumerate(stages):
        # One term is looked for at each stage alone; of several, each may be found at another one.
        asked = question(source.shelf, terms, [stage] if len(terms) == 1 else stages[: number + 1])
        if asked is None:
            continue
        for found in _visible(person, source, asked, limit + len(seen)):
            if found not in seen and len(seen) < limit:
                seen.add(found)
                yield _Find(STAGES.index(stage), source.kind, found)
        if len(seen) >= limit:
            return


def _visible(person: Any, source: DocumentSource, asked: Question, limit: int) -> list[int]:  # Any: as above
    """Up to `limit` records that answer and that the person may see."""
    seen: list[int] = []
    for glance in (limit, _GLANCE):
        found = engine().first(source.shelf, asked, glance)
        # What may be seen is worked out for finds only: most kinds and stages have none.
        allowed = set(source.visible(person).filter(pk__in=found).values_list("pk", flat=True)) if found else set()
        # The index answers in an order of its own, another one on each database: by number both say the same.
        seen = sorted(number for number in found if number in allowed)
        if len(seen) >= limit or len(found) < glance:
            return seen[:limit]
    # Little of what there is may be seen: let the database begin with that.
    return list(
        source.visible(person).filter(_condition(source.kind, asked, "pk")).values_list("pk", flat=True)[:limit]
    )


def _condition(kind: str, asked: Question, record: str) -> Q:
    shelf = shelf_of(kind)
    return Q(Found(record, shelf, asked, engine().way(shelf, asked)))
