"""Every door of the room, tried by someone who may, someone who may only look, and a stranger."""

import json

import pytest
from django.test import Client

from tests.cast import fresh
from tongxin.collab.access.models import Role
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.directory.activities.queries import timeline
from tongxin.directory.memory.actions import forget_fact, note_fact
from tongxin.directory.memory.models import Fact
from tongxin.directory.parties.actions import change_party

PIECE = {"HX-Request": "true"}


def knock(person: Person) -> Client:
    client = Client()
    client.force_login(fresh(person), backend="tongxin.collab.people.models.PersonBackend")
    return client


@pytest.fixture
def fact(firm) -> Fact:
    return note_fact(by=firm.seller, party=firm.zhang, kind="taboo", text="不吃香菜")


def form(firm, **more):
    return {"about": firm.zhang.pk, "kind": "likes", "text": "爱喝龙井", **more}


def test_a_fact_is_noted_on_the_customers_page_and_stands_there(firm):
    client = knock(firm.seller)
    answer = client.post(f"/customers/{firm.party.pk}/memory/", form(firm), headers=PIECE)
    told = json.loads(answer["HX-Trigger"])
    assert (answer.status_code, told["toast"]["text"]) == (204, "记住了：爱喝龙井")
    page = client.get(firm.party.get_absolute_url()).content.decode()
    assert "爱喝龙井" in page
    assert "记住了张三的喜好：爱喝龙井" in page
    assert client.post(told["toast"]["undo"], headers=PIECE).status_code == 204
    assert "爱喝龙井</a>" not in client.get(f"/customers/{firm.party.pk}/memory/").content.decode()


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("农历八月十五", "农历八月十五"),
        ("5-20", "5月20日"),
        ("1980/5/20", "1980年5月20日"),
        ("腊月三十", "农历腊月三十"),
    ],
)
def test_a_birthday_is_noted_as_it_was_said(firm, day, shown):
    client = knock(firm.seller)
    typed = form(firm, text="", day=day, occasion="birthday")
    assert client.post(f"/customers/{firm.party.pk}/memory/", typed, headers=PIECE).status_code == 204
    assert shown in client.get(f"/customers/{firm.party.pk}/memory/").content.decode()
    assert Fact.objects.get().kind == "date"


@pytest.mark.parametrize(
    "wrong",
    [{"text": ""}, {"day": "二月三十一日"}, {"day": "农历十三月初一"}, {"kind": "mood"}, {"about": "987654321"}],
)
def test_what_can_not_be_is_said_and_nothing_typed_is_lost(firm, wrong):
    answer = knock(firm.seller).post(
        f"/customers/{firm.party.pk}/memory/", form(firm, told_by="沈丽", **wrong), headers=PIECE
    )
    assert answer.status_code == 422
    assert "沈丽" in answer.content.decode()
    assert not Fact.objects.exists()


def test_one_tap_confirms_and_the_form_corrects(firm, fact):
    client = knock(firm.seller)
    assert client.post(f"/facts/{fact.pk}/confirmation/", headers=PIECE).status_code == 204
    typed = form(firm, kind="taboo", text="不吃香菜和蒜", version=Fact.objects.get().version)
    assert client.post(f"/facts/{fact.pk}/", typed, headers=PIECE).status_code == 204
    stale = client.post(f"/facts/{fact.pk}/", typed | {"text": "不吃鱼"}, headers=PIECE)
    assert stale.status_code == 422
    assert "不吃鱼" in stale.content.decode()
    assert Fact.objects.get().text == "不吃香菜和蒜"
    assert client.post(f"/facts/{fact.pk}/oblivion/", headers=PIECE).status_code == 204
    assert "不是这样" in client.get(f"/facts/{fact.pk}/").content.decode()


def test_without_scripts_the_same_forms_work(firm, fact):
    client = knock(firm.seller)
    assert client.post(f"/customers/{firm.party.pk}/memory/", form(firm)).status_code == 302
    assert client.post(f"/facts/{fact.pk}/confirmation/").status_code == 302
    assert client.get(f"/facts/{fact.pk}/").status_code == 200


