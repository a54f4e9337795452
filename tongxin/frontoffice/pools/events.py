"""What happened to pools, and to customers on their way in and out."""

from typing import ClassVar

from tongxin.base.events import Event


class PoolSaved(Event):
    """A pool was made or changed: scope, keepers, how one claims."""

    name: ClassVar[str] = "pool.saved"
    pool: str
    fields: list[str]


class PoolRulesSaved(Event):
    """The rules of return were changed; nothing returns by them before `starts_on`."""

    name: ClassVar[str] = "pool.rules_saved"
    pool: str
    version: int
    is_on: bool
    starts_on: str


class PoolEntered(Event):
    """A customer came into a pool: by rule (`base` and `days` say which), given back, or brought in."""

    name: ClassVar[str] = "pool.entered"
    pool: str
    way: str
    why: str
    owner: str = ""
    base: str = ""
    days: int = 0
    rule_version: int = 0


class PoolClaimed(Event):
    """Somebody took a customer out of a pool."""

    name: ClassVar[str] = "pool.claimed"
    pool: str
    owner: str


class PoolLeft(Event):
    """A customer left a pool without being claimed: assigned, taken back or moved."""

    name: ClassVar[str] = "pool.left"
    pool: str
    end: str
    owner: str = ""


class StayMarked(Event):
    """A customer in a pool is invalid, or valid again when `why` is empty."""

    name: ClassVar[str] = "pool.marked"
    pool: str
    why: str


class CustomerProtected(Event):
    """An owner keeps a customer from returning until a day; empty when the protection ended."""

    name: ClassVar[str] = "pool.protected"
    until: str
