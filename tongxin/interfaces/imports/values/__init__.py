"""Cells read into plain values, by the kind of the field they belong to. Plain data in, plain data out."""

from .cards import CARD_COLUMNS, card_bits
from .owners import Colleague, Colleagues
from .plan import Part, Plan, Reading, Setting, Wrong, compile_plan
from .readers import reader_of
from .refusal import ValueRefused

__all__ = [
    "CARD_COLUMNS", "Colleague", "Colleagues", "Part", "Plan", "Reading", "Setting", "ValueRefused", "Wrong", "card_bits", "compile_plan",
    "reader_of",
]  # fmt: skip
