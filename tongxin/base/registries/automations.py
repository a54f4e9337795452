"""Automations: for what a rule can wait, and what it can do. Each room says it of its own records and verbs."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tongxin.base.lazy import LazyText
from tongxin.base.registries.registry import Registry
from tongxin.base.subjects import Subject


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """An event for which rules can wait. `event` is its name in the journal, `kind` the kind of record of which it then speaks: the
    record it was told on, or with `of_customer` the customer on whose timeline it stands. `names_fields`: its particulars say in
    `fields` what was changed."""

    label: LazyText
    event: str
    kind: str
    of_customer: bool = False
    names_fields: bool = False
    order: int = 50


occasions: Registry[Occasion] = Registry("occasion")


@dataclass(frozen=True, kw_only=True)
class ActInput:
    """One thing that an act has to know. `who` is chosen among people and the people named in the record, `words` may carry the
    record's name. With `redraws` other inputs depend on what is chosen here."""

    key: str
    label: LazyText
    kind: Literal["who", "words", "text", "number", "date", "choice"]
    options: Sequence[tuple[str, str]] = ()
    required: bool = True
    redraws: bool = False
    hint: LazyText = ""


Chosen = Mapping[str, str]


def _always(person: Any, kind: str) -> bool:  # Any: the person type lives above
    return True


@dataclass(frozen=True, kw_only=True)
class AutomationAct:
    """What a rule can do with a record.

    `inputs(person, kind, chosen)` answers what has to be known, as far as `chosen` goes. `do(by, on, values, key)` does it in the
    caller's transaction: `who` arrives as a person, `words` with the record's name in them; the same `key` twice does it once. It
    raises ValidationError or PermissionDenied. `said(chosen)` tells it in words, given what was chosen with names in place of
    numbers. `offered(person, kind)` says whether it can be done with records of a kind.
    """

    label: LazyText
    icon: str
    inputs: Callable[[Any, str, Chosen], Sequence[ActInput]]  # Any: as above
    do: Callable[[Any, Subject, Mapping[str, Any], str], None]  # Any: as above, and values as their inputs say
    said: Callable[[Chosen], str]
    offered: Callable[[Any, str], bool] = _always  # Any: as above
    order: int = 50


automation_acts: Registry[AutomationAct] = Registry("act for automations")


def occasions_of(event: str) -> list[str]:
    """Under which names rules wait for this event."""
    return [name for name in occasions.names() if occasions.get(name).event == event]


def acts_for(person: Any, kind: str) -> Collection[str]:  # Any: as above
    """What a rule can do with records of a kind in this person's name, in order."""
    found = [name for name in automation_acts.names() if automation_acts.get(name).offered(person, kind)]
    return sorted(found, key=lambda name: automation_acts.get(name).order)
