"""Figures of decisions. Pure: tables of examples say what they mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True, kw_only=True)
class Decided:
    """One decision. `minutes` is the promised working time (0: none), `took` the real one; `answer` is agreed, refused or returned."""

    case: int
    step: str
    person: int
    answer: str
    took: int
    minutes: int = 0
    is_changed: bool = False

    @property
    def is_late(self) -> bool:
        """Promised, and not kept."""
        return bool(self.minutes) and self.took > self.minutes


@dataclass(frozen=True, kw_only=True)
class Row:
    """Figures of one step or one person. Sets hold the numbers of the cases, so that every figure leads to them. Minutes are working time."""

    median: int
    ninth: int
    cases: frozenset[int]
    refused: frozenset[int]
    changed: frozenset[int]
    late: frozenset[int]
    promised: frozenset[int]
    decisions: int = 0
    people: frozenset[int] = field(default_factory=frozenset)

    @property
    def on_time(self) -> int | None:
        """Percent of the cases with a promise that kept it."""
        return share(len(self.promised) - len(self.late), len(self.promised))

    @property
    def not_as_asked(self) -> int | None:
        """Percent of the cases that were changed or refused."""
        return share(len(self.refused | self.changed), len(self.cases))


def row_of(decided: Sequence[Decided]) -> Row:
    """The figures of some decisions; there must be one."""
    took = sorted(one.took for one in decided)
    return Row(
        median=round(median(took)), ninth=ninth_decile(took), decisions=len(took),
        cases=_cases(decided), refused=_cases(one for one in decided if one.answer != "agreed"),
        changed=_cases(one for one in decided if one.is_changed), late=_cases(one for one in decided if one.is_late),
        promised=_cases(one for one in decided if one.minutes), people=frozenset(one.person for one in decided),
    )  # fmt: skip


def _cases(decided: Iterable[Decided]) -> frozenset[int]:
    return frozenset(one.case for one in decided)


def ninth_decile(ordered: Sequence[int]) -> int:
    """The value that nine of ten don't exceed."""
    return ordered[max(-(-len(ordered) * 9 // 10) - 1, 0)]


def share(part: int, whole: int) -> int | None:
    """In whole percent; nothing of nothing is unknown."""
    return round(part * 100 / whole) if whole else None
