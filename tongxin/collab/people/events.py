"""What happened to people and their credentials."""

from dataclasses import dataclass
from typing import ClassVar

from tongxin.base.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonAdded(Event):
    """Somebody joined the firm's Tongxin."""

    name: ClassVar[str] = "person.added"
    person: str
    email: str


@dataclass(frozen=True, kw_only=True)
class PersonDeactivated(Event):
    """Somebody left: every credential is dead."""

    name: ClassVar[str] = "person.deactivated"
    person: str


@dataclass(frozen=True, kw_only=True)
class PersonReactivated(Event):
    """Somebody came back."""

    name: ClassVar[str] = "person.reactivated"
    person: str


@dataclass(frozen=True, kw_only=True)
class PersonChanged(Event):
    """Name, mail or settings of a person were changed."""

    name: ClassVar[str] = "person.changed"
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    """A new password; all other sessions ended."""

    name: ClassVar[str] = "person.password_changed"


@dataclass(frozen=True, kw_only=True)
class PersonInvited(Event):
    """A link was made by which this person chooses a password."""

    name: ClassVar[str] = "person.invited"
    person: str


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Event):
    """All other sessions, tokens and links of this person ended; `person` is named where somebody else did it."""

    name: ClassVar[str] = "person.sessions_ended"
    person: str = ""


@dataclass(frozen=True, kw_only=True)
class SessionEnded(Event):
    """One session ended, from another one."""

    name: ClassVar[str] = "person.session_ended"
    device: str


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event):
    """A session began."""

    name: ClassVar[str] = "person.signed_in"
    address: str


@dataclass(frozen=True, kw_only=True)
class SignedOut(Event):
    """A session ended."""

    name: ClassVar[str] = "person.signed_out"


@dataclass(frozen=True, kw_only=True)
class TokenCreated(Event):
    """A program may now act for this person."""

    name: ClassVar[str] = "token.created"
    label: str
    scopes: list[str]


@dataclass(frozen=True, kw_only=True)
class TokenRevoked(Event):
    """A program may no longer act for this person."""

    name: ClassVar[str] = "token.revoked"
    label: str
