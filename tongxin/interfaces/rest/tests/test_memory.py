"""What is remembered of a party, through the interface."""

import pytest

from tongxin.collab.access.models import Role
from tongxin.directory.memory.models import Fact
from tongxin.interfaces.rest.tests.asking import program_of

pytestmark = pytest.mark.django_db
BIRTHDAY = {"kind": "date", "occasion": "birthday", "day": {"month": 8, "day": 15, "lunar": True}}


def facts(world) -> str:
    return f"/parties/{world.firm.pk}/facts"


def test_a_fact_is_noted_read_put_right_and_forgotten(api, world):
    made = api.post(facts(world), {"about": world.ma.person_id, "kind": "likes", "text": "爱喝龙井", "told_by": "沈丽"})
    assert (made.status, made.json["state"], made.json["told_by"]) == (201, "sure", "沈丽")
    path = f"/facts/{made.json['id']}"
    assert {one["text"] for one in api.get(facts(world)).json["items"]} == {"喝龙井", "爱喝龙井"}
    right = api.ask("PATCH", path, {"text": "爱喝普洱"}, If_Match='"1"')
    assert (right.status, right.json["text"], right.json["version"]) == (200, "爱喝普洱", 2)
    stale = api.ask("PATCH", path, {"text": "x"}, If_Match='"1"')
    assert (stale.status, stale.json["current"]["text"]) == (412, "爱喝普洱")
    assert api.ask("PATCH", path, {"text": "x"}).status == 428
    assert api.post(f"{path}/confirmations", {}).json["version"] == 3
    assert api.ask("DELETE", path, None, If_Match="3").status == 204
    assert api.get(path).status == 404


def test_a_lunar_day_keeps_its_calendar(api, world):
    made = api.post(facts(world), BIRTHDAY).json
    assert made["day"] == {"month": 8, "day": 15, "year": None, "lunar": True, "leap": False}
    assert made["next_on"]
    assert api.get(f"/facts/{made['id']}").json["day"] == made["day"]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"kind": "likes"}, {"text"}),
        ({"text": "x"}, {"kind"}),
        ({"kind": "mood", "text": "x"}, {"kind"}),
        ({"kind": "date", "day": {"month": 2, "day": 30}}, {"day"}),
        ({"kind": "date", "day": {"month": 1, "day": 31, "lunar": True}}, {"day"}),
        ({"kind": "likes", "text": "x", "about": 987654}, {"about"}),
        ({"kind": "likes", "text": "x" * 301}, {"text"}),
        ({"kind": "likes", "text": "x", "noted_by": 1}, {"noted_by"}),
    ],
)
def test_what_can_not_be_is_refused_by_name(api, world, body, wrong):
    answer = api.post(facts(world), body)
    assert (answer.status, answer.wrong) == (422, wrong)
    assert Fact.objects.get() == world.fact


def test_private_facts_are_not_there_for_those_from_whom_they_are_hidden(api, world):
    made = api.post(facts(world), {"kind": "health", "text": "过敏"}).json
    for role in Role.objects.filter(is_administrator=False):
        role.fields = {"party": {"health": "hidden"}}
        role.save()
    clerk = program_of(world.cast.clerk)
    assert [one["kind"] for one in clerk.get(facts(world)).json["items"]] == ["likes"]
    assert clerk.get(f"/facts/{made['id']}").status == 404
    assert clerk.post(facts(world), {"kind": "health", "text": "过敏"}).status in (403, 422)


def test_strangers_find_nothing(api, world):
    made = api.post(facts(world), {"kind": "likes", "text": "x"}).json
    stranger = program_of(world.cast.stranger)
    assert stranger.get(facts(world)).status == 404
    assert stranger.get(f"/facts/{made['id']}").status == 404
    assert stranger.post(f"/facts/{made['id']}/confirmations", {}).status == 404
