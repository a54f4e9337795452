"""Parties through the interface."""

import pytest

from tests.stored import all_stored
from tongxin.collab.journal.models import Entry
from tongxin.directory.parties.models import Party
from tongxin.interfaces.rest.tests.asking import program_of

pytestmark = pytest.mark.django_db


def test_a_party_shows_what_the_contract_says(api, world):
    answer = api.get(f"/parties/{world.firm.pk}")
    assert answer.status == 200
    assert answer.headers["ETag"] == f'"{world.firm.version}"'
    party = answer.json
    assert party["kind"] == "organisation"
    assert party["roles"] == ["customer"]
    assert party["name"] == "苏州恒润精密机械有限公司"
    assert party["phones"] == ["+8613800138000"]
    assert party["emails"] == ["info@hengrun.example"]
    assert party["owner"] == {"id": world.cast.seller.pk, "name": "李薇"}
    assert party["unit"] == {"id": world.cast.suzhou.pk, "name": "苏州"}
    assert party["tags"] == []
    assert party["custom"] == {}
    assert party["created_at"].endswith("Z")
    assert "T" in party["created_at"]
    assert party["version"] == world.firm.version


def test_a_list_goes_on_where_it_ended(api, world):
    names = []
    after = ""
    for _page in range(10):
        answer = api.get(f"/parties?limit=1&sort=name{after}")
        names += [item["name"] for item in answer.json["items"]]
        if answer.json["next"] is None:
            break
        after = f"&after={answer.json['next']}"
    assert names == ["昆山通力设备有限公司", "马国栋", "苏州恒润精密机械有限公司"]
    assert [one["name"] for one in api.get("/parties?sort=-name").json["items"]] == names[::-1]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("roles=supplier", ["昆山通力设备有限公司"]),
        ("kind=person", ["马国栋"]),
        ("tier=A", ["苏州恒润精密机械有限公司"]),
        ("phones=138-0013-8000", ["苏州恒润精密机械有限公司"]),
        ("emails=INFO@hengrun.example", ["苏州恒润精密机械有限公司"]),
        ("phones=12", []),
        ("q=hengrun&roles=customer", ["苏州恒润精密机械有限公司"]),
        ("q=恒润&kind=organisation", ["苏州恒润精密机械有限公司"]),
        ("q=江宁", []),
    ],
)
def test_lists_are_narrowed(api, world, question, found):
    assert [one["name"] for one in api.get(f"/parties?{question}").json["items"]] == found


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=many", "limit"),
        ("sort=version", "sort"),
        ("after=nonsense", "after"),
        ("kind=robot", "kind"),
        ("colour=red", "colour"),
        ("deleted_at=1", "deleted_at"),
        ("owner=me", "owner"),
        ("q=a%00b", "q"),
    ],
)
def test_what_is_not_asked_well_is_refused_by_name(api, world, question, field):
    answer = api.get(f"/parties?{question}")
    assert answer.status == 422
    assert answer.wrong == {field}


def test_a_party_is_added_with_all_it_has(api, world):
    answer = api.post(
        "/parties",
        {
            "name": "无锡锐达阀门有限公司",
            "roles": ["customer", "dealer"],
            "phones": ["0512-6280 1111", "139 0000 1111"],
            "tags": ["重点"],
            "parent": world.other.pk,
            "birthday": "2001-05-06",
            "address": "江苏省无锡市滨湖区太湖大道1号",
        },
    )
    assert answer.status == 201
    party = answer.json
    assert answer.headers["Location"] == f"/api/v1/parties/{party['id']}"
    assert party["phones"] == ["+8651262801111", "+8613900001111"]
    assert party["roles"] == ["customer", "dealer"]
    assert party["tags"] == ["重点"]
    assert party["parent"] == {"id": world.other.pk, "name": "昆山通力设备有限公司"}
    assert (party["city"], party["birthday"]) == ("无锡市", "2001-05-06")
    assert party["owner"]["id"] == world.cast.seller.pk
    assert Entry.objects.filter(name="party.created", subject_id=party["id"]).count() == 1


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"name"}),
        ({"name": ""}, {"name"}),
        ({"name": "甲", "nickname": "乙", "owner": 1}, {"nickname", "owner"}),
        ({"name": "甲", "version": 3, "unit": 1, "created_at": "2026-01-01T00:00:00Z"}, {"version", "unit", "created_at"}),
        ({"name": "甲", "custom": {"c_none": 1, "name": "x"}}, {"custom.name"}),
        ({"name": "甲", "custom": {"c_none": 1}}, {"custom.c_none"}),
        ({"name": "甲", "custom": []}, {"custom"}),
        ({"name": "甲", "phones": ["12"]}, {"phones"}),
        ({"name": "甲", "phones": "139"}, {"phones"}),
        ({"name": "甲", "emails": ["nobody"], "uscc": "1"}, {"emails"}),
        ({"name": "甲", "uscc": "1"}, {"uscc"}),
        ({"name": "甲\x00"}, {"name"}),
        ({"name": "甲" * 201}, {"name"}),
        ({"name": "甲", "kind": "robot"}, {"kind"}),
        ({"name": "甲", "roles": ["king"]}, {"roles.0"}),
        ({"name": "甲", "birthday": "tomorrow"}, {"birthday"}),
        ({"name": "甲", "birthday": "0001-01-01"}, {"birthday"}),
        ({"name": "甲", "parent": 10**30}, {"parent"}),
        ({"name": "甲", "parent": 987654}, {"parent"}),
        ({"name": "甲", "tags": ["长" * 41]}, {"tags"}),
        ([], {""}),
    ],
)  # fmt: skip
def test_a_bad_body_is_refused_field_by_field_and_changes_nothing(api, world, body, fields):
    before = all_stored()
    answer = api.post("/parties", body)
    assert answer.status == 422
    assert answer.wrong == fields
    assert all_stored() == before


