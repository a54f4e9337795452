"""Activities and tasks through the interface."""

import pytest

from tests.stored import all_stored
from tongxin.directory.activities.models import Activity, Step
from tongxin.interfaces.rest.tests.asking import program_of

pytestmark = pytest.mark.django_db


def test_an_activity_shows_what_passed_and_what_comes(api, world):
    activity = api.get(f"/activities/{world.activity.pk}").json
    assert activity["kind"] == "visit"
    assert activity["party"]["id"] == world.firm.pk
    assert activity["people"] == [{"id": world.ma.person_id, "name": "马国栋"}]
    assert activity["contacts"] == [{"id": world.ma.pk, "name": "马国栋"}]
    assert (activity["text"], activity["next_step"], activity["next_at"]) == ("看了新车间", "寄样本", None)
    assert activity["made_by"] == {"id": world.cast.seller.pk, "name": "李薇"}
    assert activity["at"].endswith("Z")


def test_what_happened_is_written_down_with_what_comes_next(api, world):
    answer = api.post(
        "/activities",
        {
            "kind": "call",
            "party": world.firm.pk,
            "contacts": [world.ma.pk],
            "text": "谈了价格",
            "at": "2026-03-02T09:30:00+08:00",
            "minutes": 15,
            "direction": "out",
            "amount": {"amount": "4180.00", "currency": "CNY"},
            "about": {"kind": "party", "id": world.other.pk},
            "next_step": "送报价单",
            "next_on": "2030-01-02",
        },
    )
    assert answer.status == 201
    activity = answer.json
    assert activity["at"] == "2026-03-02T01:30:00Z"
    assert activity["amount"] == {"amount": "4180.00", "currency": "CNY"}
    assert activity["about"] == {"kind": "party", "id": world.other.pk, "title": world.other.name}
    assert (activity["next_step"], activity["next_on"], activity["next_at"]) == ("送报价单", "2030-01-02", None)
    assert [one["text"] for one in api.get(f"/tasks?party={world.firm.pk}").json["items"]] == [
        "送报价单",
        "寄样本",
        "报价",
    ]
    assert api.get(f"/parties/{world.firm.pk}").json["next_step"] == "送报价单"


def test_what_an_activity_is_about_is_only_named_to_who_may_see_it(api, world):
    boss = program_of(world.cast.boss)
    made = boss.post(
        "/activities", {"kind": "note", "party": world.firm.pk, "text": "另有机会", "about": {"kind": "party", "id": world.foreign.pk}}
    ).json  # fmt: skip
    assert made["about"]["title"] == world.foreign.name
    assert api.get(f"/activities/{made['id']}").json["about"] is None


def test_the_newest_stand_first_page_by_page(api, world):
    for day in (1, 3, 2):
        api.post(
            "/activities",
            {"kind": "note", "text": f"第{day}天", "party": world.firm.pk, "at": f"2020-01-0{day}T00:00:00Z"},
        )
    texts, after = [], ""
    while after is not None:
        answer = api.get(f"/activities?limit=1&after={after}").json
        texts += [one["text"] for one in answer["items"]]
        after = answer["next"]
    assert texts == ["看了新车间", "第3天", "第2天", "第1天"]
    assert api.get("/activities?sort=at&limit=1").json["items"][0]["text"] == "第1天"
    assert [one["text"] for one in api.get("/activities?q=车间").json["items"]] == ["看了新车间"]
    assert len(api.get(f"/activities?kind=note&made_by={world.cast.seller.pk}").json["items"]) == 3


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"kind": "call"}, {"text"}),
        ({"text": "x"}, {"kind"}),
        ({"kind": "task", "text": "x"}, {"kind"}),
        ({"kind": "call", "text": "x", "at": "2999-01-01T00:00:00Z"}, {"at"}),
        ({"kind": "call", "text": "x", "at": "2199-01-01T00:00:00Z"}, {"at"}),
        ({"kind": "call", "text": "x", "at": "2026-01-01T00:00:00"}, {"at"}),
        ({"kind": "call", "text": "x", "contacts": [987654]}, {"contacts"}),
        ({"kind": "call", "text": "x", "people": [987654]}, {"people"}),
        ({"kind": "call", "text": "x", "minutes": -1}, {"minutes"}),
        ({"kind": "call", "text": "x", "amount": {"amount": "1.234", "currency": "CNY"}}, {"amount"}),
        ({"kind": "call", "text": "x", "amount": {"amount": "1", "currency": "XXX"}}, {"amount"}),
        ({"kind": "call", "text": "x", "amount": 3}, {"amount"}),
        ({"kind": "call", "text": "x", "about": {"kind": "party", "id": 987654}}, {"about"}),
        ({"kind": "call", "text": "x", "next_on": "2030-01-01"}, {"next_step"}),
        ({"kind": "call", "text": "x", "next_step": "y", "next_on": "2030-01-01", "next_at": "2030-01-01T00:00:00Z"}, {"next_on"}),
        ({"kind": "call", "text": "x", "made_by": 1, "owner": 1}, {"made_by", "owner"}),
    ],
)  # fmt: skip
def test_a_bad_activity_is_refused_and_changes_nothing(api, world, body, fields):
    before = all_stored()
    answer = api.post("/activities", body)
    assert answer.status == 422
    assert answer.wrong == fields
    assert all_stored() == before


