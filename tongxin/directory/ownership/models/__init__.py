"""Who keeps what: key customers, and hand-overs with what they moved."""

from tongxin.directory.ownership.models.hand_over import CUSTOMERS, HandOver, HandOverQuerySet, Moved
from tongxin.directory.ownership.models.key_customer import KeyCustomer

__all__ = ["CUSTOMERS", "HandOver", "HandOverQuerySet", "KeyCustomer", "Moved"]
