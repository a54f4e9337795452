"""In which sections and order the facts of a record stand for a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from tongxin.base.database.prepared import prepared
from tongxin.base.lazy import LazyText
from tongxin.base.registries import subject_kinds
from tongxin.collab.access.models import Assignment
from tongxin.collab.fields.models import CustomField, Layout
from tongxin.collab.people.models import Person


@dataclass(frozen=True)
class Section:
    """Some facts under a title; the first one may have none."""

    title: str
    keys: list[str]


def layout_for(person: Any, kind: str) -> Layout | None:  # Any: also takes Django's anonymous user
    """The layout of a role that the person holds (the oldest such role), else everybody's, else None."""
    if not isinstance(person, Person):
        return None
    return next(iter(_layouts(person.pk, kind)), None)


@prepared
def _layouts(person: int, kind: str) -> QuerySet[Layout]:
    held = Assignment.objects.filter(person=person).values("role_id")
    rows = Layout.objects.filter(Q(role=None) | Q(role__in=held), kind=kind)
    return rows.order_by(F("role_id").asc(nulls_last=True))[:1]


def sections_for(layout: Layout | None, keys: Sequence[str], titles: Mapping[str, str]) -> list[Section]:
    """The keys in sections. Without a layout they keep their order, and those with a title of their own stand under it."""
    given = [(one["title"], one["facts"]) for one in layout.sections] if layout else []
    placed = {key for _title, facts in given for key in facts}
    sections = {title: [key for key in facts if key in keys] for title, facts in given}
    sections = {"": sections.pop("", []), **sections}
    for key in keys:
        if key not in placed:
            sections.setdefault(titles.get(key, ""), []).append(key)
    return [Section(title, found) for title, found in sections.items() if found]


@dataclass(frozen=True)
class Spot:
    """One line of the editor of a layout."""

    key: str
    label: LazyText
    section: str
    may_ask: bool
    on_form: bool


def spots_of(kind: str, layout: Layout | None) -> list[Spot]:
    """Everything that a layout can place, as it stands now."""
    own = {one.key: one for one in CustomField.objects.of(kind).live()}
    found = subject_kinds.get(kind)
    # Where values stand beside the record, its own facts have their place on its page and only the firm's fields are laid out.
    labels = {
        key: label
        for key, label in found.fields.items()
        if key in own or (found.bearing is None and not key.startswith("c_"))
    }
    sections = sections_for(layout, list(labels), {key: one.section for key, one in own.items()})
    asked = {key for key, one in own.items() if not one.is_worked_out}
    form = set(layout.form) if layout else {key for key, one in own.items() if one.on_form}
    return [Spot(key, labels[key], one.title, key in asked, key in form) for one in sections for key in one.keys]
