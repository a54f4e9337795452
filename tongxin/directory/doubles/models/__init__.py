"""Merges and what each of them moved; likely pairs and how they are found."""

from tongxin.directory.doubles.models.finding import Changed, Key, Pair, PairQuerySet
from tongxin.directory.doubles.models.merge import Merge, MergeQuerySet, Move

__all__ = ["Changed", "Key", "Merge", "MergeQuerySet", "Move", "Pair", "PairQuerySet"]
