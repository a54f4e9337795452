"""Fields of the firm as facts that approvals judge by: named, typed and read anew each time."""

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeVar

from tongxin.base.lazy import LazyText
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.fields.models import CustomField, Type
from tongxin.collab.fields.queries.open_fields import closed_keys

V = TypeVar("V")
# What conditions of flows can ask; records and colleagues that a field points to are no facts.
_AS_FACTS = {
    Type.TEXT: "text",
    Type.LONG: "text",
    Type.SERIAL: "text",
    Type.CHOICE: "text",
    Type.CHOICES: "text",
    Type.NUMBER: "number",
    Type.MONEY: "number",
    Type.DATE: "date",
    Type.YES_NO: "yes_no",
}


def _judged(kind: str, *, live: bool = False) -> list[CustomField]:
    """Retired and erased ones too: a flow that asks for one goes on, and finds it empty."""
    rows = CustomField.objects.filter(kind=kind).order_by("position", "id").whole()
    return [one for one in (rows.live() if live else rows) if one.holds in _AS_FACTS]


class _Judged(Mapping[str, V]):
    """A kind's own entries and those of the firm's fields. Each walk reads them anew; what is then looked up by key comes from that walk."""

    def __init__(self, kind: str, own: Mapping[str, V]) -> None:
        self._kind, self._own, self._walked = kind, own, dict(own)

    @abstractmethod
    def _of(self, field: CustomField) -> V:
        """The entry of a field of the firm."""

    def _now(self) -> dict[str, V]:
        self._walked = {**self._own, **{one.key: self._of(one) for one in _judged(self._kind)}}
        return self._walked

    def __getitem__(self, key: str) -> V:
        return self._walked[key] if key in self._walked else self._now()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())


class judged_facts(_Judged[str]):  # noqa: N801  # read like the function it stands for
    """The types of a kind's own facts and of the firm's fields, by key."""

    def _of(self, field: CustomField) -> str:
        return _AS_FACTS[Type(field.holds)]


class judged_labels(_Judged[LazyText]):  # noqa: N801  # as above
    """What these facts are called."""

    def _of(self, field: CustomField) -> LazyText:
        return field.label


class judged_keys(Collection[str]):  # noqa: N801  # as above
    """The keys of the firm's fields of a kind: facts that nobody types into a request."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def __iter__(self) -> Iterator[str]:
        return iter([one.key for one in _judged(self._kind)])

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key.startswith("c_")

    def __len__(self) -> int:
        return sum(1 for _one in self)


def judged_values(kind: str, custom: Mapping[str, Any]) -> dict[str, Any]:  # Any: JSON values
    """A record's values as facts: choices by the words people read, amounts in major units."""
    found = {one.key: _fact(one, custom[one.key]) for one in _judged(kind, live=True) if one.key in custom}
    return {key: value for key, value in found.items() if value is not None}


def _fact(field: CustomField, stored: Any) -> Any:  # Any: JSON values
    value = field.meant(stored)
    if field.holds == Type.MONEY:
        return float(value["amount"])
    if field.holds in (Type.CHOICE, Type.CHOICES):
        keys = value if isinstance(value, list) else [value]
        return "、".join(field.labels.get(key, str(key)) for key in keys)
    return value


def hidden_facts(person: Any, kind: str) -> set[str]:  # Any: also takes Django's anonymous user
    """Which of them the person may not see."""
    return closed_keys(person, kind, _judged(kind)) | hidden_fields(person, kind)
