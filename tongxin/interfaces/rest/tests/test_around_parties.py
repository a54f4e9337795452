"""Timeline, team and relations; the small resources."""

import pytest

from tongxin.collab.access.models import Role
from tongxin.directory.parties.models import Relation, TeamMember
from tongxin.interfaces.rest.tests.asking import program_of

pytestmark = pytest.mark.django_db


def test_the_timeline_tells_what_happened_newest_first(api, world):
    path = f"/parties/{world.firm.pk}/timeline"
    items = api.get(path).json["items"]
    assert items[-1]["kind"] == "party.created"
    visit = next(one for one in items if one["kind"] == "activity.noted")
    assert set(visit) == {"id", "at", "kind", "sentence", "text", "actor", "on_behalf_of", "subject", "particulars"}
    assert visit["actor"] == {"id": world.cast.seller.pk, "name": "李薇"}
    assert visit["subject"] == {"kind": "activity", "id": world.activity.pk, "title": "看了新车间"}
    assert visit["sentence"]
    assert [one["at"] for one in items] == sorted((one["at"] for one in items), reverse=True)
    paged, after = [], ""
    while after is not None:
        answer = api.get(f"{path}?limit=2&after={after}").json
        paged += answer["items"]
        after = answer["next"]
    assert paged == items
    assert {one["kind"] for one in api.get(f"{path}?group=talk").json["items"]} == {"activity.noted", "step.planned"}
    assert api.get(f"{path}?group=gossip").wrong == {"group"}
    assert api.get(f"{path}?after=nonsense").wrong == {"after"}
    assert api.get(f"{path}?sort=at").wrong == {"sort"}


def test_the_timeline_speaks_the_language_that_is_asked_for(api, world):
    english = api.get(f"/parties/{world.firm.pk}/timeline").json["items"][-1]["sentence"]
    chinese = program_of(world.cast.seller, language="zh-Hans").get(f"/parties/{world.firm.pk}/timeline")
    assert chinese.json["items"][-1]["sentence"] != english


def test_a_team_is_joined_and_left(api, world):
    path = f"/parties/{world.firm.pk}/team"
    assert [one["person"]["name"] for one in api.get(path).json["items"]] == ["赵航"]
    joined = api.post(path, {"person": world.cast.manager.pk, "role": "后援"})
    assert joined.status == 201
    assert joined.json["person"] == {"id": world.cast.manager.pk, "name": "周启明"}
    assert api.post(path, {"person": world.cast.left.pk}).wrong == {"person"}
    assert api.delete(f"{path}/{world.cast.manager.pk}").status == 204
    assert api.delete(f"{path}/{world.cast.manager.pk}").status == 404
    assert TeamMember.objects.filter(party=world.firm).count() == 1


def test_relations_are_seen_added_and_removed(api, world):
    path = f"/parties/{world.firm.pk}/relations"
    here = api.get(path).json["items"]
    assert here == [
        {"id": world.relation.pk, "kind": "partner", "direction": "from", "party": {"id": world.other.pk, "name": world.other.name}}
    ]  # fmt: skip
    added = api.post(path, {"kind": "supplies", "other": world.other.pk})
    assert added.status == 201
    assert api.post(path, {"kind": "supplies", "other": world.other.pk}).status == 422
    assert api.post(path, {"kind": "supplies", "other": world.foreign.pk}).wrong == {"other"}
    assert api.post(path, {"kind": "supplies", "other": world.firm.pk}).status == 422
    assert api.delete(f"{path}/{added.json['id']}").status == 204
    assert api.delete(f"{path}/{added.json['id']}").status == 404
    assert Relation.objects.filter(party=world.firm).count() == 1


def test_search_finds_by_few_characters(api, world):
    found = api.get("/search?q=恒润").json["items"]
    assert found[0] == {
        "kind": "party", "id": world.firm.pk, "title": world.firm.name, "detail": found[0]["detail"], "url": f"/customers/{world.firm.pk}/",
    }  # fmt: skip
    assert api.get("/search?q=8000").json["items"][0]["id"] == world.firm.pk
    assert api.get("/search?q=江宁").json["items"] == []
    assert api.get("/search?q=车间&kind=party").json["items"] == []
    assert api.get("/search?q=车间&kind=activity").json["items"][0]["id"] == world.activity.pk
    assert api.get("/search").wrong == {"q"}
    assert api.get("/search?q=恒润&limit=101").wrong == {"limit"}


