"""Corners of personal data made of the columns of one table."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Literal

from django.db.models import CharField, JSONField, Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from tongxin.base.lazy import LazyText
from tongxin.base.registries.personal_data import GONE, Corner, Sought, Tie, Trace
from tongxin.base.subjects import Subject

Of = Callable[[Collection[Subject]], Q]
Deed = Literal["goes", "delete", "blank", "redact"]
_SHOWN = 240
_AT_ONCE = 500
_MOST_TERMS = 400  # SQLite refuses conditions nested a thousand deep


def of_record(column: str, kind: str = "party") -> Of:
    """Rows whose `column` is the number of a record of this kind."""
    return lambda subjects: Q(**{f"{column}__in": [one.id for one in subjects if one.kind == kind]})


def of_subject(kind: str, number: str) -> Of:
    """Rows that name any kind of record in two columns."""

    def rows(subjects: Collection[Subject]) -> Q:
        found = Q(pk__in=[])
        for name in {one.kind for one in subjects}:
            found |= Q(**{kind: name, f"{number}__in": [one.id for one in subjects if one.kind == name]})
        return found

    return rows


def either(*ways: Of) -> Of:
    """Rows found in one way or another."""

    def rows(subjects: Collection[Subject]) -> Q:
        found = Q(pk__in=[])
        for way in ways:
            found |= way(subjects)
        return found

    return rows


def nobodys(subjects: Collection[Subject]) -> Q:
    """The rows of this table are about no record."""
    return Q(pk__in=[])


def table_corner(
    model: type[Model],
    *columns: str,
    label: LazyText,
    of: Of = nobodys,
    near: Of | None = None,
    own: Deed = "goes",
    mention: Deed = "redact",
    document: str = "",
    unsaid: Collection[str] = (),
) -> Corner:
    """The corner of a table. `of` chooses the rows of given records, `near` (else `of`) those beside given ones; `own` says what
    becomes of a person's own rows (`goes`: they vanish with the record), `mention` of other rows in which a word stands. Columns
    `unsaid` only repeat others for machines: they are looked through and cleaned, but not read out."""
    table = _Table(model, columns, of, near or of, own, mention)
    table.said = [column for column in columns if column not in unsaid]
    return Corner(
        label=label,
        find=table.find,
        erase=table.erase,
        goes=own == "goes",
        document=document,
        columns=frozenset(f"{model._meta.label_lower}.{column}" for column in columns),
    )


class _Table:
    """Finds and takes out, in one table."""

    def __init__(
        self, model: type[Model], columns: tuple[str, ...], of: Of, near: Of, own: Deed, mention: Deed
    ) -> None:
        self.model, self.columns, self.of, self.near, self.own, self.mention = model, columns, of, near, own, mention
        self.said = list(columns)
        self.json = [name for name in columns if isinstance(model._meta.get_field(name), JSONField)]

    @property
    def rows(self) -> QuerySet[Any]:  # Any: whichever table
        """All rows, with JSON as the text that is stored."""
        stored = {f"stored_{name}": Cast(name, TextField()) for name in self.json}
        every = self.model._base_manager.annotate(**stored)  # noqa: SLF001  # no scope: the law asks for all
        rows: QuerySet[Any] = every.order_by("pk")  # Any: as above
        return rows

    def find(self, sought: Sought) -> Iterator[Trace]:
        """Own rows, then those in which a word or name stands."""
        seen = set()
        for row in self.rows.filter(self.of(sought.own)).iterator(chunk_size=_AT_ONCE):
            seen.add(row.pk)
            yield Trace(row.pk, Tie.OWN, self._said(row))
        if not self.columns or not sought.needles:
            return
        beside = set(self.model._base_manager.filter(self.near(sought.near)).values_list("pk", flat=True))  # noqa: SLF001
        at_once = max(_MOST_TERMS // len(self.columns), 1)
        for start in range(0, len(sought.needles), at_once):
            holding = self._holding(sought.needles[start : start + at_once])
            for row in self.rows.filter(holding).iterator(chunk_size=_AT_ONCE):
                if row.pk not in seen and (trace := self._mention(sought, row, is_near=row.pk in beside)):
                    seen.add(row.pk)
                    yield trace

    def erase(self, sought: Sought, rows: Collection[int]) -> list[int]:
        """Take the person out of these rows; answers those that stay, changed."""
        chosen = self.rows.filter(pk__in=rows)
        own = chosen.filter(self.of(sought.own))
        mine = set(own.values_list("pk", flat=True))
        others = [row for row in chosen if row.pk not in mine]
        return self._do(self.own, list(own), sought) + self._do(self.mention, others, sought)

    def _do(self, deed: Deed, rows: list[Any], sought: Sought) -> list[int]:  # Any: as above
        if deed == "goes" or not rows:
            return []
        numbers = [row.pk for row in rows]
        if deed == "delete":
            self.model._base_manager.filter(pk__in=numbers).delete()  # noqa: SLF001  # as above
            return []
        change = (lambda text: GONE if text else text) if deed == "blank" else sought.without
        for row in rows:
            changed = {name: self._changed(name, getattr(row, name), change) for name in self.columns}
            self.model._base_manager.filter(pk=row.pk).update(**changed)  # noqa: SLF001  # as above
        return numbers

    def _changed(self, name: str, value: Any, change: Callable[[str], str]) -> Any:  # Any: column values
        if name in self.json:
            return map_texts(value, change)
        if value is None:
            return None
        field = self.model._meta.get_field(name)
        longest = field.max_length if isinstance(field, CharField) else None
        return change(str(value))[:longest]

    def _holding(self, needles: Sequence[str]) -> Q:
        found = Q()
        for column in self.columns:
            name = f"stored_{column}" if column in self.json else column
            for needle in needles:
                found |= Q(**{f"{name}__icontains": needle})
        return found

    def _mention(self, sought: Sought, row: Any, *, is_near: bool) -> Trace | None:  # Any: as above
        for text in (self._text(row, column) for column in self.columns):
            if found := sought.words_in.search(text):
                return Trace(row.pk, Tie.WORD, around(text, found.start()))
            if found := sought.names_in.search(text):
                return Trace(row.pk, Tie.NEAR if is_near else Tie.NAME, around(text, found.start()))
        return None

    def _text(self, row: Any, column: str) -> str:  # Any: as above
        return text_of(getattr(row, column))

    def _said(self, row: Any) -> str:  # Any: as above
        return " · ".join(dict.fromkeys(text for column in self.said if (text := self._text(row, column))))


def text_of(value: Any) -> str:  # Any: a column's value
    """A value as text in which one can look for words; of JSON all texts and numbers in it."""
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return " · ".join(text for one in parts if (text := text_of(one)))
    return "" if value is None else str(value)


def around(text: str, at: int) -> str:
    """The text near a place in it."""
    begin = max(at - 60, 0)
    return ("…" if begin else "") + text[begin : begin + _SHOWN]


def map_texts(value: Any, change: Callable[[str], str]) -> Any:  # Any: JSON values
    """The same JSON with each text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [map_texts(one, change) for one in value]
    if isinstance(value, dict):
        return {key: map_texts(one, change) for key, one in value.items()}
    return value
