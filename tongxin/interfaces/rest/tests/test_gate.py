"""Who is let in, to every address there is."""

import re
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from tests.cast import fresh
from tests.recall import Recalled
from tests.stored import all_stored
from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.base.web.routes import is_api, routes
from tongxin.collab.approvals.actions import remark, start_approval
from tongxin.collab.approvals.models import Flow
from tongxin.collab.calendar.actions import add_entry
from tongxin.collab.calendar.models import Entry
from tongxin.collab.people.actions import deactivate_person, end_sessions, revoke_token
from tongxin.collab.people.models import Token
from tongxin.collab.tasks.actions import give_task
from tongxin.collab.tasks.models import Task
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.catalogue.actions import add_product, save_price_list, set_price
from tongxin.directory.catalogue.models import PriceList, Product
from tongxin.directory.doubles.actions import merge_parties
from tongxin.directory.memory.models import Fact
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Contact, Party
from tongxin.frontoffice.contracts.actions import start_contract
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.leads.actions import note_lead
from tongxin.frontoffice.leads.models import Lead
from tongxin.frontoffice.orders.actions import start_order
from tongxin.frontoffice.orders.models import Order
from tongxin.frontoffice.pipeline.actions import open_opportunity
from tongxin.frontoffice.pipeline.models import LostReason, Opportunity
from tongxin.frontoffice.quotes.actions import ask_special_price, send_quote, start_quote
from tongxin.frontoffice.quotes.models import Quote, SpecialPrice
from tongxin.frontoffice.targets.actions import Wanted, set_targets
from tongxin.frontoffice.targets.models import Target
from tongxin.frontoffice.targets.queries import periods_of
from tongxin.interfaces.rest.tests.asking import ROOT, Caller, program_of, token_of
from tongxin.interfaces.rest.views.describing import document

