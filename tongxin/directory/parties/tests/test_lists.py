"""The list of customers from every angle: conditions, views, columns, groups, board – and what is hidden, everywhere."""

import json
import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, fresh
from tests.recall import Recalled
from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.collab.access.actions import save_role, share_record
from tongxin.collab.access.models import Role, Scope
from tongxin.collab.people.models import Person
from tongxin.collab.views.actions import save_view
from tongxin.directory.activities.actions import note_activity
from tongxin.directory.parties.actions import add_contact, create_party, join_team, set_tags
from tongxin.directory.parties.models import Party

DECIDER = {"field": "contacts", "op": "has", "value": {"and": [{"field": "role", "op": "eq", "value": "decider"}]}}
VISIT = {"and": [{"field": "activity_kind", "value": "visit"}, {"field": "at", "op": "last_n_days", "value": 60}]}
NOT_VISITED = {"field": "activities", "op": "has_no", "value": VISIT}


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(fresh(person))
    return client


def address(*parts: object, **more: str) -> str:
    asked = {"filter": json.dumps({"v": 1, "and": list(parts)}), **more} if parts else more
    return f"/customers/?{urlencode(asked)}"


def names(client: Client, url: str) -> list[str]:
    return [row.record.name for row in client.get(url).context["rows"]]


def three_customers(cast: Cast) -> dict[str, Party]:
    """Three customers of one seller: visited lately, visited long ago, without a decider."""
    made = {}
    for name, tier, city in (("甲泵业", "A", "苏州市"), ("乙水务", "B", "无锡市"), ("丙化工", "A", "苏州")):
        made[name] = create_party(by=cast.seller, name=name, tier=tier, city=city, industry="制造")
    for name, role in (("甲泵业", "decider"), ("乙水务", "decider"), ("丙化工", "user")):
        add_contact(by=cast.seller, party=made[name], name=f"{name[0]}经理", role=role)
    for name, days in (("甲泵业", 5), ("乙水务", 90)):
        note_activity(by=cast.seller, kind="visit", party=made[name], text="现场", at=now() - timedelta(days=days))
    return made


_recalled = Recalled(three_customers)


@pytest.fixture
def customers(cast: Cast) -> dict[str, Party]:
    """The three of them, as they were made first."""
    return _recalled(cast)


def test_conditions_go_across_relations(cast: Cast, customers: dict[str, Party]) -> None:
    client = enter(cast.seller)
    assert names(client, address(DECIDER, NOT_VISITED)) == ["乙水务"]
    assert set(names(client, address(NOT_VISITED))) == {"丙化工", "乙水务"}
    assert set(names(client, address({"not": {"or": [NOT_VISITED, {"field": "tier", "value": "B"}]}}))) == {"甲泵业"}
    assert names(enter(cast.south), address(DECIDER)) == []


def test_a_condition_on_roles_asks_all_parties(cast: Cast, customers: dict[str, Party]) -> None:
    create_party(by=cast.seller, name="丁供应", roles=["supplier"])
    client = enter(cast.seller)
    assert "丁供应" not in names(client, "/customers/")
    assert names(client, address({"field": "is_supplier", "value": True})) == ["丁供应"]
    assert names(client, "/customers/?role=supplier") == ["丁供应"]


def test_a_place_is_meant_however_it_is_written(cast: Cast, customers: dict[str, Party]) -> None:
    for city in ("苏州", "苏州市"):
        assert set(names(enter(cast.seller), f"/customers/?city={city}")) == {"甲泵业", "丙化工"}


@pytest.mark.parametrize("path", ["filter", "columns", "page"])
def test_what_makes_no_sense_is_refused_in_words(cast: Cast, customers: dict[str, Party], path: str) -> None:
    deep = "".join('{"not":' for _ in range(1000)) + '{"field":"city","op":"empty"}' + "}" * 1000
    asked = {
        "filter": ["{", '{"v":2,"and":[]}', '{"v":1,"and":[' + deep + "]}", '{"v":1,"and":[{"field":"nope"}]}'],
        "columns": ["nope,tier", "x" * 900],
        "page": ["x", "[]"],
    }[path]
    for text in asked:
        page = enter(cast.seller).get(
            f"/customers/?{urlencode({path if path != 'page' else 'after': text})}", follow=True
        )
        assert page.status_code == 200
        if path == "filter":
            assert page.context["rows"] == []
            assert page.context["look"].problem in page.content.decode()