@pytest.mark.parametrize("body", [b"{", b'{"name": "\\ud800"}', b"\xff\xfe", b'{"name": NaN}', b"[" * 100_000])
def test_what_is_no_json_is_refused(api, world, body):
    answer = api.ask("POST", "/parties", body)
    assert answer.status == 400
    assert answer.json["type"] == "/api/v1/docs#malformed"


def test_a_body_is_not_larger_than_ten_megabytes(api, world):
    answer = api.ask("POST", "/parties", b'{"name": "' + b"a" * (10 * 1024 * 1024) + b'"}')
    assert answer.status == 413


def test_only_what_is_sent_is_changed(api, world):
    answer = api.patch(f"/parties/{world.firm.pk}", {"tier": "B", "phones": [], "tags": ["老客户"]}, world.firm.version)
    assert answer.status == 200
    assert (answer.json["tier"], answer.json["phones"], answer.json["tags"]) == ("B", [], ["老客户"])
    assert (answer.json["city"], answer.json["emails"]) == ("苏州市", ["info@hengrun.example"])
    assert answer.json["version"] > world.firm.version
    assert api.get(f"/parties/{world.firm.pk}").json == answer.json


def test_all_of_a_change_or_nothing(api, world):
    before = all_stored()
    answer = api.patch(f"/parties/{world.firm.pk}", {"phones": ["13911112222"], "uscc": "wrong"}, world.firm.version)
    assert answer.status == 422
    assert all_stored() == before


@pytest.mark.parametrize("method", ["patch", "delete"])
def test_whoever_changes_says_which_version_they_know(api, world, method):
    path = f"/parties/{world.firm.pk}"
    body = ({"tier": "B"},) if method == "patch" else ()
    send = getattr(api, method)
    before = all_stored()
    assert send(path, *body).status == 428
    stale = send(path, *body, world.firm.version - 1)
    assert stale.status == 412
    assert stale.json["current"] == api.get(path).json
    assert send(path, *body, If_Match="*").status == 412
    assert all_stored() == before
    assert send(path, *body, If_Match=f'"{world.firm.version}"').status in (200, 204)


def test_a_deleted_party_is_gone_and_can_come_back(api, world):
    path = f"/parties/{world.firm.pk}"
    assert api.delete(path, world.firm.version).status == 204
    assert api.get(path).status == 404
    assert world.firm.pk not in [one["id"] for one in api.get("/parties").json["items"]]
    assert api.post(f"{path}/restorations").status == 201
    assert api.get(path).status == 200
    assert api.post(f"{path}/restorations").status == 404


def test_a_party_is_handed_over(api, world):
    answer = api.post(f"/parties/{world.firm.pk}/assignments", {"owner": world.cast.south.pk})
    assert answer.status == 201
    assert answer.json["owner"] == {"id": world.cast.south.pk, "name": "何静"}
    assert Party.objects.get(pk=world.firm.pk).owner == world.cast.south
    assert api.get(f"/parties/{world.firm.pk}").status == 404


def test_nobody_who_has_left_becomes_an_owner(api, world):
    before = all_stored()
    for owner in (world.cast.left.pk, 987654):
        assert api.post(f"/parties/{world.firm.pk}/assignments", {"owner": owner}).wrong == {"owner"}
    stale = api.post(f"/parties/{world.firm.pk}/assignments", {"owner": world.cast.south.pk}, If_Match="1000")
    assert stale.status == 412
    assert all_stored() == before


def test_a_group_out_of_sight_is_not_named(api, world):
    boss = program_of(world.cast.boss)
    boss.patch(f"/parties/{world.firm.pk}", {"parent": world.foreign.pk}, world.firm.version)
    assert boss.get(f"/parties/{world.firm.pk}").json["parent"]["id"] == world.foreign.pk
    assert api.get(f"/parties/{world.firm.pk}").json["parent"] is None


def test_what_a_party_is_to_us_is_changed_and_left_alone(api, world):
    answer = api.patch(f"/parties/{world.firm.pk}", {"roles": ["customer", "supplier"]}, world.firm.version)
    assert answer.status == 200
    assert sorted(answer.json["roles"]) == ["customer", "supplier"]
    again = api.patch(f"/parties/{world.firm.pk}", {"tier": "B"}, answer.json["version"])
    assert sorted(again.json["roles"]) == ["customer", "supplier"]
    assert api.patch(f"/parties/{world.firm.pk}", {"roles": ["cook"]}, again.json["version"]).status == 422
