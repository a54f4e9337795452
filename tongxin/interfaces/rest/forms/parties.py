"""Bodies and questions about parties."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from tongxin.interfaces.rest.forms.values import AskedId, Body, Custom, Day, Id, Line, Lines, Long, Searching

Kind = Literal["organisation", "person", "household"]
Role = Literal["customer", "supplier", "dealer", "agent", "competitor", "partner"]
RelationKind = Literal["supplies", "distributes", "competes", "member", "referred", "partner", "related"]


class PartyFacts(Body):
    """Facts that may be written. Phones are read in any usual form and kept as E.164."""

    short_name: Line = ""
    english_name: Line = ""
    kind: Kind = "organisation"
    uscc: Line = ""
    tax_number: Line = ""
    industry: Line = ""
    tier: Line = ""
    source: Line = ""
    region: Line = ""
    website: Line = ""
    country: Line = ""
    province: Line = ""
    city: Line = ""
    district: Line = ""
    address: Line = ""
    postcode: Line = ""
    birthday: Day | None = None
    note: Long = ""
    external_id: Line = ""
    phones: Lines = []
    emails: Lines = []
    wechats: Lines = []
    qqs: Lines = []
    fax: Lines = []
    others: Lines = []
    tags: Lines = []
    parent: Id | None = None
    custom: Custom = {}


class NewParty(PartyFacts):
    """A name is enough."""

    name: Line
    roles: Annotated[list[Role], Field(max_length=6)] = ["customer"]


class ChangedParty(PartyFacts):
    """Only the keys that are sent are changed."""

    name: Line = ""
    roles: Annotated[list[Role], Field(max_length=6)] = []


class Assignment(Body):
    """Whose customer it becomes."""

    owner: Id


class NewMember(Body):
    """A colleague joins the team."""

    person: Id
    role: Annotated[Line, Field(max_length=40)] = ""


class NewRelation(Body):
    """How the party hangs together with another one."""

    kind: RelationKind
    other: Id
    note: Annotated[Line, Field(max_length=200)] = ""


class NewMerge(Body):
    """Which parties go into this one, and the values that it shall have where the proposed ones do not suit."""

    merged: Annotated[list[Id], Field(min_length=1, max_length=20, alias="from")]
    values: Annotated[dict[Annotated[str, Field(max_length=60)], Line | None], Field(max_length=60)] = {}


class PartiesAsked(Searching):
    """Sorts: `id` (as without), `name`, `last_contact_at`, `next_at`."""

    kind: Kind | None = None
    roles: Annotated[Role | None, Field(description="parties that play this role, perhaps among others")] = None
    owner: AskedId | None = None
    unit: AskedId | None = None
    parent: AskedId | None = None
    name: Line | None = None
    uscc: Line | None = None
    tier: Line | None = None
    industry: Line | None = None
    source: Line | None = None
    region: Line | None = None
    country: Line | None = None
    province: Line | None = None
    city: Line | None = None
    external_id: Line | None = None
    phones: Annotated[Line | None, Field(description="parties that have this number")] = None
    emails: Line | None = None
    tags: Annotated[Line | None, Field(description="parties that carry this tag")] = None


class TimelineAsked(Body):
    """Newest first."""

    model_config = ConfigDict(strict=False)  # an address holds text alone

    limit: Annotated[int, Field(ge=1, le=100)] = 30
    after: Annotated[str, Field(max_length=100)] = ""
    group: Literal["talk", "approval", "trade", "service", "change"] | None = None