def build(client: Client, form: dict[str, object], here: str = "") -> object:
    return client.post(reverse("list-conditions", args=["party"]), {"here": here, "c:joint": "and", **form})


def test_conditions_are_built_in_words_and_shown(cast: Cast, customers: dict[str, Party]) -> None:
    client = enter(cast.seller)
    form: dict[str, object] = {"c0:field": "contacts", "c0:op": "has"}
    page = build(client, form)
    assert "c0.0:field" in page.content.decode()  # type: ignore[attr-defined]  # a response
    form |= {"c0:joint": "and", "c0.0:field": "role", "c0.0:op": "eq", "c0.0:value": "decider", "do": "apply"}
    form |= {"c1:field": "tier", "c1:op": "in", "c1:value": ["B", ""]}
    answer = build(client, form, "q=&sort=-name&columns=city")
    url = answer["Location"]  # type: ignore[index]  # as above
    assert names(client, url) == ["乙水务"]
    assert "sort=-name" in url
    assert "columns=city" in url
    again = client.get(url.replace("/customers/", reverse("list-conditions", args=["party"]))).content.decode()
    assert '<option value="decider" selected>' in again


def test_a_wrong_value_is_said_at_its_line(cast: Cast) -> None:
    form = {"c0:field": "birthday", "c0:op": "eq", "c0:value": "昨天", "do": "apply"}
    answer = build(enter(cast.seller), form)
    assert answer.status_code == 422  # type: ignore[attr-defined]  # a response
    assert "“昨天”" in answer.content.decode()  # type: ignore[attr-defined]  # as above


def test_columns_are_chosen_and_moved(cast: Cast, customers: dict[str, Party]) -> None:
    client, url = enter(cast.seller), reverse("list-columns", args=["party"])
    chosen = {"columns": ["tier", "city", "phones"], "here": "city=苏州"}
    moved = client.post(url, {**chosen, "do": "up:city"})
    assert [key for key, _label in moved.context["chosen"]] == ["city", "tier", "phones"]
    answer = client.post(url, {**chosen, "do": "", "group": "tier", "sort": "-city"})
    page = client.get(answer["Location"])
    assert [str(head.label) for head in page.context["heads"]] == ["等级", "城市", "电话"]
    assert len(page.context["rows"]) == 2
    assert client.post(url, {**chosen, "do": "usual"})["Location"].endswith("?city=%E8%8B%8F%E5%B7%9E")


@pytest.mark.parametrize("shape", ["", "cards"])
def test_rows_are_grouped_with_their_numbers(cast: Cast, customers: dict[str, Party], shape: str) -> None:
    answer = enter(cast.seller).get(f"/customers/?group=tier&shape={shape}&sort=-name")
    rows = answer.context["rows"]
    assert re.findall(r'<(?:th|h2)[^>]*>([AB]) <span class="n">(\d)', answer.content.decode()) == [
        ("A", "2"),
        ("B", "1"),
    ]
    assert [(row.heading, row.number) for row in rows if row.heading] == [("A", "2"), ("B", "1")]
    assert [row.record.tier for row in rows] == ["A", "A", "B"]


@pytest.mark.parametrize("group", ["", "tier", "owner", "kind", "region"])
def test_a_board_has_a_lane_for_each_value_and_all_rows(cast: Cast, customers: dict[str, Party], group: str) -> None:
    create_party(by=cast.seller, name="无等级")
    board = enter(cast.seller).get(f"/customers/?shape=board&group={group}").context["board"]
    assert sum(int(lane.number) for lane in board.lanes) == 4
    assert sum(len(lane.cards) for lane in board.lanes) == 4
    for lane in board.lanes:
        assert len(names(enter(cast.seller), "/customers/" + lane.url)) == int(lane.number)


def test_who_leads_a_part_gets_the_lanes_of_it_and_of_what_was_shared(cast: Cast) -> None:
    make_parties = {"华东": cast.seller, "华南": cast.south, "西北": cast.south}
    made = {region: create_party(by=who, name=f"{region}泵业", region=region) for region, who in make_parties.items()}
    create_party(by=cast.seller, name="无区域泵业")
    share_record(by=cast.south, on=Subject("party", made["西北"].pk), with_whom=cast.manager)
    lanes = enter(cast.manager).get("/customers/?shape=board&group=region").context["board"].lanes
    assert [lane.value for lane in lanes] == ["华东", "西北", ""]


