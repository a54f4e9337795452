"""This room's pieces of the customer's page."""

from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.clock import now
from tongxin.base.database.prepared import prepared
from tongxin.collab.access.models import Reach, reach_of
from tongxin.directory.activities.forms import StepForm
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.activities.queries.remembering import remembering
from tongxin.directory.activities.queries.timeline import GROUPS, TimelineItem, timeline
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries.around import around

_AT_ONCE = 30
_OTHERS = 5
_QUIET_DAYS = 30

Context = dict[str, Any]  # Any: template context


def timeline_context(
    person: Any, party: Party, *, group: str = "", cursor: str = ""
) -> Context:  # Any: the person type of the doors
    """A page of the timeline grouped by day. Raises BadCursor."""
    page = timeline(
        person,
        party,
        group=group if group in GROUPS else None,
        cursor=cursor,
        size=_AT_ONCE,
        known=around(person, party),
    )

    def day_of(item: TimelineItem) -> Any:  # Any: a date
        return timezone.localdate(item.at)

    days = [(day, list(items)) for day, items in groupby(page.items, key=day_of)]
    return {
        "days": days,
        "next": page.next,
        "last_day": days[-1][0].isoformat() if days else "",
        "group": group if group in GROUPS else "",
        "groups": GROUPS.items(),
    }


def main_panel(person: Any, party: Party) -> Context:  # Any: as above
    """The composer and what happened."""
    return {**timeline_context(person, party), "place": "customer", "where": party.get_absolute_url()}


@prepared
def _open_steps(reach: Reach, party: int) -> QuerySet[Step]:
    rows = Step.objects.visible_to(reach).open().filter(party=party).select_related("owner", "made_by", "party")
    return rows.soonest_first()[: _OTHERS + 1]


def next_step_context(person: Any, party: Party, *, form: StepForm | None = None) -> Context:  # Any: as above
    """The earliest open step and the ones after it, or a word on why one is missing."""
    at = now()
    steps = _open_steps(reach_of(person), party.pk)
    first = steps[0] if steps else None
    is_own = first is not None and person.pk in (first.owner_id, first.made_by_id)
    return {
        "step": first,
        "others": steps[1:],
        "now": at,
        "is_mine": first is not None and first.owner_id == person.pk,
        "may_change": first is not None and (is_own or around(person, party).may_change),
        "hint": "" if first else _hint(person, party),
        "form": form,
    }


def remember_context(person: Any, nothing: None) -> Context | None:  # Any: as above
    """Before visits, and days that come near; nothing when there is nothing to have in mind."""
    at = now()
    found = remembering(person, at)
    return {"visits": found.visits, "days": found.days, "now": at} if found.visits or found.days else None


def _hint(person: Any, party: Party) -> str:  # Any: as above
    """Why something should be planned. Somebody at a firm was met where they took part in what is filed there."""
    if party.last_contact_at is None:
        met = Activity.objects.visible_to(person).living().contacts().filter(people_in__person=party.pk)
        if party.kind == Party.Kind.PERSON and met.exists():
            return _("Nothing planned. What comes next?")
        return _("Never contacted. Say hello first.")
    days = (timezone.localdate(now()) - timezone.localdate(party.last_contact_at)).days
    if days >= _QUIET_DAYS:
        return ngettext("%(days)d day quiet", "%(days)d days quiet", days) % {"days": days}
    return _("Nothing planned. What comes next?")
