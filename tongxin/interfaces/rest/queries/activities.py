"""Activities as JSON."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from tongxin.base.registries import subject_kinds
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.fields.queries import list_fields, seen_values_of
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.directory.activities.models import Activity, ActivityPerson, Step
from tongxin.directory.parties.models import Contact
from tongxin.interfaces.rest.queries.filters import ACTIVITY_FIELDS, filtered
from tongxin.interfaces.rest.queries.lists import Asked, Conditions, Orders, equal_to, narrowed, order_of, page
from tongxin.interfaces.rest.queries.values import Json, amount, instant, ref

_PLAIN = ("id", "kind", "text", "minutes", "direction", "version")
_COLUMNS = (
    *_PLAIN, "party_id", "party__name", "at", "about_kind", "about_id", "amount", "currency", "made_by_id", "made_by__name", "created_at",
)  # fmt: skip
ORDERS: Orders = {"at": ("at", "id")}
CONDITIONS: Conditions = {name: equal_to(name) for name in ("party", "kind", "direction", "made_by")}


def seen_activities(person: Person) -> QuerySet[Activity]:
    """All that are not in the recycle bin."""
    return Activity.objects.visible_to(person).living()


def seen_activity(person: Person, activity_id: int) -> Activity:
    """The activity, if the person may see it; else it does not exist."""
    activity = seen_activities(person).filter(pk=activity_id).first()
    if activity is None:
        raise Http404
    return activity


def list_activities(person: Person, asked: Asked) -> Json:
    """One page of activities, newest first."""
    hidden = hidden_fields(person, "activity")
    rows = narrowed(seen_activities(person), asked.equal, CONDITIONS, hidden)
    if asked.q.strip():
        rows = rows.filter(matching(person, "activity", asked.q))
    rows = rows.filter(
        filtered(
            person, asked.filter, (*ACTIVITY_FIELDS, *list_fields(person, "activity")) if asked.filter else (), hidden
        )
    )
    order = order_of(asked.sort or "-at", ORDERS, hidden)
    return page(rows, _COLUMNS, asked, order=order, show=lambda found: _show_all(person, found))


def one_activity(person: Person, activity_id: int) -> Json:
    """One activity as JSON. Raises Http404."""
    found = list(seen_activities(person).filter(pk=activity_id).values_list(*_COLUMNS, named=True))
    if not found:
        raise Http404
    return _show_all(person, found)[0]


def _show_all(person: Person, rows: Sequence[Any]) -> list[Json]:  # Any: rows of _COLUMNS
    hidden = hidden_fields(person, "activity")
    with_names = "name" not in hidden_fields(person, "party")
    ids = [row.id for row in rows]
    people, steps, subjects = _people(ids), _next_steps(person, ids), _subjects(person, rows)
    contacts = _contacts(people, {row.id: row.party_id for row in rows})
    custom = seen_values_of(person, "activity", [row.id for row in rows])
    shown = []
    for row in rows:
        one = {**_show(row, with_names=with_names), "custom": custom[row.id]}
        one["people"] = [ref(who, name if with_names else None) for who, name in people[row.id]]
        one["contacts"] = [ref(who, name if with_names else None) for who, name in contacts[row.id]]
        one["about"] = subjects.get((row.about_kind, row.about_id))
        one |= steps.get(row.id, {"next_step": None, "next_on": None, "next_at": None})
        shown.append({name: value for name, value in one.items() if name not in hidden})
    return shown


def _show(row: Any, *, with_names: bool) -> Json:  # Any: as above
    one: Json = {name: getattr(row, name) for name in _PLAIN}
    one["party"] = ref(row.party_id, row.party__name if with_names else None)
    one["at"], one["created_at"] = instant(row.at), instant(row.created_at)
    one["amount"] = amount(row.amount, row.currency)
    one["made_by"] = ref(row.made_by_id, row.made_by__name)
    return one


def _people(ids: Collection[int]) -> dict[int, list[tuple[int, str]]]:
    """Who took part, by activity: number and name."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = ActivityPerson.objects.filter(activity__in=ids).order_by("id") if ids else ActivityPerson.objects.none()
    for activity, who, name in rows.values_list("activity_id", "person_id", "person__name"):
        found[activity].append((who, name))
    return found


def _contacts(
    people: dict[int, list[tuple[int, str]]], parties: dict[int, int | None]
) -> dict[int, list[tuple[int, str]]]:
    """The same people by the numbers of their places at the activity's party, past places included."""
    who = {number for some in people.values() for number, _name in some}
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    if not who:
        return found
    places: dict[tuple[int, int], int] = {}
    at = {party for party in parties.values() if party}
    for number, party, one in (
        Contact.objects.filter(person__in=who, party__in=at).order_by("id").values_list("id", "party_id", "person_id")
    ):
        places[party, one] = number
    for activity, some in people.items():
        here = [(places.get((parties[activity] or 0, one)), name) for one, name in some]
        found[activity] = [(number, name) for number, name in here if number is not None]
    return found


def _next_steps(person: Person, ids: Collection[int]) -> dict[int, Json]:
    """The first open step that was planned in each activity."""
    found: dict[int, Json] = {}
    rows = (
        Step.objects.visible_to(person).open().filter(from_activity__in=ids).soonest_first()
        if ids
        else Step.objects.none()
    )
    for activity, text, on, at in rows.values_list("from_activity_id", "text", "due_on", "due_at"):
        day = on.isoformat() if on and not at else None
        found.setdefault(activity or 0, {"next_step": text, "next_on": day, "next_at": instant(at)})
    return found


def _subjects(person: Person, rows: Sequence[Any]) -> dict[tuple[str, int], Json]:  # Any: rows of _COLUMNS
    """What the activities are about, as far as the reader may see it."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row.about_id is not None:
            wanted[row.about_kind].add(row.about_id)
    found: dict[tuple[str, int], Json] = {}
    for name, ids in wanted.items():
        kind = subject_kinds.find(name)
        for number, record in (kind.visible(person, ids) if kind else {}).items():
            found[name, number] = {"kind": name, "id": number, "title": kind.title(record) if kind else ""}
    return found
