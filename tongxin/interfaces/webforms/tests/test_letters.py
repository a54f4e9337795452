"""What a visitor wrote stands on the customer's page, where field rights and masks hold; the timeline only tells that somebody wrote."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, fresh
from tongxin.base.clock import now
from tongxin.collab.access.models import Assignment
from tongxin.collab.people.actions import create_token
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import search
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.models import Reveal
from tongxin.interfaces.webforms.actions import save_form, take_entry
from tongxin.interfaces.webforms.models import Entry

WHOLE = ["139 5123 4567", "13951234567", "0512 6655 8899", "ma@hengrun.example", "ma_zhiyuan_wx"]
SAID = {
    "name": "马志远",
    "company": "苏州恒润精密机械有限公司",
    "phone": "139 5123 4567",
    "email": "ma@hengrun.example",
    "wechat": "ma_zhiyuan_wx",
    "message": "想要 DN50 闸阀的报价，打 0512 6655 8899 或 13951234567，也可以写 ma@hengrun.example，微信 ma_zhiyuan_wx",
}


@pytest.fixture
def entry(cast: Cast) -> Entry:
    """Written by somebody of a customer of 李薇 whom the firm knows."""
    create_party(by=cast.seller, name=SAID["company"])
    asks = ["company", "phone", "email", "wechat", "message"]
    form = save_form(by=cast.boss, name="官网", heading="联系我们", asks=asks, owner=cast.seller)
    taken = take_entry(form=form, values=SAID, agreed=False, address="10.9.8.7", seconds=20)
    assert (taken.outcome, taken.party and taken.party.owner) == ("known", cast.seller)
    return taken


def with_rights(person: Person, right: str) -> Person:
    role = Assignment.objects.get(person=person).role
    role.fields = {"party": dict.fromkeys(("phones", "emails", "wechats"), right)}
    role.can_export = True
    role.save()
    return fresh(person)


def pages(person: Person, party: Party) -> dict[str, str]:
    client = Client()
    client.force_login(person)
    _token, secret = create_token(by=person, person=person, name=now().isoformat())
    bearer = {"authorization": f"Bearer {secret}"}
    found = {
        "record": client.get(party.get_absolute_url()),
        "timeline": client.get(reverse("customer_timeline", args=[party.pk])),
        "activities": client.get(reverse("activities")),
        "steps": client.get(reverse("steps")),
        "today": client.get(reverse("today")),
        "export": client.get(reverse("list-export", args=["activity"]) + "?format=csv"),
        "REST": client.get("/api/v1/activities", headers=bearer),
        "REST history": client.get(f"/api/v1/parties/{party.pk}/timeline", headers=bearer),
    }
    return {
        name: (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        for name, answer in found.items()
    }


@pytest.mark.parametrize("right", ["hidden", "masked"])
def test_no_page_shows_what_field_rights_keep(cast: Cast, entry: Entry, right: str) -> None:
    assert entry.party is not None
    told = pages(with_rights(cast.seller, right), entry.party)
    assert {name: one for name, text in told.items() for one in WHOLE if one in text} == {}
    assert [hit for one in WHOLE for hit in search(cast.boss, one)] == [], "nobody finds the words by the number"
    assert "有访客通过“官网”留言" in told["timeline"]
    assert "想要 DN50 闸阀的报价" in told["record"]
    assert ("139****4567" in told["record"]) == (right == "masked")


def test_who_may_see_reads_all_of_it_on_the_customers_page(cast: Cast, entry: Entry) -> None:
    assert entry.party is not None
    record = pages(cast.seller, entry.party)["record"]
    assert [one for one in WHOLE if one not in record] == []


def test_a_look_behind_the_mask_is_written_down_and_only_for_customers_in_sight(cast: Cast, entry: Entry) -> None:
    address, client = reverse("reveal_answer", args=[entry.pk]), Client()
    client.force_login(with_rights(cast.seller, "masked"))
    assert "139 5123 4567" in client.post(address, {"field": "phone"}).content.decode()
    look = Reveal.objects.get()
    assert (look.person, look.party_id, look.field) == (cast.seller, entry.party_id, "phones")
    assert client.post(address, {"field": "message"}).status_code == 403
    client.force_login(with_rights(cast.south, "masked"))
    assert client.post(address, {"field": "phone"}).status_code == 404
    assert Reveal.objects.count() == 1


@pytest.mark.parametrize("right", ["hidden", "masked"])
def test_a_lead_keeps_the_whole_of_it_only_where_rights_hold(cast: Cast, right: str) -> None:
    asks = ["company", "phone", "email", "wechat", "message"]
    form = save_form(by=cast.boss, name="官网", heading="联系我们", asks=asks, owner=cast.seller, makes_leads=True)
    entry = take_entry(form=form, values=SAID, agreed=False, address="10.9.8.7", seconds=20)
    assert entry.lead is not None
    client, number = Client(), entry.lead_id
    addresses = [entry.lead.get_absolute_url(), "/leads/?columns=about", f"/leads/{number}/conversion/"]

    def told() -> str:
        return "".join(client.get(address).content.decode() for address in addresses)

    client.force_login(cast.seller)
    assert [one for one in WHOLE if one not in told()] == []
    client.force_login(with_rights(cast.seller, right))
    assert [one for one in WHOLE if one in told()] == []
    assert "想要 DN50 闸阀的报价，打 **** 或 ****" in told()
    look = client.post(reverse("reveal_answer", args=[entry.pk]), {"field": "phone"})
    assert (look.status_code, "139 5123 4567" in look.content.decode()) == (
        (200, True) if right == "masked" else (403, False)
    )
    client.force_login(with_rights(cast.south, right))
    assert client.post(reverse("reveal_answer", args=[entry.pk]), {"field": "phone"}).status_code == 404
