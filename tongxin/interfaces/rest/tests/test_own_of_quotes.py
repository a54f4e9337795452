"""What is particular about fields of the firm on quotes: what the customer has stays, versions and copies carry it, paper never shows it."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import fresh
from tongxin.collab.access.models import Role
from tongxin.collab.fields.actions import HeldNow, fill_record
from tongxin.collab.fields.models import OwnValues
from tongxin.collab.files.models import Attachment
from tongxin.collab.search.queries import matching
from tongxin.directory.parties.actions import delete_parties
from tongxin.directory.parties.actions.purge import purge_parties
from tongxin.frontoffice.quotes.actions import (
    copy_quote,
    make_link,
    note_answer,
    order_quote,
    revise_quote,
    send_quote,
    start_quote,
)
from tongxin.frontoffice.quotes.actions.checks import FieldLocked
from tongxin.frontoffice.quotes.models import Quote
from tongxin.interfaces.rest.tests.asking import program_of
from tongxin.interfaces.rest.tests.test_own_beside import client_of, define

HX = {"HX-Request": "true"}


def quote_of(world, **more):
    lines = [{"text": "阀门", "quantity": 2, "price": "10"}]
    return start_quote(by=world.cast.seller, party=world.firm, title="二期", lines=lines, **more)


def said(kind, number):
    found = OwnValues.objects.filter(kind=kind, record_id=number).first()
    return found.custom if found else {}


def test_the_form_asks_for_what_is_needed_and_keeps_what_was_typed(world):
    needed = define(world, "quote", "来源", is_required=True).key
    many = define(world, "quote", "台数", "number", on_form=True).key
    client, sent = client_of(world.cast.seller), {"customer": world.firm.name, "title": "二期"}
    for typed, wrong in (({}, needed), ({needed: "展会", many: "三台"}, many)):
        refused = client.post("/quotes/new/", {**sent, **typed})
        page = refused.content.decode()
        assert (refused.status_code, f'name="{wrong}"' in page, 'value="二期"' in page) == (422, True, True), typed
    assert 'value="三台"' in page
    assert not Quote.objects.exists()
    assert client.post("/quotes/new/", {**sent, needed: "展会", many: "3"}).status_code == 302
    one = Quote.objects.get()
    assert said("quote", one.pk) == {needed: "展会", many: 3}
    facts = f"/quotes/{one.pk}/facts/"
    assert f'name="{needed}"' not in client.get(facts).content.decode()
    assert client.post(facts, {"title": "三期", "valid_until": one.valid_until.isoformat()}).status_code == 302


def test_what_the_customer_has_is_held_at_every_door(world, api):
    word = define(world, "quote", "来源").key
    state = define(world, "quote", "又叫", "formula", formula="[状态]").key
    one = quote_of(world, custom={word: "展会"})
    client, place = client_of(world.cast.seller), f"/own/quote/{one.pk}/{word}/"
    assert place in client.get(one.get_absolute_url()).content.decode()
    send_quote(by=world.cast.seller, quote=one)
    assert said("quote", one.pk) == {word: "展会", state: "sent"}
    page = client.get(one.get_absolute_url()).content.decode()
    assert ("展会" in page, place in page) == (True, False)
    assert client.get(place).status_code == 422
    refused = client.post(place, {"value": "别的", "was": "展会"}, headers=HX)
    assert (refused.status_code, "新版本" in refused.content.decode()) == (422, True)
    known = api.get(f"/quotes/{one.pk}").json
    assert api.patch(f"/quotes/{one.pk}", {"custom": {word: "别的"}}, known["version"]).status in (409, 422)
    many = client.post("/lists/quote/deeds/fact/", {"ids": [one.pk], "field": word, "value": "别的"}, headers=HX)
    assert "别的" not in json.dumps(said("quote", one.pk), ensure_ascii=False), many.status_code
    with pytest.raises(HeldNow):
        fill_record(by=world.cast.boss, kind="quote", number=one.pk, given={word: "别的"})
    note_answer(by=world.cast.seller, quote=one, is_accepted=True)
    assert said("quote", one.pk) == {word: "展会", state: "accepted"}


def test_versions_and_copies_carry_it_and_an_order_has_its_own(world):
    word = define(world, "quote", "来源").key
    number = define(world, "quote", "编号", "serial", pattern="BJ{01}").key
    proof = define(world, "quote", "招标文件", "file").key
    hidden = define(world, "quote", "底线").key
    other = define(world, "order", "来源").key
    one = quote_of(world, custom={word: "展会", hidden: "八折"})
    sent = {"value": "", "was": "", "file": SimpleUploadedFile("招标.pdf", b"%PDF-1.4")}
    client_of(world.cast.seller).post(f"/own/quote/{one.pk}/{proof}/", sent, headers=HX)
    Role.objects.filter(name="只看自己").update(fields={"quote": {hidden: "hidden"}})
    seller = fresh(world.cast.seller)
    send_quote(by=seller, quote=one)
    order = order_quote(by=seller, quote=one)
    assert (said("order", order.pk), other) == ({}, other)
    further = revise_quote(by=seller, quote=Quote.objects.get(pk=one.pk))
    first = said("quote", one.pk)
    assert first[number] == "BJ01"
    assert said("quote", further.pk) == first, "one record in two versions, its number and its files among them"
    assert "招标.pdf" in client_of(seller).get(further.get_absolute_url()).content.decode()
    copy = copy_quote(by=seller, quote=Quote.objects.get(pk=one.pk), party=world.firm)
    assert said("quote", copy.pk) == {word: "展会", hidden: "八折", number: "BJ02"}
    assert "八折" not in client_of(seller).get(copy.get_absolute_url()).content.decode()
    found = Quote.objects.filter(matching(world.cast.boss, "quote", "展会"))
    assert {one.pk, further.pk, copy.pk} == set(found.values_list("pk", flat=True))


def test_neither_the_customer_nor_paper_is_shown_it(world):
    word = define(world, "quote", "底线").key
    one = quote_of(world, custom={word: "八折放得下"})
    send_quote(by=world.cast.seller, quote=one)
    _link, key = make_link(by=world.cast.seller, quote=one)
    for client, path in ((Client(), f"/q/{key}/"), (client_of(world.cast.seller), f"/quotes/{one.pk}/sheet/")):
        page = client.get(path).content.decode()
        assert "阀门" in page
        assert "八折放得下" not in page
        assert "底线" not in page


def test_a_locked_fact_of_a_quote_stays(world):
    one = quote_of(world)
    Role.objects.filter(name="只看自己").update(fields={"quote": {"project": "read"}})
    seller = fresh(world.cast.seller)
    program = program_of(seller)
    assert program.patch(f"/quotes/{one.pk}", {"project": "二期"}, one.version).status == 403
    assert program.post("/quotes", {"party": world.firm.pk, "project": "二期"}).status == 403
    for path in (f"/quotes/{one.pk}/facts/", "/quotes/new/"):
        assert 'name="project"' not in client_of(seller).get(path).content.decode()
    assert program.patch(f"/quotes/{one.pk}", {"title": "阀"}, one.version).status == 200
    with pytest.raises(FieldLocked):
        start_quote(by=seller, party=world.firm, project="二期")


def test_what_hangs_beside_a_quote_goes_with_its_customer_for_good(world):
    proof = define(world, "quote", "招标文件", "file").key
    one = quote_of(world)
    sent = {"value": "", "was": "", "file": SimpleUploadedFile("招标.pdf", b"%PDF-1.4")}
    client_of(world.cast.seller).post(f"/own/quote/{one.pk}/{proof}/", sent, headers=HX)
    assert Attachment.objects.filter(kind="quote").exists()
    delete_parties(by=world.cast.boss, parties=[world.firm.pk])
    purge_parties(by=world.cast.boss, parties=[world.firm.pk])
    assert not Quote.objects.exists()
    assert not Attachment.objects.filter(kind="quote").exists()
    assert not OwnValues.objects.exists()
