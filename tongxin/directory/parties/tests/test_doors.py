"""The pages of customers: by whom, what they show, what they refuse."""

import io
import json
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tests.cast import Cast
from tongxin.base.sheets import as_typed
from tongxin.collab.access.actions import save_role
from tongxin.collab.access.models import Role
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.collab.views.actions import MayNotTakeOut, take_list_out
from tongxin.collab.views.queries import list_kinds
from tongxin.directory.parties.actions import (
    add_contact,
    change_party,
    create_party,
    delete_parties,
    note_next_step,
    set_tags,
)
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries.listing import ORDERS


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def party(cast: Cast) -> Party:
    party = create_party(
        by=cast.seller,
        name="苏州恒润精密机械有限公司",
        industry="机加工",
        city="苏州",
        points={"phone": ["13806021001"]},
    )
    add_contact(
        by=cast.seller, party=party, name="马国栋", title="总经理", role="decider", points={"phone": ["13806021777"]}
    )
    return party


def test_the_page_tells_everything_to_those_who_may_see(cast: Cast, party: Party) -> None:
    for who in (cast.seller, cast.manager, cast.colleague, cast.clerk):
        page = enter(who).get(party.get_absolute_url())
        assert page.status_code == 200
        for word in ("苏州恒润精密机械有限公司", "机加工", "138 0602 1001", "马国栋", "总经理"):
            assert word in page.content.decode()


ADDRESSES = ["customer", "customer_peek", "customer_card", "new_contact", "new_relation"]


@pytest.mark.parametrize("name", ADDRESSES)
def test_for_others_it_does_not_exist_and_looks_like_what_never_was(cast: Cast, party: Party, name: str) -> None:
    for who in (cast.south, cast.stranger):
        hidden = enter(who).get(reverse(name, args=[party.pk]))
        missing = enter(who).get(reverse(name, args=[999_999]))
        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert len(hidden.content) == len(missing.content)
    answer = Client().get(reverse(name, args=[party.pk]))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/")


def test_the_list_shows_only_what_one_may_see_with_few_queries(
    cast: Cast, party: Party, django_assert_max_num_queries: object
) -> None:
    for number in range(90):
        create_party(by=cast.seller, name=f"客户{number:03d}厂")
    assert "客户000厂" not in enter(cast.south).get("/customers/").content.decode()
    client = enter(cast.seller)
    client.get("/customers/")
    with django_assert_max_num_queries(15):  # type: ignore[operator]  # a fixture
        page = client.get("/customers/")
    assert page.content.decode().count("<tr data-row>") == 80
    second = client.get("/customers/" + page.context["page"]["next_url"])
    assert second.content.decode().count("<tr data-row>") == 11
    back = client.get("/customers/" + second.context["page"]["previous_url"])
    assert [row.record.pk for row in back.context["rows"]] == [row.record.pk for row in page.context["rows"]]


def test_a_day_as_deadline_is_shown_as_a_day(cast: Cast, party: Party) -> None:
    end = datetime(2026, 11, 25, 23, 59, 59, tzinfo=timezone.get_default_timezone())
    for due, shown in ((end, False), (end.replace(second=0), True)):
        note_next_step(party_id=party.pk, text="回访", due_at=due)
        assert ("23:59" in enter(cast.seller).get("/customers/").content.decode()) is shown


@pytest.mark.parametrize("order", list(ORDERS))
def test_every_order_walks_through_all_rows_once(cast: Cast, order: str) -> None:
    for number in range(200):
        create_party(by=cast.seller, name=f"客户{number:03d}厂")
    client, url, seen = enter(cast.seller), f"?sort={order}", []
    while url:
        page = client.get("/customers/" + url)
        seen += [row.record.pk for row in page.context["rows"]]
        url = page.context["page"]["next_url"]
    assert len(seen) == len(set(seen)) == 200


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("q=恒润", True),
        ("q=hr", True),
        ("q=1777", True),
        ("q=马国栋", True),
        ("q=不存在", False),
        ("owner=me", True),
        ("owner=none", False),
        ("city=苏州", True),
        ("city=苏州市", True),
        ("industry=机加工", True),
        ("quiet=30", True),
        ("step=none", True),
        ("step=overdue", False),
        ("role=supplier", False),
        ("role=nonsense", True),
        ("quiet=nonsense", True),
        ("import=99", False),
        ("sort=nonsense&after=nonsense", True),
    ],
)
def test_filters(cast: Cast, party: Party, query: str, finds: bool) -> None:
    page = enter(cast.seller).get(f"/customers/?{query}", follow=True)
    assert page.status_code == 200
    assert (f"/customers/{party.pk}/" in page.content.decode()) is finds


def test_a_fact_is_edited_in_its_place_with_undo(cast: Cast, party: Party) -> None:
    client = enter(cast.seller)
    url = reverse("customer_fact", args=[party.pk, "industry"])
    assert 'value="机加工"' in client.get(url).content.decode()
    answer = client.post(url, {"value": "精密机加工", "was": "机加工"})
    assert "精密机加工" in answer.content.decode()
    undo = json.loads(answer["HX-Trigger"])["toast"]["undo"]
    assert client.post(undo).status_code == 204
    party.refresh_from_db()
    assert party.industry == "机加工"
    assert "机加工" in client.get(reverse("customer_fact_history", args=[party.pk, "industry"])).content.decode()


