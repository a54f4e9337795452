"""The one gate: a record is loaded through `visible_to(person)` and changed through `changeable_by(person)`."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from operator import or_
from typing import Any, Literal, NamedTuple, Self, TypeVar

from django.db.models import Exists, Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from tongxin.base.database.prepared import Lens, prepared
from tongxin.base.registries import subject_kinds
from tongxin.collab.access.models.role import Assignment, Role, Scope
from tongxin.collab.access.models.share import Share
from tongxin.collab.org.models import Unit
from tongxin.collab.org.queries import everyone_under, units_of
from tongxin.collab.people.models import Person

Deed = Literal["read", "write"]
M = TypeVar("M", bound=Model)
T = TypeVar("T")
_RANK = {scope: rank for rank, scope in enumerate(Scope.values)}


class Scoping(NamedTuple):
    """How a model's rows relate to people: names of look-ups from the row to owner, unit, team members and its own number."""

    kind: str
    owner: str
    unit: str
    team: str
    record: str = "pk"


@dataclass
class Reach(Lens):
    """What one person may do at this moment; loaded once per request and kept on the person object.

    It is also the lens of prepared questions: people with the same rights in the same units ask in the same words.
    """

    person_id: int
    is_administrator: bool = False
    can_import: bool = False
    can_export: bool = False
    scopes: dict[tuple[str, str], str] = field(default_factory=dict)
    fields: dict[tuple[str, str], str] = field(default_factory=dict)
    units: list[Unit] = field(default_factory=list)
    under: set[int] | None = None
    firm_masks: bool = False  # whether any role of the firm masks anything, of whomever
    found: dict[str, Any] = field(default_factory=dict)  # Any: what higher rooms found out about the person meanwhile

    def scope(self, kind: str, deed: Deed) -> str:
        """The widest scope of any role; nothing for kinds no role names."""
        return self.scopes.get((kind, deed), Scope.NONE)

    @property
    def number(self) -> int:
        """Whose reach it is."""
        return self.person_id

    @cached_property
    def form(self) -> str:
        """Everything that shapes a condition, but for the person's own number."""
        if Scope.TEAM in self.scopes.values():
            self.led()
        units = [(unit.pk, unit.path) for unit in self.units]
        rights = (bool(self.person_id), self.is_administrator, self.can_import, self.can_export)
        return repr((rights, sorted(self.scopes.items()), sorted(self.fields.items()), units, sorted(self.under or ())))

    def numbered(self, number: Any) -> "Reach":  # Any: a mark of a prepared question
        """The same reach of whoever is meant by the mark; of nobody, where it is nobody's."""
        return replace(self, person_id=number if self.person_id else 0, found={})

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What `make` answers; what it answered before under this name, for as long as the person is loaded: conditions, above all, which
        are put together in twice the time that putting them into SQL takes."""
        if name not in self.found:
            self.found[name] = make()
        known: T = self.found[name]
        return known

    def led(self) -> set[int]:
        """Numbers of all who report to the person."""
        if self.under is None:
            self.under = everyone_under(Person(pk=self.person_id))
        return self.under


def _widen(reach: Reach, kind: str, deed: str, scope: str) -> None:
    if scope in _RANK and _RANK[scope] > _RANK[reach.scopes.get((kind, deed), Scope.NONE)]:
        reach.scopes[kind, deed] = scope


def _opens(role: Any, kind: str) -> bool:  # Any: a Role row
    """Whether the role shows any record of the kind; one that shows none has no say about its fields."""
    shown: str = role.scopes.get(kind, {}).get("read", Scope.NONE)
    return shown in _RANK and shown != Scope.NONE


def _scope_for(kind: str) -> str:
    """The kind whose scope opens this one."""
    known = subject_kinds.find(kind)
    return (known.opens_with if known is not None else "") or kind


def _add_fields(reach: Reach, roles: list[Any]) -> None:  # Any: Role rows
    """A field is hidden, masked or read-only only when every role that opens the kind says so; the mildest counts. Kinds without a scope
    of their own are opened by that of another one (`opens_with`)."""
    kinds = {kind for role in roles for kind in (*role.scopes, *role.fields) if _opens(role, _scope_for(kind))}
    for kind in kinds:
        opening = [role for role in roles if _opens(role, _scope_for(kind))]
        names = set.intersection(*[set(role.fields.get(kind, {})) for role in opening])
        for name in names:
            rights = {role.fields[kind][name] for role in opening}
            reach.fields[kind, name] = next(right for right in ("read", "masked", "hidden") if right in rights)


@prepared
def _assignments(person: int) -> QuerySet[Assignment]:
    masking = Role.objects.annotate(said=Cast("fields", TextField())).filter(said__contains='"masked"')
    return Assignment.objects.filter(person=person).select_related("role").annotate(firm_masks=Exists(masking))


def reach_of(person: Any) -> Reach:  # Any: also takes Django's anonymous user
    """What this person may see and do. Whoever is unknown or has left reaches nothing.

    A reach answers itself: a prepared question is about whoever reaches that far.
    """
    if isinstance(person, Reach):
        return person
    if not isinstance(person, Person) or not person.pk or not person.is_active:
        return Reach(person_id=0)
    known: Reach | None = getattr(person, "_reach", None)
    if known is not None:
        return known
    reach = Reach(person_id=person.pk)
    assignments = _assignments(person.pk)
    roles = [assignment.role for assignment in assignments]
    reach.firm_masks = any(assignment.firm_masks for assignment in assignments)  # type: ignore[attr-defined]  # as asked
    for role in roles:
        reach.is_administrator |= role.is_administrator
        reach.can_import |= role.can_import
        reach.can_export |= role.can_export
        for kind, deeds in role.scopes.items():
            for deed, scope in deeds.items():
                _widen(reach, kind, deed, scope)
    _add_fields(reach, roles)
    reach.units = units_of(person)
    person._reach = reach  # type: ignore[attr-defined]  # kept for the length of the request
    return reach


def _within(scoping: Scoping, reach: Reach, scope: str) -> Q:
    """The rows of a scope narrower than everything and wider than nothing."""
    return reduce(or_, _ways_within(scoping, reach, scope))


def _ways_within(scoping: Scoping, reach: Reach, scope: str) -> list[Q]:
    """The widest way first: SQLite takes them in this order, and who counts up to a number is often done before the last."""
    own = Q(**{scoping.owner: reach.person_id})
    if scope == Scope.OWN:
        return [own]
    if scope == Scope.TEAM:
        return [Q(**{f"{scoping.owner}__in": sorted(reach.led())}), own]
    if scope == Scope.UNIT:
        return [Q(**{f"{scoping.unit}__in": [unit.pk for unit in reach.units]}), own]
    below = Unit.objects.below(reach.units).values("pk")
    return [Q(**{f"{scoping.unit}__in": below}), own]


def _shared(scoping: Scoping, reach: Reach, deed: Deed) -> Q:
    shares = Share.objects.filter(kind=scoping.kind).filter(
        Q(person=reach.person_id) | Q(unit__in=[unit.pk for unit in reach.units])
    )
    if deed == "write":
        shares = shares.filter(level=Share.Level.WRITE)
    return Q(**{f"{scoping.record}__in": shares.values("record_id")})


class ScopedQuerySet(QuerySet[M]):
    """Rows that only show themselves to those who may see them. The model names its `scoping`."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """What the person may see: the scope of the roles, team membership and shares. Fails closed."""
        return self._reachable(person, "read")

    def changeable_by(self, person: Any) -> Self:  # Any: as above
        """What the person may change."""
        return self._reachable(person, "write")

    def within_scope(self, person: Any) -> Self:  # Any: as above
        """What the scope of the roles opens by itself, without teams and shares: for figures kept by owner and unit, which belong to
        no single record. Fails closed."""
        scoping: Scoping = self.model.scoping  # type: ignore[attr-defined]  # each scoped model declares it
        reach = reach_of(person)
        scope = reach.scope(scoping.kind, "read")
        if scope == Scope.NONE:
            return self.none()
        return self.all() if scope == Scope.ALL else self.filter(_within(scoping, reach, scope))

    def ways_to(self, person: Any) -> list[Self]:  # Any: as above
        """What the person may see, a part for each way that opens it: an index leads into each part, and into all together none."""
        scoping: Scoping = self.model.scoping  # type: ignore[attr-defined]  # each scoped model declares it
        reach = reach_of(person)
        scope = reach.scope(scoping.kind, "read")
        if scope in (Scope.NONE, Scope.ALL):
            return [self.none() if scope == Scope.NONE else self.all()]
        team = self.model._base_manager.filter(**{scoping.team: reach.person_id}).values(scoping.record)  # noqa: SLF001
        ways = [
            *_ways_within(scoping, reach, scope),
            Q(**{f"{scoping.record}__in": team}),
            _shared(scoping, reach, "read"),
        ]
        return [self.filter(way) for way in ways]

    def _reachable(self, person: Any, deed: Deed) -> Self:  # Any: as above
        scoping: Scoping = self.model.scoping  # type: ignore[attr-defined]  # each scoped model declares it
        reach = reach_of(person)
        scope = reach.scope(scoping.kind, deed)
        if scope == Scope.NONE:
            return self.none()
        if scope == Scope.ALL:
            return self.all()
        name = f"{deed} {self.model._meta.label}"  # noqa: SLF001  # Django's own name for it
        return self.filter(reach.once(name, lambda: self._ways(scoping, reach, scope, deed)))

    def _ways(self, scoping: Scoping, reach: Reach, scope: str, deed: Deed) -> Q:
        team = self.model._base_manager.filter(**{scoping.team: reach.person_id}).values(scoping.record)  # noqa: SLF001
        return _within(scoping, reach, scope) | Q(**{f"{scoping.record}__in": team}) | _shared(scoping, reach, deed)