def test_an_activity_is_mended_and_deleted_on_the_version_that_is_known(api, world):
    path = f"/activities/{world.activity.pk}"
    assert api.patch(path, {"minutes": 30}).status == 428
    done = api.patch(path, {"minutes": 30, "people": []}, 1)
    assert done.status == 200
    assert (done.json["minutes"], done.json["people"], done.json["version"]) == (30, [], 2)
    assert api.patch(path, {"at": None}, 2).wrong == {"at"}
    stale = api.patch(path, {"minutes": 40}, 1)
    assert (stale.status, stale.json["current"]) == (412, done.json)
    assert api.delete(path, 1).status == 412
    assert api.delete(path, 2).status == 204
    assert api.get(path).status == 404
    assert Activity.objects.get(pk=world.activity.pk).deleted_at


def test_whoever_sees_the_customer_may_write_down_what_happened(world):
    clerk = program_of(world.cast.clerk)
    assert clerk.post("/activities", {"kind": "call", "party": world.firm.pk, "text": "来电"}).status == 201


def test_a_task_shows_what_is_planned(api, world):
    task = api.get(f"/tasks/{world.step.pk}").json
    assert (task["kind"], task["text"], task["state"]) == ("task", "报价", "open")
    assert task["owner"] == {"id": world.cast.seller.pk, "name": "李薇"}
    assert (task["due_on"], task["due_at"], task["done_at"]) == (None, None, None)
    assert task["people"] == [{"id": world.ma.person_id, "name": "马国栋"}]


def test_tasks_come_by_day(api, world):
    for text, due in (
        ("后天", {"due_on": "2030-01-03"}),
        ("下午", {"due_at": "2030-01-02T06:00:00Z"}),
        ("当天", {"due_on": "2030-01-02"}),
    ):
        assert api.post("/tasks", {"text": text, "party": world.firm.pk, **due}).status == 201
    texts, after = [], ""
    while after is not None:
        answer = api.get(f"/tasks?limit=2&after={after}").json
        texts += [one["text"] for one in answer["items"]]
        after = answer["next"]
    assert texts == ["下午", "当天", "后天", "寄样本", "报价"]
    shown = api.get("/tasks?limit=1").json["items"][0]
    assert (shown["due_on"], shown["due_at"]) == ("2030-01-02", "2030-01-02T06:00:00Z")


def test_a_task_is_moved_handed_over_and_given_up(api, world):
    path = f"/tasks/{world.step.pk}"
    moved = api.patch(path, {"due_on": "2030-05-06", "text": "报新价"}, 1)
    assert (moved.status, moved.json["due_on"], moved.json["text"], moved.json["version"]) == (
        200,
        "2030-05-06",
        "报新价",
        2,
    )
    assert api.patch(path, {"due_on": None}, 1).status == 412
    assert api.patch(path, {"due_on": None}, 2).json["due_on"] is None
    given = api.post(f"{path}/assignments", {"owner": world.cast.colleague.pk})
    assert given.json["owner"]["name"] == "赵航"
    assert api.post(f"{path}/assignments", {"owner": world.cast.south.pk}).status == 403
    assert api.delete(path, 1).status == 412
    assert api.delete(path, given.json["version"]).status == 204
    assert api.get(path).json["state"] == "cancelled"
    assert [one["id"] for one in api.get("/tasks?state=cancelled").json["items"]] == [world.step.pk]
    assert api.delete(path, given.json["version"] + 1).status == 422


def test_a_task_is_ticked_off_and_what_happened_written_down(api, world):
    done = api.post(f"/tasks/{world.step.pk}/completions", {"happened": "报了 4180 元", "kind": "call"})
    assert done.status == 201
    assert done.json["task"]["state"] == "done"
    told = api.get(f"/activities/{done.json['activity']}").json
    assert (told["kind"], told["text"]) == ("call", "报了 4180 元")
    assert api.post(f"/tasks/{world.step.pk}/completions", {}).status == 422
    assert Step.objects.get(pk=world.step.pk).done_by == world.cast.seller


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"text"}),
        ({"text": " "}, {"text"}),
        ({"text": "x", "owner": 1}, {"owner"}),
        ({"text": "x", "kind": "note"}, {"kind"}),
        ({"text": "x", "due_on": "2030-02-30"}, {"due_on"}),
        ({"text": "x", "due_on": "2030-01-01", "due_at": "2030-01-01T00:00:00Z"}, {"due_on"}),
        ({"text": "x", "party": 987654}, {"party"}),
    ],
)
def test_a_bad_task_is_refused_and_changes_nothing(api, world, body, fields):
    before = all_stored()
    answer = api.post("/tasks", body)
    assert answer.status == 422
    assert answer.wrong == fields
    assert all_stored() == before
