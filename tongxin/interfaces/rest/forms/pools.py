"""Bodies, questions and answers about public pools and hand-overs."""

from datetime import datetime
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, Field

from tongxin.interfaces.rest.forms.answers import Ref
from tongxin.interfaces.rest.forms.values import Body, Id, Ids, Line, Listing

Kind = Literal["customers", "teams", "views", "reports", "steps"]


class PooledAsked(Listing):
    """Who lies in a pool. A fact that the pool masks can't be asked for. Sorts: `-came` (as without), `came`, `name`, `-name`."""

    q: Annotated[Line, Field(max_length=80, description="name or pinyin")] = ""
    tier: Annotated[Line, Field(max_length=80)] = ""
    city: Annotated[Line, Field(max_length=80)] = ""
    industry: Annotated[Line, Field(max_length=80)] = ""


class NewClaim(Body):
    """Which customer of the pool."""

    party: Id


class PooledAssignment(Body):
    """Which customer goes to whom."""

    party: Id
    owner: Id


class NewPooled(Body):
    """Customers that come into the pool, and why in a sentence. All of them, or none."""

    parties: Annotated[Ids, Field(min_length=1)]
    why: Annotated[Line, Field(max_length=300)] = ""


class RoomShown(BaseModel):
    """What the rules leave the token's person today; null: no limit."""

    claims: int | None
    hands: int | None
    looks: int | None


class PoolShown(BaseModel):
    """A pool that the token's person may look into. `keeps`: whether the person looks after it."""

    id: int
    name: str
    keeps: bool
    room: RoomShown


class PooledShown(BaseModel):
    """A customer in a pool, as far as it may be seen before it is claimed; masked facts are absent, phones have a hidden middle."""

    stay: int
    party: Ref
    came_at: datetime
    way: Literal["rule", "released", "brought"]
    why: str
    invalid_why: str
    phones: list[str]
    city: str
    industry: str
    tier: str
    source: str
    note: str


class Owned(BaseModel):
    """Whose a customer is now."""

    party: Ref
    owner: Ref
    stay: int


class PutIn(BaseModel):
    """Which customers lie in the pool now; those of nobody already are not among them."""

    pool: int
    parties: list[int]


class NewHandOver(Body):
    """What goes from whom to whom; without `kinds` everything."""

    giver: Id
    taker: Id
    kinds: Annotated[list[Kind], Field(min_length=1)] = list(get_args(Kind))


class HandOverLine(BaseModel):
    """Of one kind: how many moved, went back since, and could not be moved."""

    kind: Kind
    moved: int
    back: int
    kept: int


class HandOverShown(BaseModel):
    """A hand-over and its account. `done_at` is null while it is carried out behind the scenes."""

    id: int
    giver: Ref
    taker: Ref
    begun_by: Ref
    begun_at: datetime
    done_at: datetime | None
    undone_at: datetime | None
    account: list[HandOverLine]
