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


@dataclass(frozen=True, kw_only=True)
class RequestOpened(Event):
    """Somebody asked what we know of them, or to have it put right or erased."""

    name: ClassVar[str] = "privacy.request_opened"
    kind: str


@dataclass(frozen=True, kw_only=True)
class RequestExported(Event):
    """What was found was taken out as a copy for the person."""

    name: ClassVar[str] = "privacy.exported"
    found: int


@dataclass(frozen=True, kw_only=True)
class SubjectErased(Event):
    """What we knew of somebody was erased; `kept` counts what had to stay."""

    name: ClassVar[str] = "privacy.erased"
    gone: int
    kept: int


@dataclass(frozen=True, kw_only=True)
class RequestClosed(Event):
    """The person was answered or refused."""

    name: ClassVar[str] = "privacy.request_closed"
    state: str


@dataclass(frozen=True, kw_only=True)
class FieldRevealed(Event):
    """Somebody looked behind the mask of a field."""

    name: ClassVar[str] = "privacy.revealed"
    field: str


@dataclass(frozen=True, kw_only=True)
class RevealRuleSaved(Event):
    """The firm chose how people may look behind masks."""

    name: ClassVar[str] = "privacy.reveal_rule_saved"
    per_hour: int
    asks_reason: bool


@dataclass(frozen=True, kw_only=True)
class RetentionRuleSaved(Event):
    """The firm chose how long it keeps something."""

    name: ClassVar[str] = "privacy.retention_saved"
    matter: str
    days: int
    is_on: bool


@dataclass(frozen=True, kw_only=True)
class LetGo(Event):
    """What was kept long enough went by rule."""

    name: ClassVar[str] = "privacy.let_go"
    matter: str
    gone: int
