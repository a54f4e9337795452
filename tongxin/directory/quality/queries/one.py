"""How good the information about one record is, as one person may see it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tongxin.collab.access.policies import hidden_fields
from tongxin.directory.parties.models import Party
from tongxin.directory.quality.facts import are_hidden
from tongxin.directory.quality.models import Score
from tongxin.directory.quality.queries.knowing import known_of, rules_in_force
from tongxin.directory.quality.rating import PARTS, Failing, Part, Rule, rate


@dataclass(frozen=True)
class Standing:
    """`score` and `parts` from 0 to 100, `failings` with the next thing to ask first."""

    score: int
    parts: Mapping[Part, int | None]
    failings: tuple[Failing, ...]


def standing_of(person: Any, party: Party, at: datetime) -> Standing | None:  # Any: the person type of the doors
    """The standing of a record which the person may see, or None when nothing is asked of it.

    The kept score is used as long as it holds. Whoever has facts hidden is answered by the rules that do not ask for them, so
    that no figure tells whether a hidden fact is there.
    """
    hidden = hidden_fields(person, "party")
    if not hidden:
        kept: Score | None = getattr(party, "quality", None)  # came with the record
        if kept is None or kept.changes_at is None or kept.changes_at > at:
            return _kept(kept)
    known = known_of([party.pk]).get(party.pk)
    if known is None:
        return None
    if "tier" in hidden:
        known = replace(known, tier="")
    rating = rate(known, [_without(rule, hidden) for rule in rules_in_force()], at)
    return None if rating.score is None else Standing(rating.score, rating.parts, rating.failing)


def _kept(kept: Score | None) -> Standing | None:
    if kept is None:
        return None
    return Standing(kept.score, {part: getattr(kept, part) for part in PARTS}, tuple(kept.failings))


def _without(rule: Rule, hidden: set[str]) -> Rule:
    gone = are_hidden(rule.facts, hidden)
    return replace(rule, facts=tuple(fact for fact in rule.facts if fact not in gone)) if gone else rule