@pytest.mark.parametrize("path", ["", "confirmation/", "oblivion/", "reversal/"])
def test_what_one_may_not_see_does_not_exist(firm, fact, path):
    for person in (firm.south, firm.stranger):
        client = knock(person)
        assert client.post(f"/facts/{fact.pk}/{path}", form(firm)).status_code == 404
        assert client.get(f"/facts/{fact.pk}/{path}").status_code in (404, 405)
    assert Client().get(f"/facts/{fact.pk}/")["Location"].startswith("/login/")
    assert Fact.objects.get().version == 1


def test_who_only_looks_may_note_and_confirm_but_not_correct(firm, fact):
    client = knock(firm.clerk)
    assert client.get(f"/facts/{fact.pk}/").status_code == 200
    assert client.post(f"/facts/{fact.pk}/", form(firm)).status_code == 403
    assert client.post(f"/facts/{fact.pk}/oblivion/").status_code == 403
    assert client.post(f"/facts/{fact.pk}/confirmation/").status_code == 302


def test_hidden_facts_leak_nowhere(firm, private):
    hidden = note_fact(by=firm.seller, party=firm.zhang, kind="health", text="花生过敏", customer=firm.party)
    forgotten = note_fact(by=firm.seller, party=firm.zhang, kind="family", text="女儿小雨", customer=firm.party)
    forget_fact(by=firm.seller, fact=forgotten)
    client, clerk = knock(firm.clerk), fresh(firm.clerk)
    pages = [
        f"/customers/{firm.party.pk}/",
        f"/customers/{firm.zhang.pk}/",
        f"/customers/{firm.party.pk}/memory/",
        "/search/?q=花生",
        "/today/",
    ]
    for path in pages:
        shown = client.get(path).content.decode()
        assert "过敏" not in shown
        assert "小雨" not in shown
        assert 'value="health"' not in shown
    assert client.get(f"/facts/{hidden.pk}/").status_code == 404
    assert all("过敏" not in item.sentence for item in timeline(clerk, firm.party).items)
    assert not Fact.objects.visible_to(clerk).filter(matching(clerk, "fact", "花生")).exists()
    seller = fresh(firm.seller)
    assert Fact.objects.visible_to(seller).filter(matching(seller, "fact", "花生")).exists()
    assert any("花生过敏" in item.sentence for item in timeline(seller, firm.party).items)


def test_a_fact_is_found_by_its_words(firm, fact):
    assert fact.get_absolute_url() in knock(firm.seller).get("/search/?q=香菜").content.decode()
    assert fact.get_absolute_url() not in knock(firm.south).get("/search/?q=香菜").content.decode()


def test_a_birthday_on_file_goes_into_the_card_unless_it_is_hidden(firm, cast):
    change_party(by=firm.seller, party=firm.zhang, birthday="1984-05-20")
    card = f"/customers/{firm.party.pk}/card.vcf"
    assert "BDAY:1984-05-20" in knock(firm.seller).get(card).content.decode()
    role = Role.objects.get(name="只看")
    role.fields = {"party": {"birthday": "hidden"}}
    role.save()
    assert "BDAY" not in knock(firm.clerk).get(card).content.decode()


def test_the_form_comes_when_it_is_opened(firm):
    client, address = knock(firm.seller), f"/customers/{firm.party.pk}/memory/"
    page = client.get(firm.party.get_absolute_url()).content.decode()
    assert f'hx-get="{address}?form"' in page
    for told in (page, client.get(address, headers=PIECE).content.decode()):
        assert "new_fact_text" not in told
    piece = client.get(f"{address}?form", headers=PIECE).content.decode()
    assert "new_fact_text" in piece
    assert "<html" not in piece
    alone = client.get(f"{address}?form").content.decode()
    assert "new_fact_text" in alone
    assert "<html" in alone
    wrong = client.post(address, form(firm, text=""), headers=PIECE)
    assert wrong.status_code == 422
    assert "new_fact_text" in wrong.content.decode()
