"""Contacts through the interface."""

import pytest

from tests.stored import all_stored
from tongxin.interfaces.rest.tests.asking import program_of

pytestmark = pytest.mark.django_db


def test_a_contact_shows_person_place_and_numbers(api, world):
    contact = api.get(f"/contacts/{world.ma.pk}").json
    assert contact["party"] == {"id": world.firm.pk, "name": world.firm.name}
    assert contact["person"] == {"id": world.ma.person_id, "name": "马国栋"}
    assert (contact["title"], contact["is_main"]) == ("总经理", True)
    assert contact["phones"] == ["+8613700137000"]
    assert contact["added_at"].endswith("Z")


def test_contacts_are_narrowed_to_a_party_and_found(api, world):
    shen = api.post("/contacts", {"party": world.firm.pk, "name": "沈丽", "role": "user"}).json
    assert [one["id"] for one in api.get(f"/contacts?party={world.firm.pk}").json["items"]] == [world.ma.pk, shen["id"]]
    assert api.get(f"/contacts?party={world.other.pk}").json["items"] == []
    assert [one["id"] for one in api.get("/contacts?role=user").json["items"]] == [shen["id"]]
    assert [one["id"] for one in api.get("/contacts?q=马国栋").json["items"]] == [world.ma.pk]
    assert [one["id"] for one in api.get("/contacts?is_main=true").json["items"]] == [world.ma.pk]
    assert api.get("/contacts?version=1").wrong == {"version"}


def test_somebody_known_works_at_a_second_firm(api, world):
    answer = api.post("/contacts", {"party": world.other.pk, "person": world.ma.person_id, "title": "顾问"})
    assert answer.status == 201
    assert answer.headers["Location"] == f"/api/v1/contacts/{answer.json['id']}"
    assert answer.json["person"]["id"] == world.ma.person_id


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"name": "沈丽"}, {"party"}),
        ({"party": 987654, "name": "沈丽"}, {"party"}),
        ({"party": "firm"}, {"name"}),
        ({"party": "firm", "name": "沈丽", "person": "ma"}, {"name"}),
        ({"party": "firm", "person": "foreign"}, {"person"}),
        ({"party": "firm", "person": "other"}, {"person"}),
        ({"party": "other", "person": "ma", "phones": ["13700137001"]}, {"phones"}),
        ({"party": "firm", "person": "ma"}, {"name"}),
        ({"party": "firm", "name": "沈丽", "role": "king"}, {"role"}),
        ({"party": "firm", "name": "沈丽", "phones": ["12"]}, {"phones"}),
        ({"party": "firm", "name": "沈丽", "title": "长" * 81}, {"title"}),
        ({"party": "firm", "name": "沈丽", "reports_to": 1, "added_at": "2026-01-01"}, {"reports_to", "added_at"}),
    ],
)  # fmt: skip
def test_a_bad_contact_is_refused_and_changes_nothing(api, world, body, fields):
    known = {"firm": world.firm.pk, "other": world.other.pk, "foreign": world.foreign.pk, "ma": world.ma.person_id}
    before = all_stored()
    answer = api.post(
        "/contacts",
        {name: known.get(value, value) if isinstance(value, str) else value for name, value in body.items()},
    )
    assert answer.status == 422
    assert answer.wrong == fields
    assert all_stored() == before


def test_a_contact_is_changed_on_the_version_that_is_known(api, world):
    path = f"/contacts/{world.ma.pk}"
    version = api.get(path).json["version"]
    assert api.patch(path, {"title": "董事长"}).status == 428
    done = api.patch(path, {"title": "董事长", "name": "马国梁", "phones": ["13700137001"]}, version)
    assert done.status == 200
    assert (done.json["title"], done.json["person"]["name"], done.json["phones"]) == (
        "董事长",
        "马国梁",
        ["+8613700137001"],
    )
    stale = api.patch(path, {"title": "厂长"}, version)
    assert stale.status == 412
    assert stale.json["current"] == done.json
    assert api.delete(path, version).status == 412
    assert api.delete(path, done.json["version"]).status == 204
    assert api.get(path).status == 404


def test_contacts_of_unseen_parties_are_unseen(world):
    south = program_of(world.cast.south)
    assert south.get("/contacts").json["items"] == []
    assert south.get(f"/contacts?party={world.firm.pk}").json["items"] == []
