"""The list of people at customers: asked, grouped, changed in place and many at once, taken out and brought back."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, fresh
from tongxin.collab.fields.actions import define_field
from tongxin.directory.parties.actions import add_contact, create_party
from tongxin.directory.parties.models import Contact, Party

pytestmark = pytest.mark.alike


def enter(person: Any) -> Client:
    client = Client()
    client.force_login(fresh(person))
    return client


def names(client: Client, asked: object = None, **more: str) -> list[str]:
    data = {"filter": json.dumps({"v": 1, "and": [asked]}), **more} if asked else more
    return [row.record.name for row in client.get("/contacts/", data).context["rows"]]


@pytest.fixture
def people(cast: Cast) -> dict[str, Contact]:
    """Two at a firm of the north, one who works in the south as well, and somebody of no firm."""
    north = create_party(by=cast.seller, name="甲泵业", tier="A")
    south = create_party(by=cast.south, name="南方水务")
    made = {
        "马国栋": add_contact(by=cast.seller, party=north, name="马国栋", title="总经理", role="decider", points={"phone": ["13700137000"]}),
        "李工": add_contact(by=cast.seller, party=north, name="李工", title="工程师", role="technical"),
        "陈东": add_contact(by=cast.south, party=south, name="陈东", role="decider"),
    }  # fmt: skip
    Contact.objects.create(party=south, person=made["李工"].person, title="顾问", added_at=made["李工"].added_at)
    create_party(by=cast.seller, name="独行侠", kind="person", roles=[])
    return made


def test_everybody_in_sight_stands_once_with_the_places_in_sight(cast: Cast, people: dict[str, Contact]) -> None:
    page = enter(cast.seller).get("/contacts/")
    assert {row.record.name for row in page.context["rows"]} == {"马国栋", "李工", "独行侠"}
    text = page.content.decode()
    assert text.count(">李工<") == 1
    assert "甲泵业" in text
    assert "南方水务" not in text, "a place out of sight does not exist"
    both = enter(cast.boss).get("/contacts/").content.decode()
    assert "甲泵业" in both
    assert "南方水务" in both


def test_people_are_asked_by_themselves_their_place_and_their_customer(cast: Cast, people: dict[str, Contact]) -> None:
    seller, boss = enter(cast.seller), enter(cast.boss)
    assert names(boss, {"field": "role", "value": "decider"}) == ["陈东", "马国栋"]
    assert names(seller, {"field": "customer_tier", "value": "A"}) == ["李工", "马国栋"]
    assert names(seller, {"field": "firm", "op": "empty"}) == ["独行侠"]
    assert names(seller, {"field": "customer_name", "op": "contains", "value": "南方"}) == []
    assert names(seller, {"field": "phones", "op": "contains", "value": "137000"}) == ["马国栋"]
    assert names(seller, group="role") == ["马国栋", "李工", "独行侠"]
    lanes = enter(cast.boss).get("/contacts/?shape=board").context["board"].lanes
    assert next((lane.title, lane.number) for lane in lanes) == ("拍板", "2")


def test_a_place_is_changed_in_its_cell_and_back(cast: Cast, people: dict[str, Contact]) -> None:
    client, place = enter(cast.seller), people["马国栋"]
    url = reverse("list-cell", args=["contact", place.person_id, "title"])
    assert 'value="总经理"' in client.get(url).content.decode()
    done = client.post(url, {"value": "董事长", "was": "总经理"})
    assert "董事长" in done.content.decode()
    client.post(json.loads(done["HX-Trigger"])["toast"]["undo"])
    place.refresh_from_db()
    assert place.title == "总经理"
    assert enter(cast.south).post(url, {"value": "x"}).status_code == 404
    lonely = Party.objects.get(name="独行侠")
    refused = client.post(reverse("list-cell", args=["contact", lonely.pk, "title"]), {"value": "x"})
    assert refused.status_code == 422


def test_many_get_a_field_of_the_firm_and_lose_it_again(cast: Cast, people: dict[str, Contact]) -> None:
    field = define_field(by=cast.boss, kind="party", label="爱喝什么", type="text", only_for="person")
    client = enter(cast.seller)
    picked = {"ids": [people["马国栋"].person_id, people["李工"].person_id], "field": field.key, "value": "龙井"}
    done = client.post(reverse("list-deed", args=["contact", "fact"]), picked, headers={"HX-Request": "true"})
    assert names(client, {"field": field.key, "value": "龙井"}) == ["李工", "马国栋"]
    assert "龙井" in client.get(f"/contacts/?columns=firm,{field.key}").content.decode()
    client.post(json.loads(done["HX-Trigger"])["toast"]["undo"])
    assert names(client, {"field": field.key, "value": "龙井"}) == []


def test_a_list_of_people_is_taken_out_with_its_columns(cast: Cast, people: dict[str, Contact]) -> None:
    asked = {"format": "csv", "columns": "firm,title,phones,role"}
    answer = enter(cast.boss).get(reverse("list-export", args=["contact"]), asked)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(text)))
    ma = next(row for row in rows if row["联系人"] == "马国栋")
    assert (ma["客户名称"], ma["职务"], ma["决策角色"]) == ("甲泵业", "总经理", "拍板")
    assert ma["联系人手机"].replace(" ", "").endswith("13700137000")
