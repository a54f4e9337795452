"""Whoever has a field masked sees what the mask leaves, on every door, and the rest only by asking for it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, fresh
from tongxin.base.clock import now, replaying
from tongxin.base.database.patience import patience
from tongxin.collab.access.models import Assignment, Role
from tongxin.collab.access.policies import hidden_fields, locked_fields, masked_fields
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.actions import create_token
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import search
from tongxin.directory.parties.actions import add_contact, change_party, create_party, set_points
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.actions import NothingMasked, RevealsUsedUp, reveal, save_reveal_rule
from tongxin.directory.privacy.models import Reveal
from tongxin.directory.privacy.queries.masks import masked_values

WHOLE = ["138 1234 5678", "13812345678", "hui.min@hengrun.example", "137 0000 1111", "13700001111"]


@pytest.fixture
def party(cast: Cast) -> Party:
    """A firm of 李薇 with a phone and a mail address, and a person there."""
    points = {"phone": ["13812345678"], "email": ["hui.min@hengrun.example"]}
    found = create_party(by=cast.seller, name="苏州恒润精密机械有限公司", points=points)
    add_contact(by=cast.seller, party=found, name="张慧敏", points={"phone": ["13700001111"]})
    return found


@pytest.fixture
def masked_seller(cast: Cast, party: Party) -> Person:
    """李薇 after phones and mail addresses were masked in her role."""
    role = Assignment.objects.get(person=cast.seller).role
    role.fields = {"party": {"phones": "masked", "emails": "masked"}}
    role.can_export = True
    role.save()
    return fresh(cast.seller)


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def pages(person: Person, party: Party) -> dict[str, str]:
    client = enter(person)
    view = "?columns=masked_phones,masked_emails"
    found = {
        "record": client.get(party.get_absolute_url()),
        "list": client.get(reverse("customers") + view),
        "contacts": client.get(reverse("contacts")),
        "search": client.get(reverse("search") + "?q=恒润"),
        "history": client.get(reverse("customer_fact_history", args=[party.pk, "phones"])),
        "export": client.get(reverse("list-export", args=["party"]) + "?format=csv"),
        "card": client.get(reverse("customer_card", args=[party.pk])),
    }
    return {
        name: (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        for name, answer in found.items()
    }


def test_no_page_shows_more_than_the_mask_leaves(masked_seller: Person, party: Party) -> None:
    told = pages(masked_seller, party)
    assert {name: one for name, text in told.items() for one in WHOLE if one in text} == {}
    for name in ("record", "list", "export"):
        assert "138****5678" in told[name], name
        assert "h***@hengrun.example" in told[name], name
    assert "137****1111" in told["record"]


def test_programs_are_told_the_mask(masked_seller: Person, party: Party) -> None:
    _token, secret = create_token(by=masked_seller, person=masked_seller, name="x")
    client = Client(headers={"authorization": f"Bearer {secret}"})
    one = client.get(f"/api/v1/parties/{party.pk}").json()
    assert (one["phones"], one["emails"]) == (["138****5678"], ["h***@hengrun.example"])
    people = client.get("/api/v1/contacts").json()["items"]
    assert [person["phones"] for person in people] == [["137****1111"]]


def test_the_whole_number_finds_and_no_part_of_it(masked_seller: Person, party: Party) -> None:
    def found(q: str) -> list[int]:
        return [hit.id for hit in search(masked_seller, q)]

    assert party.pk in found("13812345678")
    assert party.pk in found("hui.min@hengrun.example")
    assert found("1381234") == []
    assert found("5678") == []


def test_a_look_behind_a_mask_stands_in_the_journal(masked_seller: Person, party: Party) -> None:
    reveal(by=masked_seller, party=party, field="phones", point=party.points.get(kind="phone").pk)
    entry = Entry.objects.filter(name="privacy.revealed").get()
    assert (entry.actor_id, entry.particulars["field"]) == (masked_seller.pk, "phones")


def test_masked_is_closed_to_filters_and_changes(masked_seller: Person, party: Party) -> None:
    assert {"phones", "emails"} <= hidden_fields(masked_seller, "party") & locked_fields(masked_seller, "party")
    assert enter(masked_seller).get(reverse("customers") + "?phones=138").content.decode().count("13812345678") == 0
    with pytest.raises(PermissionDenied):
        set_points(by=masked_seller, party=party, kind="phone", values=["13900000000"])


def test_a_look_answers_the_value_and_is_written_down(masked_seller: Person, party: Party) -> None:
    one = next(one for one in masked_values(masked_seller, party) if one.text == "138****5678")
    said = {"field": "phones", "point": one.point, "reason": "回电"}
    answer = enter(masked_seller).post(reverse("reveal_field", args=[party.pk]), said, headers={"hx-request": "true"})
    assert "138 1234 5678" in answer.content.decode()
    look = Reveal.objects.get()
    assert (look.person, look.party_id, look.field, look.reason) == (masked_seller, party.pk, "phones", "回电")
    assert look.address == "127.0.0.1"


def test_somebody_at_the_firm_is_revealed_on_their_own_record(masked_seller: Person, party: Party) -> None:
    one = next(one for one in masked_values(masked_seller, party) if one.text == "137****1111")
    assert reveal(by=masked_seller, party=one.party, field="phones", point=one.point) == "137 0000 1111"


def test_nobody_looks_where_nothing_is_masked_or_seen(cast: Cast, masked_seller: Person, party: Party) -> None:
    point = party.points.get(kind="phone").pk
    wrong: list[Callable[[], str]] = [
        lambda: reveal(by=cast.boss, party=party, field="phones", point=point),
        lambda: reveal(by=cast.south, party=party, field="phones", point=point),
        lambda: reveal(by=masked_seller, party=party, field="address"),
        lambda: reveal(by=masked_seller, party=party, field="emails", point=point),
        lambda: reveal(by=masked_seller, party=create_party(by=cast.boss, name="别的"), field="phones", point=point),
    ]
    for look in wrong:
        with pytest.raises(NothingMasked):
            look()
    assert not Reveal.objects.exists()
    assert enter(cast.south).post(reverse("reveal_field", args=[party.pk]), {"field": "phones"}).status_code == 404


def test_looks_are_limited_by_the_hour_and_may_need_a_reason(cast: Cast, masked_seller: Person, party: Party) -> None:
    point = party.points.get(kind="phone").pk
    save_reveal_rule(by=cast.boss, per_hour=2, asks_reason=True)
    with pytest.raises(ValidationError):
        reveal(by=masked_seller, party=party, field="phones", point=point)
    for _each in range(2):
        reveal(by=masked_seller, party=party, field="phones", point=point, reason="回电")
    with pytest.raises(RevealsUsedUp):
        reveal(by=masked_seller, party=party, field="phones", point=point, reason="回电")
    with replaying(now() + timedelta(hours=2)):
        reveal(by=masked_seller, party=party, field="phones", point=point, reason="回电")


def test_another_role_that_shows_the_field_takes_the_mask_off(masked_seller: Person, party: Party) -> None:
    more = Role.objects.create(name="客服", scopes={"party": {"read": "own"}}, fields={"party": {"phones": "read"}})
    Assignment.objects.create(person=masked_seller, role=more)
    person = fresh(masked_seller)
    assert masked_fields(person, "party") == set()
    assert "phones" not in hidden_fields(person, "party")


def test_the_log_is_for_administrators_and_filters(cast: Cast, masked_seller: Person, party: Party) -> None:
    reveal(by=masked_seller, party=party, field="phones", point=party.points.get(kind="phone").pk, reason="回电")
    boss = enter(cast.boss)
    log = reverse("reveal_log")
    assert "恒润" in boss.get(log).content.decode()
    assert "恒润" not in boss.get(f"{log}?person={cast.boss.pk}").content.decode()
    assert "恒润" in boss.get(f"{log}?customer=恒润").content.decode()
    assert boss.get(reverse("reveal_export")).status_code == 200
    assert boss.post(log, {"per_hour": "5", "asks_reason": "on"}).status_code == 302
    assert enter(masked_seller).get(log).status_code == 403


def test_masks_cost_nothing_where_there_are_none(
    cast: Cast, party: Party, django_assert_num_queries: Callable[[int], object]
) -> None:
    fields = masked_fields(cast.boss, "party")
    with django_assert_num_queries(0):  # type: ignore[attr-defined]  # a context
        assert masked_values(cast.boss, party) == [] == sorted(fields)


def test_the_role_editor_offers_masks_where_there_is_one(cast: Cast) -> None:
    role = Role.objects.get(name="销售")
    page = enter(cast.boss).get(reverse("role", args=[role.pk])).content.decode()
    phones = page[page.index("field-party-phones") :]
    assert "脱敏" in phones[: phones.index("</select>")]
    note = page[page.index("field-party-note") :]
    assert "脱敏" not in note[: note.index("</select>")]


def test_a_change_of_other_facts_leaves_masked_ones(masked_seller: Person, party: Party) -> None:
    change_party(by=masked_seller, party=party, industry="机械")
    assert party.points.get(kind="phone").value == "+8613812345678"


def test_who_opens_the_page_unmasked_leaves_a_line_once_an_hour(
    cast: Cast, party: Party, masked_seller: Person
) -> None:
    for person in (masked_seller, cast.boss, cast.boss):
        enter(person).get(party.get_absolute_url())
    rows = Reveal.objects.order_by("id").values_list("person", "kind", "party_id", "field")
    assert list(rows) == [(cast.boss.pk, "party", party.pk, "page")]
    Reveal.objects.update(at=now() - timedelta(minutes=61))
    enter(cast.boss).get(party.get_absolute_url())
    assert Reveal.objects.count() == 2
    assert "未脱敏显示：邮箱 · 电话" in enter(cast.boss).get(reverse("reveal_log")).content.decode()
    Role.objects.create(name="外包", fields={"party": {"industry": "masked"}})
    enter(masked_seller).get(party.get_absolute_url())
    assert Reveal.objects.filter(person=masked_seller, field="page").count() == 1, "the industry stands there whole"
    save_reveal_rule(by=cast.boss, per_hour=1, asks_reason=False)
    point = party.points.get(kind="phone").pk
    assert reveal(by=masked_seller, party=party, field="phones", point=point), "a page is no look that is counted"


def test_lists_and_answers_to_programs_leave_one_line_an_hour_that_counts_the_records(
    cast: Cast, party: Party, masked_seller: Person
) -> None:
    _token, secret = create_token(by=cast.boss, person=cast.boss, name="同步", scopes=("read",))
    people = Party.objects.filter(kind="person", pk__in=party.contacts.values("person")).count()
    add_contact(by=cast.boss, party=party, name="第二位", points={"phone": ["13700002222"]})
    for _again in range(2):
        enter(cast.boss).get(reverse("contacts"))
        Client().get("/api/v1/parties", headers={"Authorization": f"Bearer {secret}"})
    rows = Reveal.objects.order_by("id").values_list("kind", "field", "door", "facts", "records", "address")
    listed, told = rows
    assert listed == ("contact", "list", "contacts/", "phones", 2 * (people + 1), "127.0.0.1")
    assert told == ("party", "list", "api/v1/parties", "emails,phones", 2 * (1 + people + 1), "127.0.0.1")
    enter(cast.boss).get(reverse("customer_peek", args=[party.pk]))
    log = enter(cast.boss).get(reverse("reveal_log")).content.decode()
    assert f"未脱敏显示 {2 * (people + 1)} 条记录的：电话" in log
    assert "/api/v1/parties" in log
    assert "/customers/…/peek/" in log


def test_where_nobody_masks_anything_opening_a_page_writes_nothing(cast: Cast, party: Party) -> None:
    enter(cast.boss).get(party.get_absolute_url())
    assert not Reveal.objects.exists()


def test_a_page_opens_though_its_line_can_not_be_written(
    cast: Cast, party: Party, masked_seller: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    waits = []

    def full(*_given: object, **_more: object) -> None:
        waits.append(patience(20))
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(Reveal.objects, "create", full)
    assert enter(cast.boss).get(party.get_absolute_url()).status_code == 200
    assert f"emails,phones of party {party.pk} whole, and the log of looks could not be written" in caplog.text
    assert waits == [1], "whoever reads does not stand in the line of writers for long"
