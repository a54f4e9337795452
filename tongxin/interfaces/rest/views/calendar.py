"""`/calendar-entries`: what takes place when, with whom."""

from ninja import Query, Router

from tongxin.collab.calendar.actions import answer_invitation, delete_entry
from tongxin.interfaces.rest.actions.calendar import change, enter
from tongxin.interfaces.rest.forms.answers import Page
from tongxin.interfaces.rest.forms.calendar import (
    AnsweredInvitation,
    CalendarAsked,
    CalledOff,
    ChangedEntry,
    EntryLine,
    EntryShown,
    NewEntry,
)
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.calendar import list_entries, one_entry, seen_entry
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import current, known_version, reading, writing
from tongxin.interfaces.rest.views.declaring import changes, makes, reads, reads_one

router = Router(tags=["calendar"])


@router.get("", response=reads(Page[EntryLine]), url_name="calendar-entries")
@reading
def entries(request: ApiRequest, asked: Query[CalendarAsked]) -> Json:
    """What stands in the person's calendars in a span of at most 62 days, each time of a series by itself."""
    return list_entries(request.auth.person, asked.since, asked.until)


@router.post("", response=makes(EntryShown))
@writing(201, is_new=True)
def new_entry(request: ApiRequest, data: NewEntry) -> Json:
    """Enter something; colleagues who are invited hear of it."""
    person = request.auth.person
    return one_entry(person, enter(by=person, values=data.given()).pk)


@router.get("/{int:calendar_entry_id}", response=reads_one(EntryShown), url_name="calendar-entry")
@reading
def entry(request: ApiRequest, calendar_entry_id: int) -> Json:
    """One entry with who is invited."""
    return one_entry(request.auth.person, calendar_entry_id)


@router.patch("/{int:calendar_entry_id}", response=changes(EntryShown))
@writing()
def changed_entry(request: ApiRequest, calendar_entry_id: int, data: ChangedEntry) -> Json:
    """Put it otherwise; with `once` one time of a series, with `onwards` too that and all that follow."""
    person = request.auth.person
    found = seen_entry(person, calendar_entry_id)
    with current(lambda: one_entry(person, calendar_entry_id)):
        changed = change(by=person, entry=found, version=known_version(request), values=data.given())
    return one_entry(person, changed.pk)


@router.post("/{int:calendar_entry_id}/cancellations", response=changes(None))
@writing(204)
def called_off(request: ApiRequest, calendar_entry_id: int, data: CalledOff) -> None:
    """It does not take place; with `once` that time of a series, with `onwards` too all that follow."""
    person = request.auth.person
    delete_entry(by=person, entry=seen_entry(person, calendar_entry_id), once=data.once, onwards=data.onwards)


@router.post("/{int:calendar_entry_id}/answers", response=makes(EntryShown))
@writing(201)
def answers(request: ApiRequest, calendar_entry_id: int, data: AnsweredInvitation) -> Json:
    """Say whether the token's person comes."""
    person = request.auth.person
    found = seen_entry(person, calendar_entry_id)
    answer_invitation(by=person, entry=found, answer=data.answer, proposed_at=data.proposed_at, remark=data.remark)
    return one_entry(person, calendar_entry_id)
