"""May this person?"""

from typing import Any

from tongxin.collab.access.policies import can_administer


def can_write_rules(person: Any) -> bool:  # Any: also takes Django's anonymous user
    """Rules act in somebody's name on whatever that person may change, so only administrators write them."""
    return can_administer(person)
