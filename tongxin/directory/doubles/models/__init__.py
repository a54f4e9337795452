"""Merges, and what each of them moved."""

from tongxin.directory.doubles.models.merge import Merge, MergeQuerySet, Move

__all__ = ["Merge", "MergeQuerySet", "Move"]
