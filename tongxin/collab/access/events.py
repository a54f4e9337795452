"""What happened to rights."""

from typing import Any, ClassVar

from tongxin.base.events import Event


class RoleSaved(Event):
    """A role was made or changed."""

    name: ClassVar[str] = "role.saved"
    role: str
    scopes: dict[str, Any]  # Any: JSON
    fields: dict[str, Any]  # Any: JSON


class RoleGiven(Event):
    """Somebody was given a role."""

    name: ClassVar[str] = "role.given"
    person: str
    role: str


class RoleTaken(Event):
    """Somebody lost a role."""

    name: ClassVar[str] = "role.taken"
    person: str
    role: str


class Shared(Event):
    """A record was shared with a person or a unit."""

    name: ClassVar[str] = "record.shared"
    with_whom: str
    level: str


class Unshared(Event):
    """A share was taken back."""

    name: ClassVar[str] = "record.unshared"
    with_whom: str
