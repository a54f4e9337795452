"""What became of somebody's rights over what we know of them. No event carries what was told about the person."""

from dataclasses import dataclass
from typing import ClassVar

from tongxin.base.events import Event


@dataclass(frozen=True, kw_only=True)
class ConsentNoted(Event):
    """Somebody gave or withdrew consent to a purpose by a channel, or objected to it."""

    name: ClassVar[str] = "privacy.consent_noted"
    purpose: str
    channel: str
    deed: str


@dataclass(frozen=True, kw_only=True)
class HoldBegun(Event):
    """A record must be kept, whatever else would delete it."""

    name: ClassVar[str] = "privacy.hold_begun"
    until: str = ""


@dataclass(frozen=True, kw_only=True)
class HoldEnded(Event):
    """It need not be kept any longer for that reason."""

    name: ClassVar[str] = "privacy.hold_ended"
