"""What an activity can be found by, and how it is shown when found."""

from collections.abc import Collection, Iterator
from typing import Any

from django.utils import timezone

from tongxin.base.clock import now
from tongxin.base.dates import show_day
from tongxin.base.registries import Document, Hit
from tongxin.collab.fields.queries import own_fields, own_values_of, searched_text
from tongxin.directory.activities.models import Activity


def documents_of(ids: Collection[int]) -> Iterator[Document]:
    """An activity is found by its words and those in the firm's fields. Who took part is found through the customer."""
    own = own_fields("activity")
    customs = own_values_of("activity", ids) if own else {}
    for activity in Activity.objects.living().filter(pk__in=list(ids)):
        text = f"{activity.text} {searched_text(own, customs.get(activity.pk, {}))}".strip()
        if text:
            yield Document(id=activity.pk, text=text)


def hits_of(person: Any, ids: Collection[int]) -> dict[int, Hit]:  # Any: also takes Django's anonymous user
    """How found activities are shown to this person; what the person may not see is absent."""
    rows = Activity.objects.visible_to(person).living().filter(pk__in=list(ids)).select_related("party")
    today = timezone.localdate(now())
    hits = {}
    for activity in rows:
        day = show_day(timezone.localdate(activity.at), today=today)
        where = activity.party.called if activity.party else ""
        detail = " · ".join(part for part in (where, str(activity.get_kind_display()), day) if part)
        title = " ".join(activity.text.split())[:80]
        url = activity.get_absolute_url()
        hits[activity.pk] = Hit(kind="activity", id=activity.pk, title=title, detail=detail, url=url, face="")
    return hits
