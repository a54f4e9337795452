"""Calendars and promises by program: as on screen, for whom they are, and nothing private to others."""

from datetime import UTC, datetime

import pytest

from tongxin.base.subjects import Subject
from tongxin.collab.calendar.actions import add_entry, save_calendar
from tongxin.collab.tasks.actions import give_task
from tongxin.interfaces.rest.tests.asking import Caller, token_of

pytestmark = pytest.mark.django_db
MONDAY = {"starts_at": "2026-11-23T07:00:00Z", "ends_at": "2026-11-23T08:00:00Z"}
WEEKS = "since=2026-11-23&until=2026-12-14"


@pytest.fixture
def two(world):
    return Caller(token_of(world.cast.seller)), Caller(token_of(world.cast.colleague))


def test_a_series_is_entered_changed_from_a_day_on_and_answered(world, two):
    seller, colleague = two
    guest = world.cast.colleague.pk
    made = seller.post(
        "/calendar-entries", {"title": "周会", **MONDAY, "rule": "FREQ=WEEKLY;COUNT=3", "guests": [guest]}
    )
    assert made.status == 201
    number = made.json["id"]
    times = seller.get(f"/calendar-entries?{WEEKS}").json["items"]
    assert [one["once"] for one in times] == [f"2026-{day}T07:00:00Z" for day in ("11-23", "11-30", "12-07")]
    second = {"once": times[1]["once"], "onwards": True, "title": "双周会"}
    assert seller.patch(f"/calendar-entries/{number}", second).status == 428
    changed = seller.patch(f"/calendar-entries/{number}", second, made.json["version"])
    assert changed.json["title"] == "双周会"
    assert [one["title"] for one in colleague.get(f"/calendar-entries?{WEEKS}").json["items"]] == [
        "周会",
        "双周会",
        "双周会",
    ]
    answered = colleague.post(f"/calendar-entries/{number}/answers", {"answer": "yes"})
    assert answered.json["guests"][0]["answer"] == "yes"
    assert colleague.post(f"/calendar-entries/{number}/cancellations", {}).status == 403
    later = changed.json["id"]
    assert seller.post(f"/calendar-entries/{later}/cancellations", {"once": times[2]["once"]}).status == 204
    assert len(seller.get(f"/calendar-entries?{WEEKS}").json["items"]) == 2
    assert seller.get("/calendar-entries?since=2026-01-01&until=2026-12-31").status == 422


def test_what_is_private_is_only_busy_and_foreign_entries_do_not_exist(world, two):
    seller, colleague = two
    team = save_calendar(by=world.cast.seller, name="销售组", readers=[world.cast.colleague])
    secret = seller.post("/calendar-entries", {"title": "体检", **MONDAY, "is_private": True, "calendar": team.pk}).json
    shown = colleague.get(f"/calendar-entries?{WEEKS}").json["items"]
    assert [(one["id"], one["title"]) for one in shown] == [(None, "Busy")]
    assert colleague.get(f"/calendar-entries/{secret['id']}").status == 404
    about = Subject("party", world.foreign.pk)
    guest = {"guests": [world.cast.south], "on": about}
    met = add_entry(by=world.cast.south, title="会", starts=datetime(2026, 11, 24, 9, tzinfo=UTC), **guest)
    assert colleague.get(f"/calendar-entries/{met.pk}").status == 404
    assert Caller(token_of(world.cast.south)).get(f"/calendar-entries/{met.pk}").json["about"] == about._asdict()
    assert colleague.post("/calendar-entries", {"title": "x", **MONDAY, "calendar": team.pk}).wrong == {"calendar"}
    assert seller.post("/calendar-entries", {"title": "x", **MONDAY, "about": str(about)}).status == 404
    assert seller.post("/calendar-entries", {"title": "x"}).wrong == {"starts_at"}


def test_a_promise_is_asked_taken_on_and_done(world, two):
    seller, colleague = two
    asked = seller.post(
        "/promises",
        {"text": "出法兰图", "owner": world.cast.colleague.pk, "due_on": "2026-12-01", "items": ["核对尺寸"]},
    )
    assert (asked.status, asked.json["state"]) == (201, "asked")
    number = asked.json["id"]
    assert [one["id"] for one in colleague.get("/promises").json["items"]] == [number]
    assert seller.post(f"/promises/{number}/acceptances", {}).status == 403
    assert colleague.post(f"/promises/{number}/refusals", {"reason": "出差"}).json["state"] == "declined"
    taken = colleague.post(f"/promises/{number}/acceptances", {"due_on": "2026-12-03"}).json
    assert (taken["state"], taken["due_on"]) == ("promised", "2026-12-03")
    assert colleague.post(f"/promises/{number}/completions").json["state"] == "done"
    assert colleague.get("/promises").json["items"] == []
    assert [one["id"] for one in seller.get("/promises?state=done").json["items"]] == [number]
    assert seller.post(f"/promises/{number}/reopenings").json["state"] == "promised"
    assert seller.post(f"/promises/{number}/cancellations").json["state"] == "given_up"


def test_a_promise_about_a_record_out_of_sight_does_not_exist(world, two):
    _seller, colleague = two
    foreign = give_task(by=world.cast.south, text="催图", on=Subject("party", world.foreign.pk))
    assert colleague.get(f"/promises/{foreign.pk}").status == 404
    assert colleague.post("/promises", {"text": "x", "about": f"party:{world.foreign.pk}"}).status == 404
    assert colleague.post("/promises", {"text": "x", "after": foreign.pk}).wrong == {"after"}