def test_a_lane_shows_a_few_and_leads_to_all(cast: Cast) -> None:
    for number in range(25):
        create_party(by=cast.seller, name=f"客户{number:02d}", tier="A")
    [lane] = enter(cast.seller).get("/customers/?shape=board&group=tier").context["board"].lanes
    assert (len(lane.cards), lane.number, lane.has_more) == (20, "25", True)


def test_any_allowed_order_walks_through_all_rows_once(cast: Cast) -> None:
    for number in range(170):
        create_party(by=cast.seller, name=f"客户{number:03d}", tier="AB"[number % 2] if number % 3 else "")
    client = enter(cast.seller)
    for query in ("sort=-tier", "sort=owner", "sort=-created_at", "group=tier&sort=-name", "group=owner"):
        url, seen = f"?{query}", []
        while url:
            page = client.get("/customers/" + url)
            seen += [row.record.pk for row in page.context["rows"]]
            url = page.context["page"]["next_url"]
        assert len(seen) == len(set(seen)) == 170, query


def test_a_view_of_the_firm_shows_each_what_they_may_see(cast: Cast, customers: dict[str, Party]) -> None:
    create_party(by=cast.south, name="珠江阀门", tier="A")
    data = {
        "v": 1,
        "and": [{"field": "tier", "op": "eq", "value": "A"}, {"field": "silent", "op": "older_than_days", "value": 30}],
    }
    view = save_view(by=cast.boss, kind="party", name="重点", filter=data, columns=["city"], sharing="firm")
    for who, found in ((cast.seller, {"丙化工"}), (cast.south, {"珠江阀门"}), (cast.boss, {"丙化工", "珠江阀门"})):
        page = enter(who).get("/customers/" + view.query)
        assert {row.record.name for row in page.context["rows"]} == found
        assert [tab.view.name for tab in page.context["saved_tabs"] if tab.current] == ["重点"]


def hide(cast: Cast, *fields: str) -> Client:
    for role in Role.objects.all():
        if role.name != "管理员":
            save_role(by=cast.boss, role=role, fields={"party": dict.fromkeys(fields, "hidden")})
    return enter(cast.seller)


HIDDEN = {"tier": "A", "city": "苏州市", "owner": "李薇", "tags": "机密"}


@pytest.mark.parametrize("field", list(HIDDEN))
def test_a_hidden_field_is_absent_from_every_channel(cast: Cast, customers: dict[str, Party], field: str) -> None:
    set_tags(by=cast.seller, party=customers["甲泵业"], names=["机密"])
    view = save_view(
        by=cast.boss,
        kind="party",
        name="全部",
        filter={"v": 1, "and": [{"field": field, "op": "filled"}]},
        sort=field,
        group=field,
        columns=[field, "industry"],
        sharing="firm",
    )
    client = hide(cast, field)
    plain = names(client, "/customers/")
    assert client.get(address({"field": field, "op": "filled"})).context["rows"] == [], "filter"
    assert client.get(address({"not": {"field": field, "op": "filled"}})).context["rows"] == [], "contrary"
    assert names(client, f"/customers/?sort=-{field}") == plain, "order"
    assert not any(row.heading for row in client.get(f"/customers/?group={field}").context["rows"]), "group"
    assert client.get(f"/customers/?columns={field},industry").context["width"] == 3, "column"
    board = client.get(f"/customers/?shape=board&group={field}").context["board"]
    assert board.label != str(Party._meta.get_field("tier").verbose_name) or field != "tier", "lanes"
    for url in (reverse("list-conditions", args=["party"]), reverse("list-columns", args=["party"])):
        assert f'value="{field}"' not in client.get(url).content.decode(), "choices"
    shown = client.get("/customers/" + view.query)
    assert shown.context["rows"] == []
    assert "视图没法照原样显示" in shown.content.decode()
    assert len(names(client, "/customers/" + shown.context["readable_url"])) == 3, "the rest of the view"
    text = b"".join(client.get(f"/lists/party/export/?format=csv&columns={field},industry"))  # type: ignore[arg-type]  # a stream
    assert text.decode().splitlines()[0].count(",") == 1, "export"
    assert field == "owner" or HIDDEN[field] not in text.decode()