def test_me_is_whose_token_it_is(api, world):
    me = api.get("/me").json
    assert (me["id"], me["name"], me["is_administrator"]) == (world.cast.seller.pk, "李薇", False)
    assert me["units"] == [{"id": world.cast.suzhou.pk, "name": "苏州"}]
    assert me["company"]["currency"] == "CNY"
    assert me["token"]["scopes"] == ["read", "write"]


def test_colleagues_are_listed_without_those_who_left(api, world):
    names = [one["name"] for one in api.get("/people").json["items"]]
    assert names == ["陈岚", "何静", "李薇", "路人", "孙倩", "赵航", "周启明"]
    assert set(api.get("/people").json["items"][0]) == {"id", "name"}
    assert api.get(f"/people/{world.cast.boss.pk}").json == {"id": world.cast.boss.pk, "name": "陈岚"}
    assert api.get(f"/people/{world.cast.left.pk}").status == 404


@pytest.fixture
def curtained(world):
    """李薇's role no longer shows phones and tier, and only shows the city."""
    Role.objects.filter(name="只看自己").update(
        fields={"party": {"phones": "hidden", "tier": "hidden", "city": "read", "tags": "hidden", "owner": "hidden"}}
    )
    return program_of(world.cast.seller)


def test_hidden_fields_are_nowhere(curtained, world):
    for path in (f"/parties/{world.firm.pk}", "/parties"):
        party = curtained.get(path).json
        party = party if "items" not in party else next(one for one in party["items"] if one["id"] == world.firm.pk)
        assert not {"phones", "tier", "tags", "owner"} & set(party)
        assert party["city"] == "苏州市"
    assert "phones" not in curtained.get(f"/contacts/{world.ma.pk}").json
    assert "phones" not in curtained.get("/contacts").json["items"][0]


def test_a_hidden_field_is_asked_for_in_vain(curtained, world):
    for question in ("phones=13800138000", "tier=A", "tags=x", "owner=1"):
        refused = curtained.get(f"/parties?{question}")
        unknown = curtained.get(f"/parties?{'nonsense' + '=1'}")
        assert refused.status == unknown.status == 422
        assert refused.json["errors"][0]["message"] == unknown.json["errors"][0]["message"]
    found = curtained.get("/parties?city=苏州")
    assert (found.status, [one["city"] for one in found.json["items"]]) == (200, ["苏州市"])


def test_a_hidden_name_hides_orders_and_references(world):
    Role.objects.filter(name="只看自己").update(fields={"party": {"name": "hidden", "last_contact_at": "hidden"}})
    caller = program_of(world.cast.seller)
    assert caller.get("/parties?sort=name").wrong == {"sort"}
    assert caller.get("/parties?sort=last_contact_at").wrong == {"sort"}
    assert world.firm.name not in caller.get(f"/contacts/{world.ma.pk}").content.decode()
    assert "马国栋" not in caller.get(f"/activities/{world.activity.pk}").content.decode()
    assert "马国栋" not in caller.get(f"/tasks/{world.step.pk}").content.decode()
    assert world.other.name not in caller.get(f"/parties/{world.firm.pk}/relations").content.decode()


def test_hidden_and_read_only_fields_are_not_written(curtained, world):
    path = f"/parties/{world.firm.pk}"
    version = curtained.get(path).json["version"]
    hidden = curtained.patch(path, {"tier": "B"}, version)
    assert (hidden.status, hidden.wrong) == (422, {"tier"})
    read_only = curtained.patch(path, {"city": "无锡", "note": "x"}, version)
    assert (read_only.status, read_only.wrong) == (403, {"city"})
    assert curtained.post("/parties", {"name": "甲", "phones": ["13800138001"]}).wrong == {"phones"}
    assert curtained.post("/parties", {"name": "甲", "city": "无锡"}).status == 403
    contact = curtained.get(f"/contacts/{world.ma.pk}").json
    assert curtained.patch(f"/contacts/{world.ma.pk}", {"phones": []}, contact["version"]).wrong == {"phones"}
    assert curtained.post(f"{path}/assignments", {"owner": world.cast.colleague.pk}).wrong == {"owner"}
    assert curtained.get(path).json["version"] == version
    assert curtained.post("/parties", {"name": "乙"}).status == 201