def test_a_colleagues_change_in_between_is_shown_and_what_was_typed_stays(cast: Cast, party: Party) -> None:
    change_party(by=cast.manager, party=party, industry="水务")
    answer = enter(cast.seller).post(
        reverse("customer_fact", args=[party.pk, "industry"]), {"value": "泵业", "was": "机加工"}
    )
    assert answer.status_code == 422
    assert "水务" in answer.content.decode()
    assert 'value="泵业"' in answer.content.decode()
    party.refresh_from_db()
    assert party.industry == "水务"


@pytest.mark.parametrize("field", ["phones", "emails", "tags", "parent", "uscc", "birthday"])
def test_wrong_input_is_answered_in_place(cast: Cast, party: Party, field: str) -> None:
    wrong = {
        "phones": "1380602",
        "emails": "nobody",
        "tags": "x" * 50,
        "parent": "没有这家",
        "uscc": "123",
        "birthday": "昨天",
    }
    answer = enter(cast.seller).post(reverse("customer_fact", args=[party.pk, field]), {"value": wrong[field]})
    assert answer.status_code == 422
    assert wrong[field] in answer.content.decode()


def test_hidden_fields_are_nowhere(cast: Cast, party: Party) -> None:
    role = Role.objects.get(name="只看自己")
    save_role(by=cast.boss, role=role, fields={"party": {"industry": "hidden", "phones": "hidden"}})
    client = enter(Person.objects.get(pk=cast.seller.pk))
    for url in (
        party.get_absolute_url(),
        "/customers/",
        reverse("customer_peek", args=[party.pk]),
        "/lists/party/export/?format=csv",
    ):
        text = client.get(url).content.decode() if "export" not in url else b"".join(client.get(url)).decode()
        assert "机加工" not in text
        assert "138 0602 1001" not in text
    assert client.get(reverse("customer_fact", args=[party.pk, "industry"])).status_code == 404
    for q in ("0602", "1777"):
        assert f"/customers/{party.pk}/" not in client.get(f"/customers/?q={q}").content.decode(), (
            "a hidden phone must not find"
        )
    everything = client.get("/customers/?industry=不存在").content.decode()
    assert f"/customers/{party.pk}/" in everything, "a hidden field must not filter"


def test_the_head_of_the_page_keeps_hidden_facts_too(cast: Cast, party: Party) -> None:
    change_party(by=cast.seller, party=party, tier="特级")
    set_tags(by=cast.seller, party=party, names=["机密标签"])
    role = Role.objects.get(name="只看自己")
    words = ("特级", "机密标签", "苏州</span>")
    shown = enter(cast.seller).get(party.get_absolute_url()).content.decode()
    assert all(word in shown for word in words)
    save_role(by=cast.boss, role=role, fields={"party": {"tier": "hidden", "tags": "hidden", "city": "hidden"}})
    page = enter(Person.objects.get(pk=cast.seller.pk)).get(party.get_absolute_url()).content.decode()
    head = page.partition('class="rechead"')[2].partition("</header>")[0]
    assert not any(word in head for word in words)


def test_picked_customers_are_changed_together_or_not_at_all(cast: Cast, party: Party) -> None:
    foreign = create_party(by=cast.south, name="珠江阀门")
    client = enter(cast.seller)
    answer = client.post("/lists/party/deeds/delete/", {"ids": [party.pk, foreign.pk]})
    assert answer.status_code == 404
    assert not Party.objects.exclude(deleted_at=None).exists()
    answer = client.post("/lists/party/deeds/delete/", {"ids": [party.pk]}, headers={"HX-Request": "true"})
    undo = json.loads(answer["HX-Trigger"])["toast"]["undo"]
    assert Party.objects.get(pk=party.pk).deleted_at
    assert client.post(undo, headers={"HX-Request": "true"}).status_code == 204
    assert not Party.objects.get(pk=party.pk).deleted_at
    client.post("/lists/party/deeds/tag/", {"ids": [party.pk], "tags": "重点，老客户"})
    assert sorted(tag.name for tag in party.tags.all()) == ["老客户", "重点"]
    client.post("/lists/party/deeds/assign/", {"ids": [party.pk], "owner": cast.colleague.pk})
    assert Party.objects.get(pk=party.pk).owner == cast.colleague


