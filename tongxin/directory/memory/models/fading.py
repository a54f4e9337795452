"""How far something once heard can still be trusted: a pure function of its kind, its age and how sure it was."""

from datetime import timedelta
from typing import Literal

from tongxin.directory.memory.models.kinds import HALF_LIFE, Confidence

State = Literal["sure", "fading", "ask"]
_AT_FIRST = {Confidence.SURE: 1.0, Confidence.LIKELY: 0.75, Confidence.GUESS: 0.5}
_SURE, _FADING = 0.6, 0.3


def trust(kind: str, confidence: str, age: timedelta) -> float:
    """From 1 (heard just now from a sure source) towards 0; halved once per half-life of the kind."""
    first = _AT_FIRST[Confidence(confidence)]
    half_life = HALF_LIFE[kind]
    days = max(age / timedelta(days=1), 0.0)
    return first if half_life is None else first * float(0.5 ** (days / half_life))


def state_of(kind: str, confidence: str, age: timedelta) -> State:
    """In a word: still sure, fading, or to be asked again."""
    left = trust(kind, confidence, age)
    return "sure" if left >= _SURE else "fading" if left >= _FADING else "ask"