pytestmark = [pytest.mark.django_db, pytest.mark.alike]  # who may come in is asked before any record is
BODIES = {
    ("post", "/parties"): {"name": "新客户"},
    ("patch", "/parties/{party_id}"): {"tier": "B"},
    ("post", "/parties/{party_id}/assignments"): {"owner": "colleague"},
    ("post", "/parties/{party_id}/team"): {"person": "manager"},
    ("post", "/parties/{party_id}/relations"): {"kind": "supplies", "other": "other"},
    ("post", "/contacts"): {"party": "firm", "name": "沈丽"},
    ("patch", "/contacts/{contact_id}"): {"title": "厂长"},
    ("post", "/activities"): {"kind": "call", "text": "打了电话", "party": "firm"},
    ("patch", "/activities/{activity_id}"): {"text": "看了旧车间"},
    ("post", "/tasks"): {"text": "送样", "party": "firm"},
    ("patch", "/tasks/{task_id}"): {"text": "报价单"},
    ("post", "/tasks/{task_id}/completions"): {},
    ("post", "/parties/{party_id}/facts"): {"kind": "habit", "text": "月底付款"},
    ("post", "/parties/{party_id}/consents"): {"purpose": "marketing", "deed": "given", "source": "表格"},
    ("patch", "/facts/{fact_id}"): {"text": "喝普洱"},
    ("post", "/tasks/{task_id}/assignments"): {"owner": "manager"},
    ("post", "/parties/{party_id}/merges"): {"from": ["other"]},
    ("post", "/hand-overs"): {"giver": "colleague", "taker": "manager"},
    ("post", "/opportunities"): {"name": "2 号线改造", "party": "firm"},
    ("patch", "/opportunities/{opportunity_id}"): {"source": "展会", "competitors": [{"name": "凯阀"}]},
    ("post", "/opportunities/{opportunity_id}/endings"): {"state": "lost", "reason": "reason", "competitor": "不清楚"},
    ("post", "/quotes"): {"party": "firm"},
    ("patch", "/quotes/{quote_id}"): {"project": "二期"},
    ("post", "/quotes/{quote_id}/lines"): {
        "lines": [{"text": "运费", "price": {"amount": "80.00", "currency": "CNY"}}]
    },
    ("post", "/quotes/{quote_id}/special-prices"): {"reason": "keep", "why": "老客户"},
    ("post", "/opportunities/{opportunity_id}/lines"): {
        "lines": [{"text": "运费", "price": {"amount": "80.00", "currency": "CNY"}}]
    },
    ("post", "/products"): {"code": "V-81", "name": "截止阀"},
    ("patch", "/products/{product_id}"): {"note": "新款"},
    ("post", "/price-lists/{price_list_id}/prices"): {"product": "product_id", "price": None},
    ("post", "/orders"): {
        "party": "firm",
        "lines": [{"text": "备件", "quantity": "2", "price": {"amount": "5", "currency": "CNY"}}],
    },
    ("patch", "/orders/{order_id}"): {"project": "二期"},
    ("post", "/orders/{order_id}/confirmations"): {},
    ("post", "/contracts"): {
        "party": "firm",
        "lines": [{"text": "备件", "quantity": "2", "price": {"amount": "5", "currency": "CNY"}}],
    },
    ("patch", "/contracts/{contract_id}"): {"title": "年度供货"},
    ("post", "/contracts/{contract_id}/deeds"): {"deed": "terminate", "why": "不做了"},
    ("post", "/leads/{lead_id}/deeds"): {"deed": "answer", "text": "已回电"},
    ("patch", "/targets/{target_id}"): {"value": "7"},
    ("post", "/leads"): {"company": "澄江水务", "about": "蝶阀 60 台"},
    ("patch", "/leads/{lead_id}"): {"city": "江阴"},
    ("post", "/leads/{lead_id}/conversions"): {"opportunity": "蝶阀 60 台", "close_on": "2026-12-31"},
    ("post", "/targets"): {"targets": [{"person": "colleague", "begins_on": "2026-10-01", "value": "80000"}]},
    ("post", "/promises"): {"text": "出法兰图"},
    ("post", "/promises/{promise_id}/refusals"): {"reason": "出差"},
    ("post", "/calendar-entries"): {"title": "评审", "starts_at": "2026-11-23T07:00:00Z"},
    ("patch", "/calendar-entries/{calendar_entry_id}"): {"title": "例会"},
    ("post", "/calendar-entries/{calendar_entry_id}/answers"): {"answer": "yes"},
    ("post", "/approvals"): {"title": "样品两台", "facts": {"amount": 1200}, "subject": "party_subject"},
    ("post", "/approvals/{approval_id}/decisions"): {"deed": "chase"},
}
ALL = sorted((method, path) for path, operations in document()["paths"].items() for method in operations)
QUESTIONS = {
    "/search": "?q=恒润", "/opportunities/won": "?year=2026", "/calendar-entries": "?since=2026-11-23&until=2026-11-30",
}  # fmt: skip
# test_imports tries reports, test_pools pools and hand-overs, test_rules rules
EVERYTHING = [one for one in ALL if not re.search(r"{(import|pool|hand_over|automation)_id}", one[1])]

# Colleagues, products and price lists are the whole firm's.
FOREIGN = [one for one in EVERYTHING if "{" in one[1] and not re.search("/(people|products|price-lists)/", one[1])]


