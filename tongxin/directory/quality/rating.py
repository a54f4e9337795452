"""How whole, right, fresh and alive the information about one customer is: a pure function of what is known and the firm's rules."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from tongxin.base.chinese.phones import InvalidPhone, parse_phone
from tongxin.base.chinese.uscc import is_uscc

Part = Literal["complete", "valid", "fresh", "contacted"]
PARTS: tuple[Part, ...] = ("complete", "valid", "fresh", "contacted")
# What to ask first among equals: who is never spoken to is asked before what is old is looked at again.
_URGENCY = {"complete": 0, "valid": 1, "contacted": 2, "fresh": 3}


@dataclass(frozen=True, slots=True)
class Rule:
    """What the firm asks of records of a kind, in a role and tier (each empty: of all). `days` belongs to fresh and contacted."""

    part: Part
    facts: tuple[str, ...] = ()
    kind: str = ""
    role: str = ""
    tier: str = ""
    days: int = 0
    weight: int = 1

    def fits(self, known: "Known") -> bool:
        """Whether the rule speaks of such a record."""
        return (
            self.kind in ("", known.kind)
            and (not self.role or self.role in known.roles)
            and (not self.tier or self.tier.casefold() == known.tier.strip().casefold())
        )

    @property
    def closeness(self) -> int:
        """How closely it speaks of a record: its tier counts more than its role, its role more than its kind."""
        return 4 * bool(self.tier) + 2 * bool(self.role) + bool(self.kind)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one record. `values` holds each fact as texts, none when it is absent; `since` when a fact was last
    changed or confirmed, otherwise it is as old as the record."""

    kind: str
    created_at: datetime
    roles: Collection[str] = ()
    tier: str = ""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: Mapping[str, datetime] = field(default_factory=dict)
    last_contact_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Failing:
    """One thing that is asked and not so. `fact` is empty for the contact."""

    part: Part
    fact: str
    weight: int


@dataclass(frozen=True, slots=True)
class Rating:
    """Shares from 0 to 100; None where nothing is asked. `failing` begins with the next thing to ask.

    `changes_at` is when the rating will sink by itself, if nobody does anything.
    """

    score: int | None
    parts: Mapping[Part, int | None]
    failing: tuple[Failing, ...]
    changes_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Check:
    part: Part
    fact: str
    weight: int
    passes: bool
    until: datetime | None = None


def rate(known: Known, rules: Sequence[Rule], at: datetime) -> Rating:
    """The rating of one record at an instant. Each fact is asked once for each part, by the heaviest or the closest rule."""
    fitting = [rule for rule in rules if rule.fits(known)]
    checks = [
        *_complete(known, fitting),
        *_valid(known, fitting),
        *_fresh(known, fitting, at),
        *_contacted(known, fitting, at),
    ]
    failing = [Failing(check.part, check.fact, check.weight) for check in checks if not check.passes]
    failing.sort(key=lambda one: (-one.weight, _URGENCY[one.part]))
    return Rating(
        score=_share(checks),
        parts={part: _share([check for check in checks if check.part == part]) for part in PARTS},
        failing=tuple(failing),
        changes_at=min((check.until for check in checks if check.passes and check.until is not None), default=None),
    )


def _share(checks: Sequence[_Check]) -> int | None:
    """Weighted share in whole percent, rounded down: 100 means that nothing is left to do."""
    total = sum(check.weight for check in checks)
    return 100 * sum(check.weight for check in checks if check.passes) // total if total else None


def _by_fact(rules: Sequence[Rule], part: Part, better: Callable[[Rule], int]) -> dict[str, Rule]:
    chosen: dict[str, Rule] = {}
    for rule in rules:
        for fact in rule.facts if rule.part == part else ():
            if fact not in chosen or better(rule) > better(chosen[fact]):
                chosen[fact] = rule
    return chosen


def _weight(rule: Rule) -> int:
    return rule.weight


def _closeness(rule: Rule) -> int:
    return rule.closeness


def _complete(known: Known, rules: Sequence[Rule]) -> Iterator[_Check]:
    for fact, rule in _by_fact(rules, "complete", _weight).items():
        yield _Check("complete", fact, rule.weight, bool(known.values.get(fact)))


def _valid(known: Known, rules: Sequence[Rule]) -> Iterator[_Check]:
    for fact, rule in _by_fact(rules, "valid", _weight).items():
        if texts := known.values.get(fact):
            yield _Check("valid", fact, rule.weight, all(FORMS[fact](text) for text in texts))


def _fresh(known: Known, rules: Sequence[Rule], at: datetime) -> Iterator[_Check]:
    for fact, rule in _by_fact(rules, "fresh", _closeness).items():
        if known.values.get(fact):
            until = known.since.get(fact, known.created_at) + timedelta(days=rule.days)
            yield _Check("fresh", fact, rule.weight, at < until, until)


def _contacted(known: Known, rules: Sequence[Rule], at: datetime) -> Iterator[_Check]:
    rule = max((rule for rule in rules if rule.part == "contacted"), key=_closeness, default=None)
    if rule is not None:
        until = known.last_contact_at + timedelta(days=rule.days) if known.last_contact_at else None
        yield _Check("contacted", "", rule.weight, until is not None and at < until, until)


def _is_phone(text: str) -> bool:
    try:
        parse_phone(text)
    except InvalidPhone:
        return False
    return True


def _is_mail(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


# Facts whose form can be checked, and how.
FORMS: Mapping[str, Callable[[str], bool]] = {"uscc": is_uscc, "phones": _is_phone, "emails": _is_mail}
