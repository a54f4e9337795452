"""Units and posts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.org.events import PostGiven, PostLeft, UnitAdded, UnitChanged
from tongxin.collab.org.models import Post, Unit
from tongxin.collab.people.models import Person


class UnitInItself(ValidationError):
    """A unit can't belong to itself or to one of its own parts."""


class UnitInUse(ValidationError):
    """People still hold posts here, or parts are still open."""


def _subject(unit: Unit) -> Subject:
    return Subject("unit", unit.pk)


@transaction.atomic
def add_unit(*, by: Person, name: str, kind: str = Unit.Kind.DEPARTMENT, parent: Unit | None) -> Unit:
    """Add a part of the firm under `parent` (None only for the root)."""
    unit = Unit(name=clean(name), kind=kind, parent=parent)
    unit.full_clean(exclude=["path"])
    unit.save()
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    tell(UnitAdded(unit=unit.name), by=by, on=_subject(unit))
    return unit


@transaction.atomic
def change_unit(
    *, by: Person, unit: Unit, name: str | None = None, kind: str | None = None, parent: Unit | None = None
) -> Unit:
    """Rename, re-kind or move a unit with everything under it."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    before: dict[str, Any] = {}  # Any: JSON values
    if name is not None and clean(name) != unit.name:
        before["name"], unit.name = unit.name, clean(name)
    if kind is not None and kind != unit.kind:
        before["kind"], unit.kind = unit.kind, kind
    if parent is not None and parent.pk != unit.parent_id:
        if parent.is_below(unit):
            raise UnitInItself({"parent": _("A unit can't belong to one of its own parts.")})
        before["parent"], unit.parent = unit.parent_id, parent
        old, new = unit.path, f"{parent.path}{unit.pk}/"
        tail = Substr(F("path"), len(old) + 1)
        Unit.objects.filter(path__startswith=old).update(path=Concat(Value(new), tail))
        unit.path = new
    if before:
        unit.full_clean(exclude=["path"])
        unit.save()
        tell(UnitChanged(fields=sorted(before)), by=by, on=_subject(unit), before=before)
    return unit


@transaction.atomic
def close_unit(*, by: Person, unit: Unit) -> None:
    """Close a unit that nobody works in any more; its records keep it. Raises UnitInUse."""
    if unit.parent_id is None:
        raise UnitInUse(_("The firm itself can't be closed."))
    if Post.objects.held().filter(unit=unit).exists() or unit.children.filter(closed_at=None).exists():
        raise UnitInUse(_("Move its people and parts elsewhere first."))
    if Unit.objects.filter(pk=unit.pk, closed_at=None).update(closed_at=now()):
        tell(UnitChanged(fields=["closed_at"]), by=by, on=_subject(unit), before={"closed_at": None})


@transaction.atomic
def give_post(
    *,
    by: Person,
    person: Person,
    unit: Unit,
    title: str = "",
    is_head: bool = False,
    is_main: bool | None = None,
    reports_to: Person | None = None,
) -> Post:
    """Put somebody in a unit, or change the post held there. The first post is the main one."""
    held = Post.objects.held().filter(person=person)
    if is_main is None:
        is_main = not held.exclude(unit=unit).filter(is_main=True).exists()
    if is_main:
        held.exclude(unit=unit).update(is_main=False)
    values = {"title": clean(title), "is_head": is_head, "is_main": is_main, "reports_to": reports_to}
    post = held.filter(unit=unit).first()
    if post is None:
        post = Post(person=person, unit=unit, since=now())
    for key, value in values.items():
        setattr(post, key, value)
    post.full_clean()
    post.save()
    tell(PostGiven(person=person.name, unit=unit.name, title=post.title), by=by, on=_subject(unit))
    return post


@transaction.atomic
def leave_post(*, by: Person, post: Post) -> None:
    """End a post."""
    if Post.objects.held().filter(pk=post.pk).update(left_at=now(), is_main=False):
        tell(PostLeft(person=post.person.name, unit=post.unit.name), by=by, on=_subject(post.unit))