def two_made_one(world):
    kept, gone = (create_party(by=world.cast.seller, name=name) for name in ("顺达代理行", "顺大代理行"))
    general = Flow.objects.get(key="general")
    asked = start_approval(by=world.cast.boss, initiator=world.cast.seller, flow=general, title="样品", facts={})
    remark(by=world.cast.boss, approval=asked, text="请看", to=[world.cast.clerk])
    deal = open_opportunity(by=world.cast.seller, name="阀门改造", party=world.firm, amount="5万")
    lines = [{"text": "调试", "quantity": 1, "price": "800"}]
    start_order(by=world.cast.seller, party=world.firm, lines=lines, wanted_on=now().date() + timedelta(days=9))
    valve = add_product(by=world.cast.boss, code="V-80", name="蝶阀")
    prices = save_price_list(by=world.cast.boss, name="标准价")
    set_price(by=world.cast.boss, price_list=prices, product=valve, price="100")
    start_quote(by=world.cast.seller, party=world.firm, lines=[{"product": valve, "quantity": 2, "price": "90"}])
    sent = start_quote(by=world.cast.seller, party=world.firm, lines=[{"text": "备件", "price": "5"}])
    send_quote(by=world.cast.seller, quote=sent)
    until, why = now().date() + timedelta(days=30), {"reason": "keep", "why": "老客户"}
    ask_special_price(
        by=world.cast.seller, party=world.firm, product=valve, price="80", quantity=2, until_on=until, **why
    )
    start_contract(by=world.cast.seller, party=world.firm, amount="5 万")
    goal = Wanted(periods_of(2026, "year")[0], "5", person=world.cast.seller)
    set_targets(by=world.cast.boss, measure="won_count", wanted=[goal])
    note_lead(by=world.cast.seller, company="太湖泵站", owner=world.cast.seller)
    give_task(by=world.cast.seller, owner=world.cast.boss, text="出图", on=Subject("party", world.firm.pk))
    return merge_parties(by=world.cast.seller, kept=kept, gone=gone), asked, deal


_recalled = Recalled(two_made_one)


@pytest.fixture
def world(world):
    """The room's world, two records which were made one, something asked for, and a meeting."""
    world.merge, world.approval, world.deal = _recalled(world)
    invited = {"guests": [world.cast.boss, world.cast.clerk]}
    add_entry(by=world.cast.boss, title="周会", starts=datetime(2026, 11, 23, 7, tzinfo=UTC), **invited)
    world.numbers = numbers(world)
    return world


def short(path):
    return path.removeprefix(ROOT)


def numbers(world):
    cast = world.cast
    return {
        "firm": world.firm.pk, "other": world.other.pk, "colleague": cast.colleague.pk, "manager": cast.manager.pk,
        "party_id": world.firm.pk, "contact_id": world.ma.pk, "activity_id": world.activity.pk, "task_id": world.step.pk,
        "relation_id": world.relation.pk, "person_id": cast.colleague.pk, "fact_id": world.fact.pk,
        "merge_id": world.merge.pk, "approval_id": world.approval.pk, "opportunity_id": world.deal.pk,
        "lead_id": Lead.objects.earliest("id").pk, "target_id": Target.objects.earliest("id").pk,
        "order_id": Order.objects.earliest("id").pk, "contract_id": Contract.objects.earliest("id").pk,
        "promise_id": Task.objects.earliest("id").pk, "calendar_entry_id": Entry.objects.earliest("id").pk,
        "product_id": Product.objects.earliest("id").pk, "price_list_id": PriceList.objects.get().pk, "quote_id": Quote.objects.earliest("id").pk, "special_price_id": SpecialPrice.objects.earliest("id").pk, "reason": LostReason.objects.earliest("id").pk, "party_subject": f"party:{world.firm.pk}",
    }  # fmt: skip


VERSIONED = {
    "/parties/{party_id}": (Party, "party_id"), "/contacts/{contact_id}": (Contact, "contact_id"),
    "/activities/{activity_id}": (Activity, "activity_id"), "/tasks/{task_id}": (Step, "task_id"),
    "/facts/{fact_id}": (Fact, "fact_id"), "/opportunities/{opportunity_id}": (Opportunity, "opportunity_id"),
    "/contracts/{contract_id}": (Contract, "contract_id"), "/orders/{order_id}": (Order, "order_id"),
    "/targets/{target_id}": (Target, "target_id"), "/leads/{lead_id}": (Lead, "lead_id"),
    "/quotes/{quote_id}": (Quote, "quote_id"), "/products/{product_id}": (Product, "product_id"),
    "/calendar-entries/{calendar_entry_id}": (Entry, "calendar_entry_id"),
}  # fmt: skip


def _meant(value, known):
    """Numbers instead of the names that stand for them."""
    if isinstance(value, list):
        return [_meant(one, known) for one in value]
    if isinstance(value, dict):
        return {name: _meant(one, known) for name, one in value.items()}
    return known.get(value, value) if isinstance(value, str) else value


