"""What the answers look like. Declared for the OpenAPI document; a hidden field is absent, so no field is required."""

from datetime import date, datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field

from tongxin.interfaces.rest.forms.values import Amount

T = TypeVar("T")


class Ref(BaseModel):
    """Another record by number, with the name it goes by."""

    id: int
    name: str = ""


class Page(BaseModel, Generic[T]):
    """Some rows; `next` is the `after` of the next page, null at the end."""

    items: list[T]
    next: str | None


class FieldError(BaseModel):
    """What is wrong with one field."""

    field: str
    message: str


class Problem(BaseModel):
    """RFC 9457. `current` is the record as it is now, when somebody else was faster."""

    type: str
    title: str
    status: int
    detail: str = ""
    errors: list[FieldError] = []
    current: dict[str, Any] | None = None  # Any: a record


class Party(BaseModel):
    """An organisation, a person or a household."""

    id: int
    kind: str
    roles: list[str]
    name: str
    short_name: str
    english_name: str
    former_names: list[str]
    uscc: str
    tax_number: str
    industry: str
    tier: str
    source: str
    region: str
    website: str
    country: str
    province: str
    city: str
    district: str
    address: str
    postcode: str
    birthday: date | None
    note: str
    external_id: str
    phones: list[str]
    emails: list[str]
    wechats: list[str]
    qqs: list[str]
    fax: list[str]
    others: list[str]
    tags: list[str]
    parent: Ref | None
    owner: Ref | None
    unit: Ref | None
    last_contact_at: datetime | None
    next_step: str
    next_at: datetime | None
    custom: dict[str, Any]  # Any: the firm's own fields
    version: int
    created_at: datetime
    updated_at: datetime


class Assigned(BaseModel):
    """Who owns it now. The record itself may be out of sight by then."""

    id: int
    owner: Ref
    version: int


class Member(BaseModel):
    """A colleague on the team."""

    person: Ref
    role: str
    joined_at: datetime


class Relation(BaseModel):
    """`direction` from: this party is the subject of the word. Groups have no number of their own."""

    id: int | None
    kind: str
    direction: str
    party: Ref


class Merge(BaseModel):
    """What went into `party`; undone by DELETE."""

    id: int
    party: int
    merged: list[int] = Field(alias="from")
    at: datetime
    undone_at: datetime | None


class Contact(BaseModel):
    """Somebody's place at a party."""

    id: int
    party: Ref
    person: Ref
    title: str
    department: str
    role: str
    attitude: str
    is_main: bool
    phones: list[str]
    emails: list[str]
    wechats: list[str]
    custom: dict[str, Any]  # Any: the firm's own fields
    version: int
    added_at: datetime


class Subject(BaseModel):
    """Any record by kind and number."""

    kind: str
    id: int
    title: str


class TimelineItem(BaseModel):
    """One thing that happened; `sentence` is in the language asked for and leaves the actor out."""

    id: int
    at: datetime
    kind: str
    sentence: str
    text: str
    actor: Ref | None
    on_behalf_of: Ref | None
    subject: Subject
    particulars: dict[str, Any]  # Any: what the event keeps


class Activity(BaseModel):
    """What passed between us and a customer. `next_at` when a clock time was agreed, else `next_on`."""

    id: int
    kind: str
    party: Ref | None
    contacts: list[Ref]
    people: list[Ref]
    about: Subject | None
    at: datetime
    text: str
    minutes: int | None
    direction: str
    amount: Amount | None
    next_step: str | None
    next_on: date | None
    next_at: datetime | None
    custom: dict[str, Any]  # Any: the firm's own fields
    made_by: Ref
    version: int
    created_at: datetime


class Task(BaseModel):
    """What is planned."""

    id: int
    kind: str
    text: str
    state: str
    party: Ref | None
    people: list[Ref]
    due_on: date | None
    due_at: datetime | None
    owner: Ref
    made_by: Ref
    from_activity: int | None
    amount: Amount | None
    custom: dict[str, Any]  # Any: the firm's own fields
    created_at: datetime
    done_at: datetime | None
    version: int


class Completion(BaseModel):
    """The finished task, and the activity that tells of it."""

    task: Task
    activity: int | None


class Hit(BaseModel):
    """One find, best first."""

    kind: str
    id: int
    title: str
    detail: str
    url: str


class Company(BaseModel):
    """The firm."""

    name: str
    currency: str
    time_zone: str


class TokenInUse(BaseModel):
    """The token that asks."""

    name: str
    scopes: list[str]
    expires_at: datetime | None


class Me(BaseModel):
    """On whose behalf the token acts."""

    id: int
    name: str
    email: str
    language: str
    time_zone: str
    units: list[Ref]
    is_administrator: bool
    company: Company | None
    token: TokenInUse
