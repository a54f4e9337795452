"""Recognising what columns mean and what a table is, and taking composite cells apart. Plain data in, plain data out."""

from .composite import PersonBit, split_people
from .fields import TargetField, target_fields
from .guessing import SURE, Guess, recognise
from .headings import heading_key
from .targets import Target, TargetGuess, guess_target

__all__ = [
    "SURE", "Guess", "PersonBit", "Target", "TargetField", "TargetGuess", "guess_target", "heading_key", "recognise",
    "split_people", "target_fields",
]  # fmt: skip
