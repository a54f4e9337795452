"""Where a request stands among earlier ones: from pairs of numbers to places in a drawing. Plain numbers in and out."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

# The drawing as the design has it, in its own units: from left to right, from top to bottom.
LEFT, RIGHT, TOP, BOTTOM = 38.0, 228.0, 22.0, 112.0
FEWEST, _TICKS = 3, 3


@dataclass(frozen=True)
class Dot:
    """One case at its place; hollow where it was refused."""

    x: float
    y: float
    is_agreed: bool


@dataclass(frozen=True)
class Plot:
    """Earlier cases, this one, and where round numbers lie on the axes."""

    dots: list[Dot]
    own: Dot
    across: list[tuple[float, str]]
    up: list[tuple[float, str]]


def plot_of(own: tuple[float, float], earlier: Sequence[tuple[float, float, bool]]) -> Plot | None:
    """A drawing of this case among earlier ones (two numbers, and whether it was agreed); None where there are too few to compare with."""
    if len(earlier) < FEWEST:
        return None
    across = _round_numbers([own[0], *(one[0] for one in earlier)])
    up = _round_numbers([own[1], *(one[1] for one in earlier)])

    def at(x: float, y: float, *, is_agreed: bool) -> Dot:
        return Dot(_place(x, across, LEFT, RIGHT), _place(y, up, BOTTOM, TOP), is_agreed)

    return Plot(
        dots=[at(x, y, is_agreed=agreed) for x, y, agreed in earlier],
        own=at(*own, is_agreed=False),
        across=[(_place(one, across, LEFT, RIGHT), f"{one:g}") for one in across],
        up=[(_place(one, up, BOTTOM, TOP), f"{one:g}") for one in up],
    )


def _place(value: float, ticks: Sequence[float], begin: float, end: float) -> float:
    return round(begin + (value - ticks[0]) / (ticks[-1] - ticks[0]) * (end - begin), 1)


def _round_numbers(values: Sequence[float]) -> list[float]:
    """Round numbers from at or below the least to at or above the greatest, a few of them."""
    low, high = min(values), max(values)
    width = (high - low) or abs(high) or 1.0
    power = 10.0 ** floor(log10(width / _TICKS))
    step = next(power * factor for factor in (1, 2, 5, 10) if width / (power * factor) <= _TICKS)
    first, last = floor(low / step), ceil(high / step)
    last = max(last, first + 1)
    return [round(number * step, 10) for number in range(first, last + 1)]
