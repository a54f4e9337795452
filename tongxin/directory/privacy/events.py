"""What became of somebody's rights over what we know of them. No event carries what was told about the person."""

from typing import ClassVar

from tongxin.base.events import Event


class ConsentNoted(Event):
    """Somebody gave or withdrew consent to a purpose by a channel, or objected to it."""

    name: ClassVar[str] = "privacy.consent_noted"
    purpose: str
    channel: str
    deed: str


class HoldBegun(Event):
    """A record must be kept, whatever else would delete it."""

    name: ClassVar[str] = "privacy.hold_begun"
    until: str = ""


class HoldEnded(Event):
    """It need not be kept any longer for that reason."""

    name: ClassVar[str] = "privacy.hold_ended"


class RequestOpened(Event):
    """Somebody asked what we know of them, or to have it put right or erased."""

    name: ClassVar[str] = "privacy.request_opened"
    kind: str


class RequestExported(Event):
    """What was found was taken out as a copy for the person."""

    name: ClassVar[str] = "privacy.exported"
    found: int


class SubjectErased(Event):
    """What we knew of somebody was erased; `kept` counts what had to stay."""

    name: ClassVar[str] = "privacy.erased"
    gone: int
    kept: int


class RequestClosed(Event):
    """The person was answered or refused."""

    name: ClassVar[str] = "privacy.request_closed"
    state: str


class FieldRevealed(Event):
    """Somebody looked behind the mask of a field."""

    name: ClassVar[str] = "privacy.revealed"
    field: str


class RevealRuleSaved(Event):
    """The firm chose how people may look behind masks."""

    name: ClassVar[str] = "privacy.reveal_rule_saved"
    per_hour: int
    asks_reason: bool


class RetentionRuleSaved(Event):
    """The firm chose how long it keeps something."""

    name: ClassVar[str] = "privacy.retention_saved"
    matter: str
    days: int
    is_on: bool


class LetGo(Event):
    """What was kept long enough went by rule."""

    name: ClassVar[str] = "privacy.let_go"
    matter: str
    gone: int
