"""May this person? Fields are defined by administrators; values are guarded by the rights of the record and of the field."""

from typing import Any

from tongxin.collab.access.policies import can_administer


def can_define_fields(person: Any) -> bool:  # Any: also takes Django's anonymous user
    """Whether the person may add fields and change what they are."""
    return can_administer(person)
