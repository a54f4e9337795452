"""The map answers who decides and whom we never met, to those who may see it."""

import re
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import fresh
from tongxin.base.clock import now
from tongxin.collab.journal.models import Entry
from tongxin.directory.activities.actions import note_activity
from tongxin.directory.activities.tests.firm import Firm, found_firm
from tongxin.directory.parties.actions import add_contact, add_relation, create_party, set_parent
from tongxin.directory.parties.actions.reporting import ReportsToItself, set_superior
from tongxin.directory.parties.models import Contact, Party
from tongxin.directory.relations.queries import Wish, answer_of, firm_map, laid_out


@pytest.fixture
def firm(cast) -> Firm:
    firm = found_firm(cast)
    Contact.objects.filter(person=firm.ma).update(role="decider", attitude="supports")
    Contact.objects.filter(person=firm.shen).update(role="user", attitude="unmet")
    note_activity(by=firm.seller, party=firm.party, kind="visit", text="谈 2 号线", people=[firm.ma.pk])
    note_activity(by=firm.seller, party=firm.party, kind="call", text="问交期", people=[firm.ma.pk])
    note_activity(by=firm.seller, party=firm.party, kind="note", text="听说他要走", people=[firm.zhang.pk])
    return firm


def place(party) -> Contact:
    return Contact.objects.get(person=party)


def knock(person) -> Client:
    client = Client()
    client.force_login(fresh(person), backend="tongxin.collab.people.models.PersonBackend")
    return client


def test_the_answer_says_who_decides_and_whom_we_never_met(firm):
    page = knock(firm.seller).get(f"/customers/{firm.party.pk}/map/").content.decode()
    answer = re.search(r'id="answer">(.*?)</p>', page, re.S)[1]
    assert "马国栋（支持）拍板" in answer
    assert "还没见过：沈丽、张三" in answer
    assert "李薇跟马国栋最熟（来往 2 次）" in answer


def test_a_customer_without_people_asks_who_says_yes(firm):
    empty = create_party(by=firm.seller, name="新客户")
    assert len(answer_of(firm_map(firm.seller, empty).people)) == 1
    assert knock(firm.seller).get(f"/customers/{empty.pk}/map/").status_code == 200


def test_everything_in_the_picture_stands_in_the_tables(firm):
    group = create_party(by=firm.seller, name="恒润集团", short_name="恒润集团")
    set_parent(by=firm.seller, party=firm.party, parent=group)
    sister = create_party(by=firm.seller, name="恒润科技")
    set_parent(by=firm.seller, party=sister, parent=group)
    rival = create_party(by=firm.seller, name="凯阀", roles=["competitor"])
    add_relation(by=firm.seller, party=rival, other=firm.party, kind="competes")
    firm.party.refresh_from_db()
    found = firm_map(firm.seller, firm.party)
    picture = laid_out(found)
    assert {box.text for box in picture.boxes} == {
        "恒润集团",
        "恒润科技",
        "恒润精密",
        "凯阀",
        "马国栋",
        "沈丽",
        "张三",
        "李薇",
    }
    page = knock(firm.seller).get(f"/customers/{firm.party.pk}/map/").content.decode()
    tables = page.split('class="card"', 1)[1]
    for name in ("恒润集团", "恒润科技", "凯阀", "马国栋", "沈丽", "张三", "李薇"):
        assert name in tables
    assert {box.text for box in laid_out(found, Wish("people")).boxes} == {"恒润精密", "马国栋", "沈丽", "张三", "李薇"}
    assert "马国栋" not in {box.text for box in laid_out(found, Wish("firms")).boxes}


@pytest.mark.alike
def test_no_two_boxes_lie_on_each_other_among_two_hundred(firm):
    crowd(firm, 100)
    group = create_party(by=firm.seller, name="集团")
    set_parent(by=firm.seller, party=firm.party, parent=group)
    for number in range(40):
        set_parent(by=firm.seller, party=create_party(by=firm.seller, name=f"子公司{number}"), parent=group)
        add_relation(
            by=firm.seller,
            party=create_party(by=firm.seller, name=f"供应商{number}"),
            other=firm.party,
            kind="supplies",
        )
    firm.party.refresh_from_db()
    found = firm_map(firm.seller, firm.party)
    boxes = laid_out(found, Wish(opened=["all"])).boxes
    assert len(boxes) > 170
    assert found.left_out == 0
    spots = sorted((box.x, box.y) for box in boxes)
    assert all(b[0] != a[0] or b[1] - a[1] >= 36 for a, b in pairwise(spots))


