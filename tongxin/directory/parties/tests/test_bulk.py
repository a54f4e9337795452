"""One deed on many customers: picked ones at once, all of a list by a job, and back again."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, fresh
from tests.recall import Recalled
from tongxin.collab.access.actions import save_role
from tongxin.collab.access.models import Role
from tongxin.collab.fields.actions import define_field, retire_field
from tongxin.collab.fields.models import FieldValue
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.people.models import Person
from tongxin.collab.views.actions import NothingToChange, ask_bulk_change, take_bulk_change_back
from tongxin.collab.views.models import BulkChange
from tongxin.directory.parties.actions import assign_parties, change_party, create_party
from tongxin.directory.parties.actions.facts import FieldLocked
from tongxin.directory.parties.models import Party

A = 'filter={"v":1,"and":[{"field":"tier","op":"eq","value":"A"}]}'


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(fresh(person))
    return client


def brought_in(cast: Cast) -> list[Party]:
    create_party(by=cast.south, name="珠江阀门", tier="A")
    return [create_party(by=cast.seller, name=f"客户{n:03d}", tier="A" if n % 3 else "B") for n in range(230)]


_recalled = Recalled(brought_in)


@pytest.fixture
def many(cast: Cast) -> list[Party]:
    """230 customers of one seller, two of three in tier A, and one of another region."""
    return _recalled(cast)


def done(change: BulkChange) -> BulkChange:
    work_off()
    change.refresh_from_db()
    return change


def tiers() -> dict[str, int]:
    values = Party.objects.customers().values_list("tier", flat=True)
    return {tier: list(values).count(tier) for tier in set(values)}


@pytest.mark.django_db(transaction=True)
def test_all_that_fit_are_changed_and_taken_back(cast: Cast, many: list[Party]) -> None:
    change = ask_bulk_change(
        by=cast.seller, kind="party", deed="fact", values={"field": "tier", "value": "C"}, address=A
    )
    assert (change.total, change.state) == (153, "running")
    change = done(change)
    assert (change.state, change.changed, change.refused) == ("done", 153, 0)
    assert tiers() == {"A": 1, "B": 77, "C": 153}
    change_party(by=cast.seller, party=many[1], tier="D")
    change = done(take_bulk_change_back(by=cast.seller, change=change))
    assert (change.state, change.restored, change.kept) == ("undone", 152, 1)
    assert tiers() == {"A": 153, "B": 77, "D": 1}


@pytest.mark.django_db(transaction=True)
def test_owners_and_tags_change_and_come_back(cast: Cast, many: list[Party]) -> None:
    owner = done(
        ask_bulk_change(by=cast.boss, kind="party", deed="assign", values={"owner": cast.colleague.pk}, address=A)
    )
    tags = done(ask_bulk_change(by=cast.boss, kind="party", deed="tag", values={"tags": ["重点"]}, address=A))
    assert (owner.changed, tags.changed) == (154, 154)
    assert Party.objects.filter(owner=cast.colleague, tags__name="重点").count() == 154
    assign_parties(by=cast.boss, parties=[many[1].pk], owner=cast.manager)
    for change in (tags, owner):
        done(take_bulk_change_back(by=cast.boss, change=change))
    assert Party.objects.filter(owner=cast.seller).count() == 229
    assert Party.objects.get(pk=many[1].pk).owner == cast.manager
    assert not Party.objects.filter(tags__name="重点").exists()


@pytest.mark.django_db(transaction=True)
def test_what_one_may_not_change_stays_and_is_counted(cast: Cast, many: list[Party]) -> None:
    Role.objects.filter(name="只看自己").update(scopes={"party": {"read": "all", "write": "own"}})
    change = ask_bulk_change(
        by=fresh(cast.south), kind="party", deed="fact", values={"field": "tier", "value": "C"}, address=A
    )
    change = done(change)
    assert (change.total, change.changed, change.refused) == (154, 1, 153)


def test_nonsense_is_refused_before_anything_happens(cast: Cast, many: list[Party]) -> None:
    client, before = enter(cast.seller), tiers()
    for deed, more in (
        ("fact", {"field": "name", "value": "x"}),
        ("fact", {"field": "tier", "value": "x" * 99}),
        ("fact", {"field": "tier", "value": "C", "here": 'filter={"v":1,"and":[{"field":"nope"}]}'}),
        ("fact", {"field": "tier", "value": "C", "here": "industry=没有"}),
        ("assign", {"owner": "x"}),
        ("tag", {"tags": " "}),
        ("delete", {}),
    ):
        answer = client.post(reverse("list-deed", args=["party", deed]), {"every": "1", "here": A, **more})
        assert answer.status_code == 422, (deed, more)
        assert json.loads(answer["HX-Trigger"])["toast"]["text"]
    assert (tiers(), BulkChange.objects.count()) == (before, 0)


def test_a_locked_field_stays(cast: Cast, many: list[Party]) -> None:
    save_role(by=cast.boss, role=Role.objects.get(name="只看自己"), fields={"party": {"tier": "read"}})
    with pytest.raises(FieldLocked):
        ask_bulk_change(
            by=fresh(cast.seller), kind="party", deed="fact", values={"field": "tier", "value": "C"}, address=""
        )
    save_role(by=cast.boss, role=Role.objects.get(name="只看自己"), fields={"party": {"tier": "hidden"}})
    with pytest.raises(NothingToChange):
        ask_bulk_change(
            by=fresh(cast.seller), kind="party", deed="fact", values={"field": "region", "value": "C"}, address=A
        )


def test_picked_customers_are_changed_at_once(cast: Cast, many: list[Party]) -> None:
    ids = [party.pk for party in many[:3]]
    answer = enter(cast.seller).post(
        reverse("list-deed", args=["party", "fact"]),
        {"ids": ids, "field": "region", "value": "华东"},
        HTTP_HX_REQUEST="true",
    )
    assert answer.status_code == 204
    assert Party.objects.filter(region="华东").count() == 3


def test_its_page_says_how_far_it_is_to_those_concerned(cast: Cast, many: list[Party]) -> None:
    here = {"every": "1", "here": A, "field": "tier", "value": "C"}
    url = enter(cast.seller).post(reverse("list-deed", args=["party", "fact"]), here)["Location"]
    for who, status in ((cast.seller, 200), (cast.boss, 200), (cast.colleague, 404), (cast.stranger, 404)):
        assert enter(who).get(url).status_code == status
    page = enter(cast.seller).get(url).content.decode()
    assert "0 / 153" in page
    assert "把等级改为“C”" in page
    change = BulkChange.objects.get()
    for name in ("bulk_change_undo", "bulk_change_stop"):
        assert enter(cast.colleague).post(reverse(name, args=[change.pk])).status_code == 404
    enter(cast.seller).post(reverse("bulk_change_stop", args=[change.pk]))
    assert "停在 0 / 153" in enter(cast.seller).get(url).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_field_of_the_firm_is_set_and_comes_back(cast: Cast, many: list[Party]) -> None:
    field = define_field(by=cast.boss, kind="party", label="付款方式", type="choice", choices=["现结", "月结"])
    cash, monthly = list(field.labels)
    change_party(by=cast.seller, party=many[1], **{field.key: cash})
    client = enter(cast.seller)
    form = client.get(reverse("list-fact", args=["party"]), {"field": field.key}).content.decode()
    assert f'<option value="{monthly}">月结</option>' in form
    for value in ("赊账", "x" * 300):
        wrong = {"every": "1", "here": A, "field": field.key, "value": value}
        assert client.post(reverse("list-deed", args=["party", "fact"]), wrong).status_code == 422
    values = {"field": field.key, "value": monthly}
    change = done(ask_bulk_change(by=cast.seller, kind="party", deed="fact", values=values, address=A))
    assert (change.changed, change.refused) == (153, 0)
    assert "把付款方式改为“月结”" in client.get(change.get_absolute_url()).content.decode()
    rows = Party.objects.filter(pk__in=FieldValue.objects.filter(field=field, text=monthly).values("record_id"))
    assert rows.count() == 153
    done(take_bulk_change_back(by=cast.seller, change=change))
    assert [Party.objects.get(pk=one.pk).custom.get(field.key) for one in many[1:3]] == [cash, None]
    assert FieldValue.objects.filter(field=field).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_field_retired_meanwhile_ends_the_work_in_words(cast: Cast, many: list[Party]) -> None:
    field = define_field(by=cast.boss, kind="party", label="付款方式", type="text")
    values = {"field": field.key, "value": "月结"}
    change = ask_bulk_change(by=cast.seller, kind="party", deed="fact", values=values, address=A)
    retire_field(by=cast.boss, field=field)
    change = done(change)
    assert (change.state, change.changed) == ("running", 0)
    page = enter(cast.seller).get(change.get_absolute_url()).content.decode()
    assert "已停用的字段" in page
    assert "重新选择" in page


def test_what_is_worked_out_or_hidden_is_not_offered(cast: Cast) -> None:
    sums = define_field(by=cast.boss, kind="party", label="两倍", type="formula", formula="1 + 1")
    secret = define_field(by=cast.boss, kind="party", label="底价", type="number")
    save_role(by=cast.boss, role=Role.objects.get(name="只看自己"), fields={"party": {secret.key: "hidden"}})
    form = enter(cast.seller).get(reverse("list-fact", args=["party"]), {"field": secret.key}).content.decode()
    for field in (sums, secret):
        assert field.label not in form
        with pytest.raises(ValidationError):
            ask_bulk_change(
                by=fresh(cast.seller), kind="party", deed="fact", values={"field": field.key, "value": "1"}, address=""
            )


def test_picked_rows_are_taken_out_and_only_those(cast: Cast, many: list[Party]) -> None:
    client = enter(cast.seller)
    url, ids = reverse("list-export", args=["party"]), [many[0].pk, many[5].pk]
    answer = client.post(url, {"ids": ids, "here": "columns=tier", "format": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["客户000", "客户005"]
    every = client.post(url, {"every": "1", "here": A, "format": "csv"})
    assert len(b"".join(every.streaming_content).decode().splitlines()) == 154
    foreign = Party.objects.get(name="珠江阀门").pk
    assert client.post(url, {"ids": [foreign], "format": "csv"}).status_code == 404
    assert client.post(url, {"format": "csv"}).status_code == 302
