"""The firm, its units and who holds which post."""

from tongxin.collab.org.models.company import Company
from tongxin.collab.org.models.letterhead import Letterhead
from tongxin.collab.org.models.post import Post
from tongxin.collab.org.models.unit import Unit, UnitQuerySet

__all__ = ["Company", "Letterhead", "Post", "Unit", "UnitQuerySet"]
