"""Quick add remembers what a sentence tells of people, and takes it back with the sentence."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import fresh
from tongxin.base.clock import now
from tongxin.collab.access.models import Role
from tongxin.directory.activities.actions import Said, delete_activity, plan_step, restore_activity, write_down
from tongxin.directory.activities.models import Activity
from tongxin.directory.activities.queries.remembering import remembering
from tongxin.directory.memory.models import Fact

PIECE = {"HX-Request": "true"}


def remembered() -> list[tuple[str, str, str]]:
    return [(fact.party.name, fact.kind, str(fact)) for fact in Fact.objects.living().order_by("id")]


def test_a_sentence_becomes_facts_and_is_kept_whole(firm):
    written = write_down(by=firm.seller, text="张三爱喝龙井，女儿六月高考")
    assert written.activity.text == "张三爱喝龙井，女儿六月高考"
    assert [(who, kind) for who, kind, _fact in remembered()] == [("张三", "likes"), ("张三", "family")]
    likes, family = Fact.objects.order_by("id")
    assert (likes.text, family.text, family.month, family.source) == ("爱喝龙井", "女儿六月高考", 6, likes.source)
    assert likes.source == ("activity", written.activity.pk)


def test_a_lunar_birthday_is_understood(firm):
    write_down(by=firm.seller, text="沈丽农历八月十五生日")
    fact = Fact.objects.get()
    assert (fact.party, fact.occasion, fact.yearly.sign) == (firm.shen, "birthday", "L8-15")


def test_a_plan_carries_its_facts(firm):
    written = write_down(by=firm.seller, text="明天去拜访张三，他不吃辣")
    assert written.step is not None
    assert remembered() == [("张三", "taboo", "不吃辣")]


def test_on_the_page_of_a_customer_no_name_is_needed(firm):
    write_down(by=firm.seller, text="每周五下午都不在", party=firm.party)
    assert remembered() == [("苏州恒润精密机械有限公司", "habit", "每周五下午都不在")]


def test_who_is_in_doubt_is_not_remembered(firm):
    written = write_down(by=firm.seller, text="王建国爱喝龙井")
    assert remembered() == []
    assert written.activity.text == "王建国爱喝龙井"


def test_what_was_taken_away_or_called_otherwise_is_kept_so(firm):
    text = "张三爱喝龙井，不吃辣"
    write_down(by=firm.seller, text=text, said=Said(off=frozenset({"fact:不吃辣"}), kinds={"爱喝龙井": "habit"}))
    assert remembered() == [("张三", "habit", "爱喝龙井")]


def test_undo_forgets_and_restoring_recalls(firm):
    written = write_down(by=firm.seller, text="张三爱喝龙井")
    delete_activity(by=firm.seller, activity=written.activity, with_steps=True)
    assert remembered() == []
    restore_activity(by=firm.seller, activity=written.activity)
    assert remembered() == [("张三", "likes", "爱喝龙井")]


def test_private_facts_stay_words_for_those_who_may_not_write_them(firm, cast):
    role = Role.objects.get(name="只看自己")
    role.fields = {"party": {"health": "hidden"}}
    role.save()
    written = write_down(by=fresh(firm.seller), text="张三对花生过敏")
    assert remembered() == []
    assert written.activity.text == "张三对花生过敏"


def test_the_slots_show_it_and_let_it_be_corrected(firm):
    client = Client()
    client.force_login(firm.seller, backend="tongxin.collab.people.models.PersonBackend")
    shown = client.post("/quick-add/understood/", {"text": "张三爱喝龙井"}, headers=PIECE).content.decode()
    assert "喜好 · 爱喝龙井" in shown
    other = client.post("/quick-add/understood/", {"text": "张三爱喝龙井", "as": "habit:爱喝龙井"}, headers=PIECE)
    assert "习惯 · 爱喝龙井" in other.content.decode()
    assert 'name="kinds" value="habit:爱喝龙井"' in other.content.decode()
    answer = client.post("/quick-add/", {"text": "张三爱喝龙井", "kinds": "habit:爱喝龙井"}, headers=PIECE)
    assert answer.status_code == 200
    assert remembered() == [("张三", "habit", "爱喝龙井")]
    assert Activity.objects.count() == 1


@pytest.mark.parametrize("text", ["提醒我给张三打电话", "张三说喜欢我们的方案", "张三要样品", "拜访张三谈报价"])
def test_business_is_no_fact(firm, text):
    write_down(by=firm.seller, text=text)
    assert remembered() == []


def test_before_a_visit_today_says_what_is_worth_knowing(firm):
    for text in ("张三不吃辣", "张三爱喝龙井", "张三喜欢钓鱼", "沈丽爱喝美式"):
        write_down(by=firm.seller, text=text)
    plan_step(by=firm.seller, party=firm.party, kind="visit", text="看设备", due=today(1), people=[firm.zhang.pk])
    plan_step(by=firm.seller, party=firm.party, kind="visit", text="以后再去", due=today(9))
    [visit] = remembering(firm.seller, now()).visits
    assert [known.fact.text for known in visit.facts] == ["不吃辣", "爱喝龙井", "喜欢钓鱼"]
    page = page_of(firm.seller)
    assert "不吃辣" in page
    assert "美式" not in page.split('id="remember"')[1]
    for person in (firm.south, firm.stranger, firm.clerk):
        assert 'id="remember"' not in page_of(person)


def test_birthdays_come_near_on_today(firm):
    soon = today(5)
    write_down(by=firm.seller, text=f"沈丽生日是{soon.month}月{soon.day}号")
    assert f"沈丽 · {firm.party.called}" in page_of(firm.seller)


def today(ahead: int):
    return timezone.localdate() + timedelta(days=ahead)


def page_of(person) -> str:
    client = Client()
    client.force_login(person, backend="tongxin.collab.people.models.PersonBackend")
    return client.get("/today/").content.decode()
