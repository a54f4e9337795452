"""What every verb of this room checks first: may the person, and is what was typed any good?"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.activities.policies import can_note
from tongxin.directory.parties.models import Contact, Party

LONGEST_TEXT = 20_000
# Clocks differ a little, and "just now" is noted while it ends.
_AHEAD = timedelta(minutes=5)


class MayNotNote(PermissionDenied):
    """The person can't see this customer, or it is gone."""


class NotYours(PermissionDenied):
    """The person may see this activity or step but not change it, or it is gone."""


def check_party(by: Person, party: Party | None) -> None:
    """Raises MayNotNote unless the person may see the customer."""
    if party is not None and not can_note(by, party):
        raise MayNotNote(_("This customer isn't there any more, or it isn't yours to see."))


def own_activity(by: Person, activity_id: int, *, in_bin: bool = False) -> Activity:
    """The activity, locked for the length of the transaction. Raises NotYours."""
    rows = Activity.objects.changeable_by(by).filter(pk=activity_id, deleted_at__isnull=not in_bin)
    activity = rows.select_for_update(of=("self",)).first()
    if activity is None:
        raise NotYours(_("Only who wrote it down, or who looks after the customer, can change this."))
    return activity


def own_step(by: Person, step_id: int) -> Step:
    """The step, locked for the length of the transaction. Raises NotYours."""
    step = Step.objects.changeable_by(by).select_for_update(of=("self",)).filter(pk=step_id).first()
    if step is None:
        raise NotYours(_("Only who has to do it, who planned it, or who looks after the customer can change this."))
    return step


def check_text(text: str, *, limit: int = LONGEST_TEXT) -> str:
    """The text as stored. Raises ValidationError when it is too long."""
    text = clean(text)
    if len(text) > limit:
        words = {"more": len(text) - limit, "limit": limit}
        raise ValidationError({"text": _("Too long by %(more)d characters – %(limit)d fit.") % words})
    return text


def check_kind(kind: str, allowed: Iterable[str], *, field: str = "kind") -> str:
    """Raises ValidationError for a kind that is not one of ours."""
    if kind not in set(allowed):
        raise ValidationError({field: _("Unknown kind: %(kind)s") % {"kind": kind}})
    return kind


def check_happened(at: datetime, now: datetime) -> datetime:
    """What lies ahead has not happened. Raises ValidationError."""
    if at > now + _AHEAD:
        raise ValidationError({"at": _("This lies ahead. Plan it as a next step instead.")})
    return at


def check_people(by: Person, people: Collection[int]) -> list[int]:
    """Numbers of people whom the person knows, each once, in order. Raises ValidationError when one is unknown."""
    wanted = list(dict.fromkeys(people))
    if not wanted:
        return []
    known = set(Contact.objects.visible_to(by).filter(person__in=wanted).values_list("person_id", flat=True))
    if missing := set(wanted) - known:
        seen = Party.objects.visible_to(by).living().filter(pk__in=missing, kind=Party.Kind.PERSON)
        known |= set(seen.values_list("pk", flat=True))
    if set(wanted) - known:
        raise ValidationError({"people": _("Somebody here is not known to you.")})
    return wanted


def check_about(by: Person, about: Subject | None) -> dict[str, Any]:  # Any: column values
    """The columns of a subject reference. Raises ValidationError when the person can't see the record."""
    if about is None:
        return {"about_kind": "", "about_id": None}
    kind = subject_kinds.find(about.kind)
    if kind is None or about.id not in kind.visible(by, [about.id]):
        raise ValidationError({"about": _("What it is about isn't there, or it isn't yours to see.")})
    return {"about_kind": about.kind, "about_id": about.id}
