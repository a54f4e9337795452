"""What happened to customers and everyone else we know."""

from typing import Any, ClassVar, TypedDict

from tongxin.base.events import Event


class PartyCreated(Event):
    """A customer, supplier, person … was added."""

    name: ClassVar[str] = "party.created"
    party: str
    source: str = ""


class PartyChanged(Event):
    """Facts about a party were changed; `before` and `after` hold the values."""

    name: ClassVar[str] = "party.changed"
    fields: list[str]
    after: dict[str, Any] = {}  # Any: JSON values


class PartyAssigned(Event):
    """A party has another owner, or none (`owner` is empty). `via` names the room whose own event tells the story already."""

    name: ClassVar[str] = "party.assigned"
    owner: str
    previous: str
    via: str = ""


class PartiesTakenBack(Event):
    """Facts of these parties are as before an import that was undone."""

    name: ClassVar[str] = "party.taken_back"
    parties: list[int]


class PartyRolesChanged(Event):
    """A party became customer, supplier … or ceased to be one."""

    name: ClassVar[str] = "party.roles_changed"
    roles: list[str]
    previous: list[str]


class Foreseen(TypedDict):
    """What a file says comes next with a party: words, and a day in ISO form; one of them may be empty."""

    party: int
    text: str
    due: str


class StepsForeseen(Event):
    """Rows of an import said what comes next with these parties."""

    name: ClassVar[str] = "party.steps_foreseen"
    steps: list[Foreseen]


class PartyDeleted(Event):
    """A party went to the recycle bin."""

    name: ClassVar[str] = "party.deleted"
    party: str


class PartyRestored(Event):
    """A party came back from the recycle bin."""

    name: ClassVar[str] = "party.restored"
    party: str


class PartyPurged(Event):
    """A party goes for ever, with everything that hangs on it. Told before its rows go, so that other rooms let go of theirs; a
    room that must keep the record (a legal hold) raises `MustBeKept` when it hears this. It names nobody: the name goes, too."""

    name: ClassVar[str] = "party.purged"


class ContactAdded(Event):
    """Somebody at the customer became known to us."""

    name: ClassVar[str] = "contact.added"
    person: str
    title: str = ""
    role: str = ""


class ContactChanged(Event):
    """Post, role or attitude of a contact changed."""

    name: ClassVar[str] = "contact.changed"
    person: str
    fields: list[str]
    after: dict[str, Any] = {}  # Any: JSON values


class ContactRemoved(Event):
    """A contact no longer works there."""

    name: ClassVar[str] = "contact.removed"
    person: str


class RelationAdded(Event):
    """Two parties are related."""

    name: ClassVar[str] = "relation.added"
    kind: str
    other: str


class RelationRemoved(Event):
    """A relation ended."""

    name: ClassVar[str] = "relation.removed"
    kind: str
    other: str


class TeamMemberAdded(Event):
    """A colleague joined a customer's team."""

    name: ClassVar[str] = "team.joined"
    person: str
    role: str = ""


class TeamMemberRemoved(Event):
    """A colleague left a customer's team."""

    name: ClassVar[str] = "team.left"
    person: str
