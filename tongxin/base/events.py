"""What happened, told once and heard by whoever must know.

An action changes rows and then calls `tell`. The journal (a higher room) writes every telling down; other rooms react
to the types they registered for. Everything runs in the caller's transaction, so cause and effects stand or fall together.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import FrozenInstanceError, dataclass
from datetime import datetime
from inspect import get_annotations
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Protocol, dataclass_transform

from tongxin.base.clock import now
from tongxin.base.subjects import Subject


class Actor(Protocol):
    """Whoever did it: a person known by number."""

    @property
    def pk(self) -> Any:  # Any: Django declares primary keys so
        ...


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Event:
    """Base of all events. Subclasses are frozen data; their fields are the particulars that the journal keeps.

    They read like dataclasses that are frozen and take keywords alone, with nothing written above them, and behave so: all share the
    methods below, where each dataclass would have its own made at every start of the program. A list or dict that is a default is
    made anew for each event.
    """

    name: ClassVar[str]
    _fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        own = [
            field for field, kind in get_annotations(cls).items() if getattr(kind, "__origin__", kind) is not ClassVar
        ]
        cls._fields = tuple(dict.fromkeys((*cls._fields, *own)))

    if not TYPE_CHECKING:  # each has an `__init__` of its own there

        def __init__(self, **given: Any) -> None:  # Any: as the fields say
            values = {field: given[field] if field in given else self._default(field) for field in self._fields}
            if not given.keys() <= values.keys():
                raise TypeError(f"{type(self).__name__} knows no {', '.join(sorted(given.keys() - values.keys()))}")
            vars(self).update(values)

    def _default(self, field: str) -> Any:  # Any: as above
        try:
            default = getattr(type(self), field)
        except AttributeError:
            raise TypeError(f"{type(self).__name__} needs {field}") from None
        return default.copy() if isinstance(default, dict | list) else default

    def __setattr__(self, field: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"{type(self).__name__} is told as it is: {field} stays")

    def __delattr__(self, field: str) -> NoReturn:
        raise FrozenInstanceError(f"{type(self).__name__} is told as it is: {field} stays")

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{field}={value!r}' for field, value in vars(self).items())})"

    def particulars(self) -> dict[str, Any]:  # Any: JSON values
        """The fields as JSON-ready data."""
        return dict(vars(self))


@dataclass(frozen=True, kw_only=True)
class Telling:
    """One event with who, on what, when, and how things were before."""

    event: Event
    by_id: int | None
    on: Subject
    at: datetime
    happened_at: datetime
    customer_id: int | None = None
    on_behalf_of_id: int | None = None
    before: Mapping[str, Any] | None = None  # Any: JSON values of the changed fields
    batch: str = ""


Recorder = Callable[[Sequence[Telling]], None]
Reaction = Callable[[Telling], None]
ReactionToMany = Callable[[Sequence[Telling]], None]

_recorders: list[Recorder] = []
_batch: ContextVar[str] = ContextVar("batch", default="")
_reactions: dict[type[Event], list[Reaction]] = defaultdict(list)
_reactions_to_many: list[tuple[tuple[type[Event], ...], ReactionToMany]] = []


def record_with(recorder: Recorder) -> None:
    """Have every telling written down by `recorder` (the journal registers itself here)."""
    if recorder not in _recorders:
        _recorders.append(recorder)


def react_to(event: type[Event], reaction: Reaction) -> None:
    """Call `reaction` in the same transaction whenever an event of this type is told."""
    if reaction not in _reactions[event]:
        _reactions[event].append(reaction)


def react_to_many(events: Sequence[type[Event]], reaction: ReactionToMany) -> None:
    """Call `reaction` once for all events of these types that are told together, so that an import costs it one call a chunk."""
    known = (tuple(events), reaction)
    if known not in _reactions_to_many:
        _reactions_to_many.append(known)


@contextmanager
def in_batch(batch: str) -> Iterator[None]:
    """Everything told meanwhile belongs to this batch, so that it can be found again and taken back as a whole."""
    token = _batch.set(batch)
    try:
        yield
    finally:
        _batch.reset(token)


def telling(
    event: Event,
    *,
    by: Actor | None,
    on: Subject,
    customer: int | None = None,
    happened_at: datetime | None = None,
    on_behalf_of: Actor | None = None,
    before: Mapping[str, Any] | None = None,  # Any: JSON values
    batch: str = "",
) -> Telling:
    """What `tell` would say, to be told later together with others (`tell_many`)."""
    at = now()
    return Telling(
        event=event,
        by_id=by.pk if by else None,
        on=on,
        at=at,
        happened_at=happened_at or at,
        customer_id=customer,
        on_behalf_of_id=on_behalf_of.pk if on_behalf_of else None,
        before=before,
        batch=batch or _batch.get(),
    )


def tell(
    event: Event,
    *,
    by: Actor | None,
    on: Subject,
    customer: int | None = None,
    happened_at: datetime | None = None,
    on_behalf_of: Actor | None = None,
    before: Mapping[str, Any] | None = None,  # Any: JSON values
    batch: str = "",
) -> None:
    """Say what happened. `customer` is the party on whose timeline it belongs; `happened_at` defaults to now."""
    said = telling(
        event,
        by=by,
        on=on,
        customer=customer,
        happened_at=happened_at,
        on_behalf_of=on_behalf_of,
        before=before,
        batch=batch,
    )
    tell_many([said])


def tell_many(tellings: Sequence[Telling]) -> None:
    """Say many things at once (imports). Recorded first, then reacted to one by one in order, then together."""
    for recorder in _recorders:
        recorder(tellings)
    told = {type(telling.event) for telling in tellings}
    if any(_reactions.get(kind) for kind in told):
        for telling in tellings:
            for reaction in _reactions.get(type(telling.event), ()):
                reaction(telling)
    for types, reaction_to_many in _reactions_to_many:
        # Asked once for each kind of event: an import tells thousands, of two kinds.
        wanted = {kind for kind in told if issubclass(kind, types)}
        if wanted:
            reaction_to_many([telling for telling in tellings if type(telling.event) in wanted])
