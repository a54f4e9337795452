"""Lists of what happened and of what is planned: asked, changed, moved and taken back as lists of customers are."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import fresh
from tongxin.base.money import Money
from tongxin.collab.access.actions import save_role
from tongxin.collab.access.models import Role
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions import finish_step, note_activity, plan_step
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.activities.tests.firm import Firm

pytestmark = pytest.mark.django_db


def knock(person: Person) -> Client:
    client = Client()
    client.force_login(fresh(person))
    return client


def shown(client: Client, url: str) -> list[str]:
    return [row.record.text for row in client.get(url).context["rows"]]


def undo_of(answer: object) -> str:
    return json.loads(answer["HX-Trigger"])["toast"]["undo"]  # type: ignore[index]  # a response


@pytest.fixture
def noted(firm: Firm) -> list[Activity]:
    """Two visits and a call."""
    made = []
    for kind, text, minutes in (("visit", "看现场", 40), ("visit", "谈价", 20), ("call", "催款", None)):
        made.append(note_activity(by=firm.seller, party=firm.party, kind=kind, text=text, minutes=minutes))
    Activity.objects.filter(pk=made[0].pk).update(amount=1_250_000, currency="CNY")
    return made


def test_activities_are_asked_by_what_they_and_their_customers_are(firm: Firm, noted: list[Activity]) -> None:
    client = knock(firm.seller)
    assert set(shown(client, "/activities/?activity_kind=visit")) == {"看现场", "谈价"}
    assert shown(client, f"/activities/?customer_name={firm.party.name}&activity_kind=call") == ["催款"]
    assert shown(client, "/activities/?customer_tier=Z") == []
    assert shown(knock(firm.south), "/activities/") == []
    assert 'type="search"' in client.get("/activities/").content.decode()
    assert 'type="search"' not in client.get("/steps/").content.decode()
    Role.objects.filter(name="只看自己").update(fields={"party": {"tier": "hidden"}})
    page = knock(firm.seller).get('/activities/?filter={"v":1,"and":[{"field":"customer_tier","op":"empty"}]}')
    assert page.context["look"].problem


def test_numbers_and_money_are_added_up_for_all_and_for_groups(firm: Firm, noted: list[Activity]) -> None:
    page = knock(firm.seller).get("/activities/?columns=minutes,amount&group=activity_kind")
    assert [head.total for head in page.context["heads"]] == ["60", "¥12,500"]
    assert {row.heading: (row.number, "60" in row.added) for row in page.context["rows"] if row.heading} == {
        "拜访": ("2", True),
        "电话": ("1", False),
    }
    assert knock(firm.south).get("/activities/?columns=minutes").context["rows"] == []


def test_a_card_is_moved_by_the_ordinary_action_and_back(firm: Firm, noted: list[Activity]) -> None:
    client, url = knock(firm.seller), reverse("list-cell", args=["activity", noted[2].pk, "activity_kind"])
    board = client.get("/activities/?shape=board&group=activity_kind").content.decode()
    assert f'data-move="{url}"' in board
    stale = client.post(url, {"value": "visit", "was": "meeting", "lane": "1"}, headers={"HX-Request": "true"})
    assert (stale.status_code, Activity.objects.get(pk=noted[2].pk).kind) == (422, "call")
    moved = client.post(url, {"value": "visit", "was": "call", "lane": "1"}, headers={"HX-Request": "true"})
    assert (moved.status_code, Activity.objects.get(pk=noted[2].pk).kind) == (204, "visit")
    assert knock(firm.boss).post(undo_of(moved)).status_code == 404
    assert client.post(undo_of(moved)).status_code == 204
    assert Activity.objects.get(pk=noted[2].pk).kind == "call"
    assert knock(firm.south).post(url, {"value": "visit", "lane": "1"}).status_code == 404


def test_many_are_changed_at_once_all_or_none(firm: Firm, noted: list[Activity]) -> None:
    client, url = knock(firm.seller), reverse("list-deed", args=["activity", "fact"])
    form = {"ids": [one.pk for one in noted], "field": "minutes", "value": "x"}
    assert client.post(url, form, headers={"HX-Request": "true"}).status_code == 422
    done = client.post(url, {**form, "value": "15"}, headers={"HX-Request": "true"})
    assert set(Activity.objects.values_list("minutes", flat=True)) == {15}
    assert client.post(undo_of(done)).status_code == 204
    assert sorted(Activity.objects.values_list("minutes", flat=True), key=str) == [20, 40, None]


def test_steps_stand_by_day_and_change_hands(firm: Firm) -> None:
    today = timezone.localdate()
    later = plan_step(by=firm.seller, party=firm.party, kind="call", text="回访", due=today + timedelta(days=3))
    soon = plan_step(by=firm.seller, party=firm.party, kind="visit", text="带样品", due=today)
    ended = plan_step(by=firm.seller, party=firm.party, kind="call", text="报价", due=today)
    finish_step(by=firm.seller, step=ended)
    client = knock(firm.seller)
    assert shown(client, "/steps/") == ["带样品", "回访"]
    assert shown(client, '/steps/?filter={"v":1,"and":[{"field":"done_at","op":"filled"}]}') == ["报价"]
    url = reverse("list-cell", args=["step", later.pk, "step_owner"])
    moved = client.post(
        url, {"value": firm.boss.pk, "was": firm.seller.pk, "lane": "1"}, headers={"HX-Request": "true"}
    )
    assert (moved.status_code, Step.objects.get(pk=later.pk).owner) == (204, firm.boss)
    client.post(undo_of(moved))
    assert Step.objects.get(pk=later.pk).owner == firm.seller
    day = reverse("list-cell", args=["step", soon.pk, "due_on"])
    assert client.post(day, {"value": "2027-01-02", "was": today.isoformat()}).status_code == 200
    assert Step.objects.get(pk=soon.pk).due_on.isoformat() == "2027-01-02"


def test_a_list_is_taken_out_with_the_columns_it_shows(firm: Firm, noted: list[Activity]) -> None:
    answer = knock(firm.seller).get(reverse("list-export", args=["activity"]) + "?format=csv&columns=customer,minutes")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]  # a stream
    assert lines[0].count(",") == 2
    assert any(f"{firm.party.name},40" in line for line in lines[1:])
    assert str(Money(1_250_000, "CNY")) not in "".join(lines)


def test_a_hidden_customer_field_is_no_condition(firm: Firm, noted: list[Activity]) -> None:
    role = Role.objects.get(name="只看自己")
    save_role(by=firm.boss, role=role, fields={"party": {"city": "hidden", "owner": "hidden"}})
    form = knock(firm.seller).get(reverse("list-conditions", args=["activity"])).content.decode()
    assert "customer_city" not in form
    assert "customer_owner" not in form
    assert "customer_tier" in form
