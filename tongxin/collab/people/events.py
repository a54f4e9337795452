"""What happened to people and their credentials."""

from typing import ClassVar

from tongxin.base.events import Event


class PersonAdded(Event):
    """Somebody joined the firm's Tongxin."""

    name: ClassVar[str] = "person.added"
    person: str
    email: str


class PersonDeactivated(Event):
    """Somebody left: every credential is dead."""

    name: ClassVar[str] = "person.deactivated"
    person: str


class PersonReactivated(Event):
    """Somebody came back."""

    name: ClassVar[str] = "person.reactivated"
    person: str


class PersonChanged(Event):
    """Name, mail or settings of a person were changed."""

    name: ClassVar[str] = "person.changed"
    fields: list[str]


class PasswordChanged(Event):
    """A new password; all other sessions ended."""

    name: ClassVar[str] = "person.password_changed"


class PersonInvited(Event):
    """A link was made by which this person chooses a password."""

    name: ClassVar[str] = "person.invited"
    person: str


class SessionsEnded(Event):
    """All other sessions, tokens and links of this person ended; `person` is named where somebody else did it."""

    name: ClassVar[str] = "person.sessions_ended"
    person: str = ""


class SessionEnded(Event):
    """One session ended, from another one."""

    name: ClassVar[str] = "person.session_ended"
    device: str


class SignedIn(Event):
    """A session began."""

    name: ClassVar[str] = "person.signed_in"
    address: str


class SignedOut(Event):
    """A session ended."""

    name: ClassVar[str] = "person.signed_out"


class TokenCreated(Event):
    """A program may now act for this person."""

    name: ClassVar[str] = "token.created"
    label: str
    scopes: list[str]


class TokenRevoked(Event):
    """A program may no longer act for this person."""

    name: ClassVar[str] = "token.revoked"
    label: str


class SecondFactorBegun(Event):
    """A key for an app was made; it does not count yet."""

    name: ClassVar[str] = "second_factor.begun"


class SecondFactorOn(Event):
    """From now on a code is asked for at sign-in; not `is_new` where another app takes the place of one."""

    name: ClassVar[str] = "second_factor.on"
    is_new: bool


class SecondFactorOff(Event):
    """No code is asked for any more."""

    name: ClassVar[str] = "second_factor.off"


class SecondFactorTaken(Event):
    """Somebody else switched it off, for a phone was lost."""

    name: ClassVar[str] = "second_factor.taken"
    person: str
    reason: str


class RecoveryCodesMade(Event):
    """Ten new recovery codes; the old ones ended."""

    name: ClassVar[str] = "second_factor.codes_made"


class RecoveryCodeUsed(Event):
    """Somebody signed in with a recovery code; so many are left."""

    name: ClassVar[str] = "second_factor.code_used"
    left: int


class CodesGuessed(Event):
    """Somebody with the right password has typed as many wrong codes as an hour allows, or ten within a day."""

    name: ClassVar[str] = "second_factor.guessed"
    address: str


class BrowserTrusted(Event):
    """This browser is not asked for a code for 30 days."""

    name: ClassVar[str] = "second_factor.browser_trusted"
    device: str


class BrowsersForgotten(Event):
    """A code is asked for in every browser again."""

    name: ClassVar[str] = "second_factor.browsers_forgotten"
