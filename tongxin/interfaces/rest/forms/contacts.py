"""Bodies and questions about contacts."""

from typing import Annotated, Literal

from pydantic import Field

from tongxin.interfaces.rest.forms.values import AskedId, Body, Custom, Id, Line, Lines, Searching

Role = Literal["", "decider", "approver", "technical", "user", "buyer", "coach"]
Attitude = Literal["", "supports", "neutral", "price", "against", "unmet"]


class ContactFacts(Body):
    """What may be written of somebody at a party."""

    title: Annotated[Line, Field(max_length=80)] = ""
    department: Annotated[Line, Field(max_length=80)] = ""
    role: Role = ""
    attitude: Attitude = ""
    is_main: bool = False
    phones: Lines = []
    emails: Lines = []
    wechats: Lines = []
    custom: Custom = {}


class NewContact(ContactFacts):
    """Either the `name` of somebody new, or the number of a `person` (a party of the kind person) we know."""

    party: Id
    name: Line = ""
    person: Id = 0


class ChangedContact(ContactFacts):
    """Only the keys that are sent are changed."""

    name: Line = ""


class ContactsAsked(Searching):
    """Sorts: `id`."""

    party: AskedId | None = None
    person: AskedId | None = None
    role: Role | None = None
    attitude: Attitude | None = None
    is_main: bool | None = None