def test_of_two_hundred_those_who_decide_stand_alone_and_each_is_counted_once(firm):
    crowd(firm, 200)
    set_superior(by=firm.seller, contact=place_of("员工1"), superior=place_of("员工5"))
    found, address = firm_map(firm.seller, firm.party), f"/customers/{firm.party.pk}/map/"
    assert (len(found.people), found.left_out) == (203, 0)
    boxes = laid_out(found).boxes
    assert len(boxes) < 20
    alone = [box for box in boxes if box.text.startswith("员工") or box.text in ("马国栋", "沈丽", "张三")]
    packed = [int(re.search(r"(\d+) 人", box.text)[1]) for box in boxes if "bundle" in box.tone]
    assert sorted(box.text for box in alone) == ["员工0", "员工100", "员工150", "员工50", "马国栋"]
    assert len(alone) + sum(packed) == 203
    assert sum(int(re.search(r"\d+", box.sub)[0]) for box in boxes if "没见过" in box.sub) == 198
    client = knock(firm.seller)
    workshop = next(box for box in boxes if box.text.startswith("生产部"))
    page = client.get(address + workshop.url).content.decode()
    assert ">员工4<" in page.split('id="map"')[1].split("</svg>")[0]
    page = client.get(address, {"find": "yuangong77"}).content.decode()
    assert re.search(r'class="box [^"]*found[^"]*"><title>员工77', page)
    assert "没有叫“无此人”的人" in client.get(address, {"find": "无此人"}).content.decode()
    table = client.get(address, {"show": "decides"}).content.decode().split('id="people"')[1]
    assert table.count("<tr id=") == 5
    chosen = client.get(address, {"edit": place_of("员工7").pk}).content.decode()
    assert chosen.count('name="superior"') == 1


def crowd(firm, count) -> None:
    """So many people, as rows: in four departments, one of fifty with a word to say."""
    made = {"kind": "person", "created_at": now(), "updated_at": now()}
    people = [Party(name=f"员工{number}", sort_key=f"yuan gong {number}", **made) for number in range(count)]
    Contact.objects.bulk_create(
        Contact(
            party=firm.party,
            person=one,
            added_at=now(),
            role="approver" if number % 50 == 0 else "user",
            department=("生产部", "采购部", "设备部", "")[number % 4],
        )
        for number, one in enumerate(Party.objects.bulk_create(people))
    )


def place_of(name) -> Contact:
    return Contact.objects.get(person__name=name)


def test_what_one_may_not_see_is_not_on_the_map(firm, cast):
    hidden = create_party(by=cast.south, name="南方阀门")
    firm_of_both = create_party(by=cast.boss, name="两边都认识")
    add_relation(by=cast.boss, party=hidden, other=firm.party, kind="supplies")
    add_relation(by=cast.boss, party=firm_of_both, other=firm.party, kind="supplies")
    assert firm_map(firm.seller, firm.party).links == []
    assert len(firm_map(cast.boss, firm.party).links) == 2
    for person in (firm.south, firm.stranger):
        assert knock(person).get(f"/customers/{firm.party.pk}/map/").status_code == 404


def test_a_reporting_line_is_drawn_and_told(firm):
    client = knock(firm.seller)
    answer = client.post(f"/contacts/{place(firm.shen).pk}/superior/", {"superior": place(firm.ma).pk})
    assert answer.status_code == 302
    assert place(firm.shen).reports_to == place(firm.ma)
    boxes = {box.text: box for box in laid_out(firm_map(firm.seller, firm.party)).boxes}
    assert boxes["沈丽"].x > boxes["马国栋"].x > boxes["恒润精密"].x
    assert Entry.objects.filter(name="contact.changed", customer_id=firm.party.pk).exists()
    client.post(f"/contacts/{place(firm.shen).pk}/superior/", {"superior": ""})
    assert place(firm.shen).reports_to is None


def test_nobody_reports_to_themselves_or_to_another_firm(firm, cast):
    set_superior(by=firm.seller, contact=place(firm.shen), superior=place(firm.ma))
    set_superior(by=firm.seller, contact=place(firm.zhang), superior=place(firm.shen))
    other = create_party(by=firm.seller, name="别家")
    elsewhere = add_contact(by=firm.seller, party=other, name="外人")
    for superior in (place(firm.zhang), place(firm.ma), elsewhere):
        with pytest.raises(ReportsToItself):
            set_superior(by=firm.seller, contact=place(firm.ma), superior=superior)
    for person in (firm.clerk, firm.south):
        with pytest.raises(PermissionDenied):
            set_superior(by=person, contact=place(firm.shen), superior=None)
    assert place(firm.ma).reports_to is None


def test_the_number_of_queries_does_not_grow(firm):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            firm_map(firm.seller, firm.party)
        return len(queries)

    few = count()
    for number in range(20):
        someone = add_contact(by=firm.seller, party=firm.party, name=f"员工{number}").person
        note_activity(by=firm.seller, party=firm.party, kind="call", text="x", people=[someone.pk])
    assert count() == few