def test_a_new_customer_needs_only_a_name_and_doubles_are_told(cast: Cast, party: Party) -> None:
    client = enter(cast.colleague)
    hint = client.get("/customers/doubles/", {"name": "恒润精密", "city": "苏州"}).content.decode()
    assert "苏州恒润精密机械有限公司" in hint
    hidden = enter(cast.south).get("/customers/doubles/", {"name": "苏州恒润精密机械有限公司"}).content.decode()
    assert "苏州恒润" not in hidden
    assert "苏州" in hidden, "it says in which unit it exists"
    wrong = client.post(
        "/customers/new/", {"name": "新元环保", "kind": "organisation", "phones": "1380602", "roles": "customer"}
    )
    assert wrong.status_code == 422
    assert "新元环保" in wrong.content.decode()
    answer = client.post(
        "/customers/new/", {"name": "新元环保", "kind": "organisation", "roles": "customer", "contact_name": "钱工"}
    )
    assert answer.status_code == 302
    assert Party.objects.get(name="新元环保").owner == cast.colleague


def test_lists_go_out_as_files_without_formulas(cast: Cast, party: Party) -> None:
    create_party(by=cast.seller, name="=HYPERLINK(1)")
    client = enter(cast.seller)
    text = b"".join(client.get("/lists/party/export/?format=csv")).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert as_typed("'=HYPERLINK(1)") == "=HYPERLINK(1)"
    answer = client.get("/lists/party/export/?format=xlsx&q=恒润")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer))).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == ["苏州恒润精密机械有限公司"]
    assert "马国栋（总经理） 13806021777" in rows[1]
    card = client.get(reverse("customer_card", args=[party.pk])).content.decode()
    assert "FN:苏州恒润精密机械有限公司" in card
    assert "TEL;TYPE=WORK,VOICE:+8613806021777" in card


def test_contacts_are_listed_added_and_removed(cast: Cast, party: Party) -> None:
    client = enter(cast.seller)
    assert "马国栋" in client.get("/contacts/?q=mgd").content.decode()
    assert "马国栋" not in enter(cast.south).get("/contacts/?q=mgd").content.decode()
    wrong = client.post(reverse("new_contact", args=[party.pk]), {"name": "张三", "phone": "1380013"})
    assert wrong.status_code == 422
    assert "张三" in wrong.content.decode()
    assert (
        client.post(reverse("new_contact", args=[party.pk]), {"name": "张三", "phone": "13800138000"}).status_code
        == 302
    )
    contact = party.contacts.get(person__name="张三")
    assert enter(cast.clerk).get(reverse("contact", args=[contact.pk])).status_code == 403
    assert enter(cast.south).get(reverse("contact", args=[contact.pk])).status_code == 404
    assert client.post(reverse("remove_contact", args=[contact.pk])).status_code == 302
    assert not party.contacts.filter(person__name="张三", left_at=None).exists()


def test_what_is_in_the_bin_has_no_page(cast: Cast, party: Party) -> None:
    delete_parties(by=cast.seller, parties=[party.pk])
    assert enter(cast.seller).get(party.get_absolute_url()).status_code == 404


def test_hidden_numbers_are_hidden_in_every_form_and_of_contacts_too(cast: Cast, party: Party) -> None:
    contact = party.contacts.get()
    role = Role.objects.get(name="只看自己")
    save_role(by=cast.boss, role=role, fields={"party": {"phones": "hidden"}})
    client = enter(Person.objects.get(pk=cast.seller.pk))
    urls = [
        party.get_absolute_url(),
        contact.person.get_absolute_url(),
        "/customers/",
        "/contacts/",
        reverse("customer_peek", args=[party.pk]),
        reverse("contact", args=[contact.pk]),
        "/lists/party/export/?format=csv",
        "/lists/party/export/?format=json",
        f"/customers/{party.pk}/timeline/",
        "/today/",
    ]
    for url in urls:
        answer = client.get(url)
        assert answer.status_code == 200, url
        text = (b"".join(answer) if answer.streaming else answer.content).decode().replace(" ", "")
        assert "3806021001" not in text, url
        assert "3806021777" not in text, url
    assert client.get(reverse("customer_card", args=[party.pk])).status_code == 403
    answer = client.post(reverse("contact", args=[contact.pk]), {"name": "马国栋", "title": "董事长"})
    assert answer.status_code == 302, "what is not hidden can still be changed"
    contact.refresh_from_db()
    assert contact.title == "董事长"
    assert [point.value for point in contact.person.points.all()] == ["+8613806021777"], (
        "hidden numbers stay as they are"
    )
    hint = client.get("/customers/doubles/", {"name": "完全不同的名字", "phones": "13806021001"}).content.decode()
    assert "恒润" not in hint, "a hidden phone must not find"


def test_whoever_may_not_take_lists_out_takes_nothing(cast: Cast, party: Party, tmp_path: Path) -> None:
    role = Role.objects.get(name="只看自己")
    save_role(by=cast.boss, role=role, can_export=False)
    seller = Person.objects.get(pk=cast.seller.pk)
    written = Entry.objects.count()
    assert enter(seller).get("/lists/party/export/?format=csv").status_code == 403
    with pytest.raises(MayNotTakeOut):
        take_list_out(
            by=seller, kind=list_kinds.get("party"), rows=Party.objects.visible_to(seller), path=tmp_path / "list.csv"
        )
    assert not (tmp_path / "list.csv").exists()
    assert Entry.objects.count() == written
