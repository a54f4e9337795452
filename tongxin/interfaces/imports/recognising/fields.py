"""The fields that columns can become, as the recogniser sees them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Protocol

from tongxin.base.lazy import LazyText


@dataclass(frozen=True, slots=True)
class TargetField:
    """A field of the target. `synonyms` are further headings besides those known for its key; `choices` the words it takes."""

    key: str
    label: str
    synonyms: tuple[str, ...] = ()
    kind: str = "text"
    many: bool = False
    choices: frozenset[str] = field(default_factory=frozenset)


class Describes(Protocol):
    """What a room says about a field it can import."""

    @property
    def key(self) -> str: ...

    @property
    def label(self) -> LazyText: ...

    @property
    def kind(self) -> str: ...

    @property
    def many(self) -> bool: ...

    @property
    def choices(self) -> Iterable[str]: ...


def target_fields(described: Iterable[Describes]) -> list[TargetField]:
    """The fields of an import target for the recogniser."""
    return [
        TargetField(one.key, str(one.label), (), one.kind, one.many, frozenset(word.lower() for word in one.choices))
        for one in described
    ]


# By key first, then by kind: which signs in the values speak for a field. What is not named here has no sure signs.
_LOOKS: Final = {
    "contact_mobile": "mobile", "postcode": "postcode", "province": "province", "city": "city", "district": "district",
    "contact_name": "person_name", "owner": "person_name", "contact_title": "title", "contact_department": "department",
    "order_discount": "share_off", "order_share": "share_left",
    "website": "url", "parent": "company", "receivable": "money", "name": "company",
}  # fmt: skip
_LOOKS_OF_KINDS: Final = {
    "name": "company", "phone": "phone", "mail": "mail", "uscc": "uscc", "address": "address", "date": "date", "money": "money",
    "number": "number", "people": "people", "person": "person_name", "url": "url",
}  # fmt: skip


def look_of(target: TargetField) -> str:
    """The name of the signs by which the field's values are known, "" when they have none."""
    return _LOOKS.get(target.key) or _LOOKS_OF_KINDS.get(target.kind, "")
