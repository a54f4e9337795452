"""Days and moments as people write them, in Chinese and English. The clock is never asked: the reference time is passed in."""

from .cells import InvalidDay, Order, day_order, parse_day
from .moments import Found, find_moment, find_moments
from .reading import Lean
from .shown import show_day, show_moment

__all__ = [
    "Found",
    "InvalidDay",
    "Lean",
    "Order",
    "day_order",
    "find_moment",
    "find_moments",
    "parse_day",
    "show_day",
    "show_moment",
]