def knock(caller, world, method, path, **other):
    """Ask well: a good body, the right version."""
    known = world.numbers | other
    if short(path) == "/quotes/{quote_id}/orders":
        known["quote_id"] = Quote.objects.get(state=Quote.State.SENT).pk
    body = BODIES.get((method, short(path)))
    body = {name: _meant(value, known) for name, value in (body or {}).items()}
    address = re.sub(r"{(\w+)}", lambda found: str(known[found.group(1)]), short(path))
    address += QUESTIONS.get(address, "") if method == "get" else ""
    headers = {}
    if method in ("patch", "delete") and short(path) in VERSIONED:
        model, name = VERSIONED[short(path)]
        headers = {"If_Match": str(model.objects.get(pk=world.numbers[name]).version)}
    if address.endswith("/restorations"):
        Party.objects.filter(pk=world.firm.pk, deleted_at=None).update(deleted_at=now())
    if method == "get":
        return caller.get(address)
    return caller.ask(method.upper(), address, body if method != "delete" else None, **headers)


@contextmanager
def put_back():
    """What is done here is undone at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_whoever_may_is_served(world):
    caller, wrong = program_of(world.cast.boss), {}
    for method, path in EVERYTHING:
        with put_back():
            answer = knock(caller, world, method, path)
        if answer.status not in (200, 201, 204):
            wrong[method, path] = answer.json
    assert wrong == {}


def test_a_token_that_may_only_read_changes_nothing(world):
    caller, writes = program_of(world.cast.boss, scopes=("read",)), [one for one in EVERYTHING if one[0] != "get"]
    answered = {one: knock(caller, world, *one).status for one in writes}
    before = all_stored()
    assert {one: status for one, status in answered.items() if status != 403} == {}
    assert [one for one in writes if knock(caller, world, *one).status != 403] == []
    assert all_stored() == before


def test_nobody_is_served_without_a_living_token(world):
    boss = world.cast.boss
    expired = token_of(boss, expires_at=now() - timedelta(seconds=1))
    revoked = token_of(boss)
    revoke_token(by=boss, token=Token.objects.latest("id"))
    before = all_stored()
    for method, path in EVERYTHING:
        for secret in ("", "tx_garbage", expired, revoked, "x" * 10_000, "tx_é"):
            address = re.sub(r"{\w+}", "1", short(path))
            answer = Caller(secret).ask(method.upper(), address, {})
            assert answer.status == 401, (method, path)
            assert answer.headers["WWW-Authenticate"] == "Bearer"
            assert answer.json["type"] == "/api/v1/docs#unauthenticated"
    assert all_stored() == before


MISSING = """party_id contact_id activity_id task_id relation_id person_id fact_id merge_id approval_id promise_id lead_id target_id
    calendar_entry_id special_price_id""".split()


def test_what_is_not_theirs_is_like_what_does_not_exist(world):
    callers, missing = (program_of(world.cast.stranger), program_of(world.cast.south)), dict.fromkeys(MISSING, 987654)
    for caller in callers:
        knock(caller, world, "get", f"{ROOT}/parties")  # the first use of a token is noted
    thrown_away = [one for one in FOREIGN if one[1].endswith("/restorations")]
    for group in ([one for one in FOREIGN if one not in thrown_away], thrown_away):
        for one in group:
            knock(callers[1], world, *one)  # a restoration needs something thrown away
        before = all_stored()
        for method, path in group:
            for caller in callers:
                foreign, absent = knock(caller, world, method, path), knock(caller, world, method, path, **missing)
                assert foreign.status == absent.status == 404, (method, path)
                assert foreign.content == absent.content, (method, path)
        assert all_stored() == before


# Whoever sees a customer may say what they know of it, and whoever is invited whether they come.
OPEN_TO_LOOKERS = {
    ("post", f"{ROOT}/parties/{{party_id}}/consents"),
    ("post", f"{ROOT}/parties/{{party_id}}/facts"),
    ("post", f"{ROOT}/facts/{{fact_id}}/confirmations"),
    ("post", f"{ROOT}/calendar-entries/{{calendar_entry_id}}/answers"),
}
WRITES_OF_FIRM = [
    one
    for one in EVERYTHING
    if one[0] != "get" and "{" in one[1] and "restorations" not in one[1] and one not in OPEN_TO_LOOKERS
]


def test_whoever_may_only_look_changes_nothing(world):
    clerk = program_of(world.cast.clerk)
    assert knock(clerk, world, "get", f"{ROOT}/parties/{{party_id}}").status == 200
    before = all_stored()
    for method, path in WRITES_OF_FIRM:
        answer = knock(clerk, world, method, path)
        assert answer.status == 403, (method, path)
        assert answer.json["type"] == "/api/v1/docs#forbidden"
    assert all_stored() == before
    assert knock(clerk, world, "get", f"{ROOT}/parties/{{party_id}}").status == 200


@pytest.mark.parametrize("path", ["/parties", "/contacts", "/activities", "/tasks", "/search?q=恒润"])
def test_strangers_find_nothing(world, path):
    answer = program_of(world.cast.stranger).get(path)
    assert answer.json == {"items": [], "next": None}


def test_strangers_and_lookers_add_no_party(world):
    stranger, clerk = program_of(world.cast.stranger), program_of(world.cast.clerk)
    before = all_stored()
    assert stranger.post("/parties", {"name": "甲"}).status == 403
    assert clerk.post("/parties", {"name": "甲"}).status == 403
    assert stranger.post("/contacts", {"party": world.firm.pk, "name": "甲"}).wrong == {"party"}
    assert clerk.post("/contacts", {"party": world.firm.pk, "name": "甲"}).status == 403
    assert stranger.post("/activities", {"party": world.firm.pk, "kind": "call", "text": "甲"}).wrong == {"party"}
    assert stranger.post("/tasks", {"party": world.firm.pk, "text": "甲"}).wrong == {"party"}
    assert all_stored() == before


def test_a_token_dies_with_its_person_and_their_sessions(world):
    seller = world.cast.seller
    first = program_of(seller)
    assert first.get("/me").status == 200
    end_sessions(by=seller, person=fresh(seller))
    assert first.get("/me").status == 401
    second = program_of(fresh(seller))
    assert second.get("/me").status == 200
    deactivate_person(by=world.cast.boss, person=fresh(seller))
    assert second.get("/me").status == 401


def test_a_session_is_no_token(world):
    client = Client()
    client.force_login(world.cast.boss)
    assert client.get(f"{ROOT}/parties").status_code == 401
    assert client.post(f"{ROOT}/parties", {"name": "甲"}, content_type="application/json").status_code == 401


def test_a_token_that_may_only_write_reads_nothing(world):
    caller = program_of(world.cast.boss, scopes=("write",))
    assert caller.get("/parties").status == 403
    assert caller.post("/parties", {"name": "甲"}).status == 201


def test_other_addresses_and_methods_are_refused_in_the_same_words(api, world):
    assert api.get("/nothing").status == 404
    assert api.get("/parties/").content == api.get("/parties/987654").content
    assert api.get("/parties/" + "9" * 5000).content == api.get("/parties/" + "9" * 25).content
    assert Caller().get("/nothing").status == 401
    refused = api.ask("PUT", "/parties", {})
    assert refused.status == 405
    assert refused.json["type"] == "/api/v1/docs#method-not-allowed"
    assert refused.headers["Allow"]


def test_the_document_names_every_address(world):
    described = {short(path) for _method, path in ALL}
    there = {
        "/" + re.sub(r"<int:(\w+)>", r"{\1}", route.pattern).removeprefix("api/v1/")
        for route in routes(get_resolver())
        if is_api(route)
    }
    assert there == described


def test_refusals_speak_the_language_that_is_asked_for(world):
    english = Caller("tx_no").get("/me").json
    chinese = Caller("tx_no", "zh-Hans").get("/me").json
    assert english["title"] == "A token is needed"
    assert chinese["title"] != english["title"]
