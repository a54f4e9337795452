"""Imports, what they rejected, and which column meant what."""

from tongxin.interfaces.imports.models.file_import import Import, ImportQuerySet
from tongxin.interfaces.imports.models.memory import RememberedMapping
from tongxin.interfaces.imports.models.rejection import Rejection

__all__ = ["Import", "ImportQuerySet", "Rejection", "RememberedMapping"]
