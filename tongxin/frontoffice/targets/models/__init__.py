"""The nouns of the room."""

from tongxin.frontoffice.targets.models.target import Target, TargetQuerySet

__all__ = ["Target", "TargetQuerySet"]
