"""A contract from its first word to its lines, and for nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from tests.cast import Cast, fresh
from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.collab.access.models import Role
from tongxin.collab.journal.models import Entry
from tongxin.collab.search.queries import matching
from tongxin.directory.activities.queries.timeline import timeline
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.contracts.actions import (
    ChangedMeanwhile,
    ContractedAlready,
    FieldLocked,
    MayNotContract,
    NotYours,
    ask_for_seal,
    change_contract,
    contract_opportunity,
    contract_order,
    contract_quote,
    remove_line,
    start_contract,
    write_lines,
)
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.orders.actions import start_order
from tongxin.frontoffice.pipeline.actions import open_opportunity
from tongxin.frontoffice.quotes.actions import send_quote, start_quote

LINE = {"text": "DN200 闸阀", "quantity": 10, "unit": "台", "price": "5200"}


def firm_of(cast: Cast) -> Party:
    return create_party(by=cast.seller, name="苏州恒润精密机械有限公司")


def contract_of(cast: Cast, **more: Any) -> Contract:
    return start_contract(by=cast.seller, party=firm_of(cast), **{"title": "2 号线阀门", "amount": "68.6万", **more})


def test_a_contract_has_its_number_its_amount_and_its_lines(cast: Cast) -> None:
    one = contract_of(cast)
    year = timezone.localdate(now()).year
    assert (one.number, one.total, one.state) == (f"HT-{year}-0001", Money(68_600_000, "CNY"), "draft")
    one = write_lines(by=cast.seller, contract=one, lines=[LINE, {**LINE, "quantity": 1}])
    assert (one.total, one.lines.count()) == (Money(5_720_000, "CNY"), 2)
    with pytest.raises(ValidationError, match="明细"):
        change_contract(by=cast.seller, contract=one, amount="1")
    one = remove_line(by=cast.seller, contract=one, number=one.lines.earliest("pk").pk)
    assert one.total == Money(520_000, "CNY")
    assert one.number in str(timeline(cast.seller, one.party).items)


def test_what_cannot_be_is_refused_in_words_and_nothing_is_lost(cast: Cast) -> None:
    one = contract_of(cast)
    day = now().date()
    for bad in (
        {"begins_on": day, "ends_on": day - timedelta(days=1)},
        {"amount": "-5"},
        {"amount": "5 USD"},
        {"title": " "},
        {"kind": "gift"},
    ):
        with pytest.raises(ValidationError):
            change_contract(by=cast.seller, contract=one, **bad)
    with pytest.raises(ValidationError, match="2"):
        write_lines(by=cast.seller, contract=one, lines=[LINE, {**LINE, "quantity": -1}])
    kept = Contract.objects.get()
    assert (kept.total, kept.title, kept.lines.count()) == (one.total, "2 号线阀门", 0)


def test_who_saves_on_top_of_another_is_told(cast: Cast, client: Client) -> None:
    one = contract_of(cast)
    client.force_login(cast.seller)
    facts = {"title": "我的", "kind": "sale", "version": one.version}
    change_contract(by=cast.boss, contract=one, title="陈岚的")
    answer = client.post(f"{one.get_absolute_url()}facts/", facts)
    assert (answer.status_code, "我的" in answer.content.decode()) == (422, True)
    assert Contract.objects.get().title == "陈岚的"
    with pytest.raises(ChangedMeanwhile):
        change_contract(by=cast.seller, contract=one, version=one.version, title="我的")


def test_a_quote_an_order_and_a_deal_become_a_contract_once(cast: Cast, client: Client) -> None:
    firm = firm_of(cast)
    quote = start_quote(by=cast.seller, party=firm, title="2 号线", lines=[LINE, {**LINE, "is_option": True}])
    with pytest.raises(ValidationError):
        contract_quote(by=cast.seller, quote=quote)
    send_quote(by=cast.seller, quote=quote)
    quote.refresh_from_db()
    client.force_login(cast.seller)
    client.post(f"/quotes/{quote.pk}/contracts/")
    of_quote = Contract.objects.get()
    assert (of_quote.total, of_quote.lines.count(), of_quote.title) == (Money(5_200_000, "CNY"), 1, "2 号线")
    assert of_quote.number in client.get(quote.get_absolute_url()).content.decode()
    with pytest.raises(ContractedAlready):
        contract_quote(by=cast.seller, quote=quote)
    order = start_order(by=cast.seller, party=firm, lines=[LINE])
    of_order = contract_order(by=cast.seller, order=order, with_lines=False)
    assert (of_order.total, of_order.lines.count(), of_order.title) == (Money(5_200_000, "CNY"), 0, order.number)
    deal = open_opportunity(by=cast.seller, name="阀门改造", party=firm, amount="68.6万")
    assert contract_opportunity(by=cast.seller, opportunity=deal).total == Money(68_600_000, "CNY")
    with pytest.raises(ValidationError):
        contract_opportunity(by=cast.seller, opportunity=open_opportunity(by=cast.seller, name="谁?", amount="1"))


def test_a_contract_on_its_page_in_lists_in_search_and_for_nobody_else(cast: Cast, client: Client) -> None:
    one = contract_of(cast, ends_on=now().date() + timedelta(days=9))
    client.force_login(cast.seller)
    address = one.get_absolute_url()
    assert "人民币陆拾捌万陆仟元整" in client.get(address).content.decode()
    for page in ("/contracts/", "/contracts/?open=coming", one.party.get_absolute_url()):
        assert "2 号线阀门" in client.get(page).content.decode(), page
    assert "2 号线阀门" not in client.get("/contracts/?open=ending").content.decode()
    assert Contract.objects.filter(matching(cast.seller, "contract", one.number)).exists()
    refused = client.post("/contracts/new/", {"customer": "没有这家", "kind": "sale", "title": "x"})
    assert refused.status_code == 422
    made = client.post(
        "/contracts/new/", {"customer": "恒润", "kind": "service", "title": "年度维保", "amount": "12 万"}
    )
    assert Contract.objects.latest("pk").gross == 12_000_000, made.content.decode()[-900:]
    client.force_login(cast.south)
    assert client.get(address).status_code == 404
    with pytest.raises(NotYours):
        change_contract(by=cast.south, contract=one, title="x")
    with pytest.raises(MayNotContract):
        start_contract(by=cast.clerk, party=one.party)


def test_hidden_amounts_stand_nowhere(cast: Cast, client: Client) -> None:
    one = contract_of(cast)
    write_lines(by=cast.seller, contract=one, lines=[LINE])
    firm = one.party
    asked = start_contract(by=cast.seller, party=firm, lines=[LINE], begins_on=timezone.localdate(now()))
    approval = ask_for_seal(by=cast.seller, contract=asked)
    role = Role.objects.get(name="只看自己")
    role.fields = {"contract": {"gross": "hidden"}}
    role.save()
    seller = fresh(cast.seller)
    client.force_login(seller)
    for page in (
        one.get_absolute_url(),
        "/contracts/",
        firm.get_absolute_url(),
        "/search/?q=阀门",
        approval.get_absolute_url(),
    ):
        shown = client.get(page).content.decode()
        assert "HT-" in shown, page
        assert not any(sum_ in shown for sum_ in ("52,000", "52000", "伍万", "5.2 万")), page
    with pytest.raises(FieldLocked):
        change_contract(by=seller, contract=start_contract(by=seller, party=one.party), amount="5")


def test_owner_and_unit_are_chosen_and_many_are_set_and_handed_over_at_once(cast: Cast, client: Client) -> None:
    firm = firm_of(cast)
    client.force_login(cast.boss)
    typed = {"customer": "恒润", "kind": "sale", "title": "甲", "owner": cast.seller.pk, "unit": cast.east.pk}
    assert client.post("/contracts/new/", {**typed, "owner": cast.south.pk}).status_code == 422, (
        "she can't see the customer"
    )
    assert client.post("/contracts/new/", typed).status_code == 302
    one, other = Contract.objects.get(), start_contract(by=cast.seller, party=firm, title="乙")
    assert (one.owner, one.unit, other.unit) == (cast.seller, cast.east, cast.suzhou)
    both = {"ids": [one.pk, other.pk]}
    client.post("/lists/contract/deeds/fact/", {**both, "field": "project", "value": "2 号线"})
    assert set(Contract.objects.values_list("project", flat=True)) == {"2 号线"}
    told = Entry.objects.filter(name="contract.changed").latest("pk")
    assert (told.before, told.particulars["after"]) == ({"project": ""}, {"project": "2 号线"})
    client.post("/lists/contract/deeds/assign/", {**both, "owner": cast.boss.pk})
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.owner, one.unit, other.unit) == (cast.boss, cast.east, cast.head_office), (
        "who was chosen to sign still signs"
    )
    facts = {"title": "甲", "kind": "sale", "owner": cast.boss.pk, "unit": cast.suzhou.pk, "version": one.version}
    client.post(f"{one.get_absolute_url()}facts/", facts)
    one.refresh_from_db()
    assert one.unit == cast.suzhou
