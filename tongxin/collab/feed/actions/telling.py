"""Letting followers know that something happened, once a day for each record: a digest, no flood."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop as noop

from tongxin.base.registries import is_seen, sentences, subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.feed.models import Following
from tongxin.collab.journal.models import Entry
from tongxin.collab.notices.actions import notify
from tongxin.collab.people.models import Person

_MOST, _AT_ONCE = 100, 500
_CUSTOMER = "party"
_TOLD_ALREADY = ("remark.made", "remark.taken_back")


def tell_followers(*, at: datetime) -> int:
    """Each follower hears once a day of each record about which others did something that the follower may see. What happens later on
    that day is told on the next. Answers how many were told."""
    day = timezone.localdate(at)
    told = 0
    for following in _with_news().select_related("person").order_by("pk").iterator(chunk_size=_AT_ONCE):
        news = _news(following)
        seen = _in_sight(following.person, following.subject, news)
        if seen and not _tell(following, seen, day.isoformat()):
            continue  # told today already: what is new waits for tomorrow
        told += bool(seen)
        if news:
            Following.objects.filter(pk=following.pk).update(seen=max(entry.pk for entry in news))
    return told


def _names() -> list[str]:
    """Events that read as a sentence on a timeline; remarks were told when they were made."""
    return [name for name in sentences.names() if sentences.get(name).shown and name not in _TOLD_ALREADY]


def _with_news() -> QuerySet[Following]:
    """Followings about whose record anything new was told; two looks into an index for each."""
    new = Entry.objects.filter(pk__gt=OuterRef("seen"), at__gt=OuterRef("since")).exclude(actor=OuterRef("person"))
    about = new.filter(kind=OuterRef("subject_kind"), subject_id=OuterRef("subject_id"))
    beside = new.filter(customer_id=OuterRef("subject_id"))
    rows = Following.objects.filter(person__deactivated_at=None)
    return rows.filter(Exists(about) | Q(Exists(beside), subject_kind=_CUSTOMER))


def _news(following: Following) -> list[Entry]:
    about = Q(kind=following.subject_kind, subject_id=following.subject_id)
    if following.subject_kind == _CUSTOMER:
        about |= Q(customer_id=following.subject_id)
    rows = Entry.objects.filter(about, pk__gt=following.seen, at__gt=following.since, name__in=_names())
    return list(rows.exclude(actor=following.person_id).order_by("pk")[:_MOST])


def _in_sight(person: Person, on: Subject, news: Sequence[Entry]) -> list[Entry]:
    """Those about records which the follower may see: one question for each kind."""
    if not news or not person.is_active or not is_seen(person, on):
        return []
    wanted: dict[str, set[int]] = defaultdict(set)
    for entry in news:
        wanted[entry.kind].add(entry.subject_id)
    seen = {
        (name, number)
        for name, ids in wanted.items()
        if (kind := subject_kinds.find(name)) is not None
        for number in kind.visible(person, ids)
    }
    return [entry for entry in news if (entry.kind, entry.subject_id) in seen]


def _tell(following: Following, news: Sequence[Entry], day: str) -> int:
    one = len(news) == 1
    return notify(
        people=[following.person],
        kind="record.changed",
        text=noop("Something happened: %(title)s") if one else noop("%(count)s things happened: %(title)s"),
        on=following.subject,
        particulars={} if one else {"count": len(news)},
        matter="news",
        key=f"changes:{following.subject_kind}:{following.subject_id}:{day}",
    )
