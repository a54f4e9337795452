"""Saying something about a record, to all who follow it or to somebody."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.registries import is_seen
from tongxin.base.subjects import Subject
from tongxin.collab.access.actions import share_record
from tongxin.collab.feed.actions.following import follow
from tongxin.collab.feed.events import RemarkMade, RemarkTakenBack
from tongxin.collab.feed.models import Following, Remark
from tongxin.collab.feed.policies import can_open_to_others
from tongxin.collab.notices.actions import notify
from tongxin.collab.people.models import Person
from tongxin.collab.people.queries import colleagues_in

_LONGEST = 4000
_MOST_NAMED = 50
_CUSTOMER = "party"


class CannotSeeIt(ValidationError):
    """Somebody is named who can't see the record, and the speaker may not show it."""


class NotYourRemark(PermissionDenied):
    """Only who said it takes it back."""


@transaction.atomic
def say(*, by: Person, on: Subject, text: str, to: Iterable[Person] = ()) -> Remark:
    """Say something about a record. Who is named, by `to` or as @name in the text, hears of it and may read this record,
    if the speaker may open it. Raises ValidationError, CannotSeeIt, PermissionDenied."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        raise ValidationError({"text": _("Say something, in at most 4000 characters.")})
    if not is_seen(by, on):
        raise PermissionDenied(_("This record is out of your sight."))
    named = _named(text, to)
    customer = on.id if on.kind == _CUSTOMER else None
    _open_to(by, on, named, customer)
    remark = Remark.objects.create(subject_kind=on.kind, subject_id=on.id, by=by, text=text, at=now())
    remark.mentions.set(named)
    told = RemarkMade(to=[one.name for one in named])
    tell(told, by=by, on=Subject("remark", remark.pk), customer=customer)
    _spread(by, on, remark, named)
    for one in [by, *named]:
        follow(by=one, on=on)
    return remark


def _named(text: str, to: Iterable[Person]) -> list[Person]:
    """Who is meant: those chosen, and those whose name stands after an @; two of one name have to be chosen."""
    found = {one.pk: one for one in to if one.is_active}
    found |= {one.pk: one for one in colleagues_in(text.replace("＠", "@"), mark="@")}
    return list(found.values())[:_MOST_NAMED]


def _open_to(by: Person, on: Subject, named: Sequence[Person], customer: int | None) -> None:
    """Who is named may read this record, and nothing else by it."""
    for one in named:
        if is_seen(one, on):
            continue
        if not can_open_to_others(by, on):
            said = _("%(name)s can't see this record, and only who may change it shows it to others.")
            raise CannotSeeIt({"text": said % {"name": one.name}})
        share_record(by=by, on=on, with_whom=one, customer=customer)


def _spread(by: Person, on: Subject, remark: Remark, named: Sequence[Person]) -> None:
    """Who is named first; then who follows, and still sees it, without being told twice."""
    key = f"remark:{remark.pk}"
    notify(
        people=named,
        kind="remark.to_you",
        text=noop("%(by)s mentions you: %(title)s"),
        by=by,
        on=on,
        matter="talk",
        key=key,
    )
    following = Following.objects.filter(subject_kind=on.kind, subject_id=on.id).exclude(person__in=named)
    others = [one.person for one in following.select_related("person") if is_seen(one.person, on)]
    notify(
        people=others,
        kind="remark.made",
        text=noop("%(by)s said something: %(title)s"),
        by=by,
        on=on,
        matter="talk",
        key=key,
    )


@transaction.atomic
def take_back(*, by: Person, remark: Remark) -> None:
    """Unsay it: the words are gone. What was opened to somebody stays open until it is closed. Raises NotYourRemark."""
    found = Remark.objects.select_for_update().get(pk=remark.pk)
    if found.by_id != by.pk:
        raise NotYourRemark(_("Only who said it takes it back."))
    if found.removed_at is None:
        found.removed_at, found.text = now(), ""
        found.save(update_fields=["removed_at", "text"])
        customer = found.subject_id if found.subject_kind == _CUSTOMER else None
        tell(RemarkTakenBack(), by=by, on=Subject("remark", found.pk), customer=customer)
