"""Saying in which order facts stand."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.events import tell
from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.access.actions.administering import ask_administrator
from tongxin.collab.access.models import Role
from tongxin.collab.fields.events import LayoutSaved
from tongxin.collab.fields.models import Layout
from tongxin.collab.people.models import Person

MOST_SECTIONS = 20


@transaction.atomic
def save_layout(
    *, by: Person, kind: str, role: Role | None, sections: Sequence[tuple[str, Sequence[str]]], form: Sequence[str]
) -> Layout | None:
    """Set the layout of a role, or of everybody, from (title, keys) pairs; with no section at all the usual order is back.

    Raises NotAdministrator, ValidationError.
    """
    ask_administrator(by)
    known = subject_kinds.get(kind).fields
    tidy: dict[str, list[str]] = {}
    for title, keys in sections:
        tidy.setdefault(clean(title)[:40], []).extend(key for key in dict.fromkeys(keys) if key in known)
    if len(tidy) > MOST_SECTIONS:
        raise ValidationError(_("At most %(n)d sections.") % {"n": MOST_SECTIONS})
    stored = Layout.objects.select_for_update().filter(kind=kind, role=role).first()
    before = {"sections": stored.sections, "form": stored.form} if stored else None
    if not tidy:
        if stored:
            stored.delete()
        stored = None
    else:
        stored = stored or Layout(kind=kind, role=role, version=0)
        stored.sections = [{"title": title, "facts": keys} for title, keys in tidy.items()]
        stored.form = [key for key in dict.fromkeys(form) if key in known]
        stored.version += 1
        stored.save()
    subject = Subject("role", role.pk) if role else Subject("company", 1)
    tell(LayoutSaved(kind=kind, role=role.name if role else ""), by=by, on=subject, before=before)
    return stored