def test_an_export_has_the_columns_of_the_list(cast: Cast, customers: dict[str, Party]) -> None:
    url = "/lists/party/export/?format=csv&columns=tier,city,last_contact_at&city=苏州"
    text = b"".join(enter(cast.seller).get(url)).decode("utf-8-sig")  # type: ignore[arg-type]  # a stream
    head, *rows = text.splitlines()
    assert head == "名称,等级,城市,最近联系"
    assert sorted(row.split(",")[:3] for row in rows) == [["丙化工", "A", "苏州市"], ["甲泵业", "A", "苏州市"]]


def test_a_cell_is_edited_in_its_place_with_undo(cast: Cast, customers: dict[str, Party]) -> None:
    client, url = enter(cast.seller), reverse("list-cell", args=["party", customers["甲泵业"].pk, "tier"])
    assert f'data-edit="{url}"' in client.get("/customers/").content.decode()
    assert 'value="A"' in client.get(url).content.decode()
    answer = client.post(url, {"value": "C", "was": "A"})
    assert '<span class="grade">C</span>' in answer.content.decode()
    client.post(json.loads(answer["HX-Trigger"])["toast"]["undo"])
    assert Party.objects.get(pk=customers["甲泵业"].pk).tier == "A"
    refused = client.post(url, {"value": "D", "was": "Z"})
    assert refused.status_code == 422
    assert "这里" in json.loads(refused["HX-Trigger"])["toast"]["text"]
    assert 'name="was" value="A"' in refused.content.decode(), "who saves once more knows what they overwrite"
    assert client.post(url, {"value": "x" * 99}).status_code == 422


def test_a_cell_is_closed_to_those_who_may_not_change_it(cast: Cast, customers: dict[str, Party]) -> None:
    party = customers["甲泵业"]
    url = reverse("list-cell", args=["party", party.pk, "tier"])
    assert "data-edit" not in enter(cast.clerk).get("/customers/").content.decode()
    for who, status in ((cast.clerk, 403), (cast.south, 404), (cast.stranger, 404)):
        assert enter(who).post(url, {"value": "C"}).status_code == status
    assert enter(cast.seller).get(reverse("list-cell", args=["party", party.pk, "uscc"])).status_code == 404
    assert hide(cast, "tier").get(url).status_code == 404
    assert Party.objects.get(pk=party.pk).tier == "A"


def test_what_asks_other_tables_is_counted_for_who_asks(
    cast: Cast, customers: dict[str, Party], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number would take many times what the page takes; plain conditions are counted at once."""
    monkeypatch.setattr("tongxin.collab.views.views.listing.SIZE", 1)
    client = enter(cast.seller)
    page = client.get(address(DECIDER)).context["page"]
    assert "共" not in page["summary"]
    assert client.get(page["count_url"]).content.decode() == "<span>共 2 条</span>"
    assert "count_url" not in client.get("/customers/?tier=A").context["page"]
    assert "2" in client.get("/customers/?tier=A").context["page"]["summary"]
    assert enter(cast.south).get(page["count_url"]).content.decode() == "<span>共 0 条</span>"


def test_who_sees_many_walks_the_list_and_finds_the_same(
    cast: Cast, customers: dict[str, Party], monkeypatch: pytest.MonkeyPatch
) -> None:
    late = {"field": "note", "op": "contains", "value": "a"}
    addresses = [
        "/customers/",
        "/customers/?tier=A",
        address(NOT_VISITED),
        address({"not": late}),
        "/customers/?shape=board",
    ]
    far = create_party(by=cast.south, name="珠江阀门", tier="A")
    join_team(by=cast.boss, party=far, person=cast.seller)

    def seen() -> list[object]:
        found: list[object] = []
        for person in (cast.manager, cast.seller):
            found += [names(enter(person), one) for one in addresses[:4]]
            board = enter(person).get(addresses[4]).context["board"]
            found.append([(lane.title, lane.number, len(lane.cards)) for lane in board.lanes])
        return found

    gathered = seen()
    monkeypatch.setattr("tongxin.base.filters.steering.FEW", 0)
    assert seen() == gathered
    monkeypatch.setattr("tongxin.collab.views.views.board.COUNTED", 0)  # lanes of many are met along the order
    assert seen() == gathered
    for soon in (0, 500):
        monkeypatch.setattr("tongxin.directory.parties.queries.listing._SOON", dict.fromkeys(Scope, soon))
        assert seen() == gathered
    monkeypatch.setattr("tongxin.collab.views.queries.lanes._TALLIED", 0)
    assert seen() == gathered
    assert gathered[4] == [("A", "2", 2), ("B", "1", 1)]
