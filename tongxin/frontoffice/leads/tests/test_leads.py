"""From somebody's interest to a customer: assigned, answered in time, converted with nothing lost."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from tests.cast import Cast, fresh
from tongxin.base.clock import replaying
from tongxin.collab.access.models import Role
from tongxin.collab.org.models import Unit
from tongxin.collab.search.queries import matching
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.parties.actions import add_contact, create_party, delete_parties, purge_parties
from tongxin.directory.parties.models import Contact, ContactPoint, Party
from tongxin.directory.privacy.models import Reveal
from tongxin.frontoffice.leads.actions import (
    LeadGone,
    NotOpenLead,
    answer_lead,
    assign_lead,
    convert_lead,
    drop_lead,
    note_lead,
    reopen_lead,
    save_rules,
    save_source,
    take_lead,
)
from tongxin.frontoffice.leads.actions.arranging import RuleDraft
from tongxin.frontoffice.leads.models import Lead, LeadSource
from tongxin.frontoffice.leads.queries import Route, likes_of, route_of
from tongxin.frontoffice.leads.queries.routing import Rule, next_in_turn
from tongxin.frontoffice.pipeline.models import Opportunity

RULES = [Rule(1, "苏州，无锡", "", 7, None), Rule(None, "", "蝶阀 球阀", None, 3), Rule(None, "", "", 8, None)]


@pytest.mark.parametrize(
    ("source", "city", "text", "route"),
    [
        (1, "江苏苏州", "", Route(7, None)),
        (2, "苏州", "", Route(8, None)),
        (1, "上海", "要 60 台蝶阀", Route(None, 3)),
        (None, "", "别的", Route(8, None)),
    ],
)
def test_the_first_rule_that_fits_counts(source: int | None, city: str, text: str, route: Route) -> None:
    assert route_of(RULES, source=source, city=city, text=text, active={7, 8}) == route
    assert route_of(RULES, source=1, city="苏州", text="", active={8}) == Route(8, None), "who has left is passed over"


def test_who_got_none_for_the_longest_time_is_next() -> None:
    assert next_in_turn([1, 2, 3], {1: "2026-01-02", 2: "2026-01-01"}) == 3
    assert next_in_turn([1, 2], {1: "2026-01-02", 2: "2026-01-01"}) == 2
    assert next_in_turn([], {}) is None


def test_a_lead_is_assigned_in_turn_and_answered_in_working_hours(cast: Cast) -> None:
    web = LeadSource.objects.get(key="web")
    save_source(by=cast.boss, source=web, name=web.called, hours=4)
    save_rules(
        by=cast.boss, rules=[RuleDraft(source=web, unit=cast.suzhou), RuleDraft(cities="深圳", person=cast.south)]
    )
    friday = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)  # 16:30 in Shanghai
    with replaying(friday):
        leads = [note_lead(by=cast.boss, source=web, company=f"公司{n}", phone="13800138000") for n in range(3)]
    assert [lead.owner for lead in leads] == [cast.seller, cast.colleague, cast.seller]
    assert timezone.localtime(leads[0].respond_by).strftime("%m-%d %H:%M") == "11-23 11:30"
    assert leads[0].step is not None
    assert (leads[0].step.owner, leads[0].step.due_at) == (cast.seller, leads[0].respond_by)
    assert note_lead(by=cast.boss, company="深圳一家", city="深圳市").owner == cast.south
    assert note_lead(by=cast.colleague, name="路过的人").owner == cast.colleague, "no rule fits: whoever notes it"
    with replaying(datetime(2026, 11, 23, 2, 0, tzinfo=UTC)):
        assert not answer_lead(by=cast.seller, lead=leads[0], text="打过电话，要资料").is_late(leads[0].respond_by)
    with replaying(datetime(2026, 11, 23, 9, 0, tzinfo=UTC)):
        late = answer_lead(by=fresh(cast.colleague), lead=leads[1], text="才打")
    assert late.is_late(late.respond_by)
    assert Step.objects.get(pk=leads[0].step.pk).done_at is not None


def test_a_lead_becomes_a_customer_a_contact_and_an_opportunity(cast: Cast) -> None:
    fair = LeadSource.objects.get(key="fair")
    lead = note_lead(
        by=cast.seller, owner=cast.seller, source=fair, company="澄江水务有限公司", name="马志远", title="设备科长", phone="138 0013 8000",
        city="苏州", about="蝶阀 60 台，年底前",
    )  # fmt: skip
    answer_lead(by=cast.seller, lead=lead, text="要样本和报价")
    done = convert_lead(by=cast.seller, lead=lead, opportunity="蝶阀 60 台", amount="86万", next_step="送样本")
    assert done.opportunity is not None
    assert done.contact is not None
    assert (done.party.name, done.party.city, done.party.owner) == ("澄江水务有限公司", "苏州市", cast.seller)
    assert (done.contact.name, done.opportunity.amount, done.opportunity.source) == ("马志远", 86_000_000, fair.called)
    assert Contact.objects.get(person=done.contact).title == "设备科长"
    assert done.opportunity.next_step is not None
    said = " ".join(Activity.objects.filter(party=done.party).values_list("text", flat=True))
    assert "138" not in said, "numbers stand where field rights can hide them"
    assert ContactPoint.objects.get(party=done.contact).shown == "138 0013 8000"
    for word in ("蝶阀 60 台，年底前", "要样本和报价", "设备科长"):
        assert word in said
    with pytest.raises(NotOpenLead):
        convert_lead(by=cast.seller, lead=lead, opportunity="again")
    assert Opportunity.objects.count() == 1
    delete_parties(by=cast.boss, parties=[done.party.pk])
    purge_parties(by=cast.boss, parties=[done.party.pk])
    assert not Lead.objects.exists(), "with the customer goes where it came from"


def test_converting_into_a_known_customer_adds_to_it(cast: Cast) -> None:
    known = create_party(by=cast.seller, name="澄江水务有限公司")
    add_contact(by=cast.seller, party=known, name="马志远", points={"phone": ["13800138000"]})
    lead = note_lead(by=cast.seller, owner=cast.seller, company="澄江水务有限公司", name="马志远", phone="13800138000")
    (like,) = likes_of(fresh(cast.seller), lead)
    assert like.party == known
    assert likes_of(fresh(cast.south), lead)[0].party is None, "whom one may not see has no name"
    done = convert_lead(by=cast.seller, lead=lead, into=known)
    assert (done.party, done.opportunity, Party.objects.filter(name="马志远").count()) == (known, None, 1)


def test_what_fails_changes_nothing(cast: Cast) -> None:
    lead = note_lead(by=cast.seller, owner=cast.seller, company="澄江水务")
    with pytest.raises(ValidationError):
        convert_lead(by=cast.seller, lead=lead, opportunity="蝶阀", amount="-5")
    assert not Party.objects.filter(name="澄江水务").exists()
    assert Lead.objects.get(pk=lead.pk).state == "new"
    for facts in ({}, {"name": " "}, {"company": "x" * 201}, {"nothing": "x"}):
        with pytest.raises(ValidationError):
            note_lead(by=cast.seller, **facts)
    with pytest.raises(PermissionDenied):
        note_lead(by=cast.clerk, company="x")
    with pytest.raises(ValidationError):
        drop_lead(by=cast.seller, lead=lead, why=" ")


def test_leads_are_seen_taken_given_and_dropped_within_rights(cast: Cast) -> None:
    lead = note_lead(by=cast.boss, owner=cast.seller, company="澄江水务")
    assert not Lead.objects.visible_to(fresh(cast.south)).exists()
    assert not Lead.objects.visible_to(fresh(cast.stranger)).exists()
    for person in (cast.clerk, cast.south, cast.colleague):
        with pytest.raises(LeadGone):
            drop_lead(by=fresh(person), lead=lead, why="x")
    given = assign_lead(by=fresh(cast.manager), lead=lead, owner=cast.colleague)
    assert (given.owner, Step.objects.filter(done_at=None, cancelled_at=None).count()) == (cast.colleague, 1)
    assert drop_lead(by=fresh(cast.colleague), lead=lead, why="只是学生").state == "dropped"
    assert reopen_lead(by=fresh(cast.colleague), lead=lead).state == "new"
    free = Lead.objects.create(
        company="没人领", unit=Unit.objects.get(pk=cast.suzhou.pk), came_at=lead.came_at, respond_by=lead.respond_by
    )
    assert take_lead(by=fresh(cast.colleague), lead=free).owner == cast.colleague
    with pytest.raises(NotOpenLead, match="赵航"):
        take_lead(by=fresh(cast.boss), lead=free)


@pytest.mark.alike
def test_a_lead_goes_through_its_pages(cast: Cast, client: Client) -> None:
    client.force_login(cast.seller)
    answer = client.post("/leads/new/", {"company": "澄江水务", "name": "马志远", "phone": "13800138000", "once": "a"})
    lead = Lead.objects.get()
    assert answer["Location"] == f"/leads/{lead.pk}/"
    assert "澄江水务" in client.get("/leads/").content.decode()
    assert "澄江水务" in client.get("/leads/?q=chengjiang").content.decode()
    assert "澄江水务" in client.get("/leads/?open=all").content.decode()
    client.post(f"/leads/{lead.pk}/answers/", {"kind": "call", "text": "要报价", "once": "b"})
    assert "要报价" in client.get(f"/leads/{lead.pk}/").content.decode()
    assert client.get(f"/leads/{lead.pk}/conversion/").status_code == 200
    answer = client.post(f"/leads/{lead.pk}/conversion/", {"opportunity": "蝶阀 60 台", "amount": "x", "once": "c"})
    assert answer.status_code == 422
    answer = client.post(f"/leads/{lead.pk}/conversion/", {"opportunity": "蝶阀 60 台", "amount": "86万", "once": "d"})
    assert answer["Location"] == Opportunity.objects.get().get_absolute_url()
    client.force_login(cast.boss)
    assert client.get("/settings/leads/").status_code == 200
    rules = {"r0-person": cast.seller.pk, "r0-cities": "苏州"}
    assert client.post("/settings/leads/rules/", rules).status_code == 302
    assert "苏州" in client.get("/settings/leads/").content.decode()
    client.force_login(cast.south)
    assert client.get(f"/leads/{lead.pk}/").status_code == 404


def test_who_may_not_see_the_numbers_of_customers_sees_none_of_leads(cast: Cast, client: Client) -> None:
    known = create_party(by=cast.seller, name="老客户", points={"phone": ["13700137000"]})
    lead = note_lead(
        by=cast.seller, owner=cast.seller, company="新公司", name="马志远", phone="13700137000", email="ma@xin.example"
    )
    client.force_login(cast.seller)
    seen = client.get(f"/leads/{lead.pk}/").content.decode()
    assert "13700137000" in seen
    assert "ma@xin.example" in seen
    for right, shown, likes in (("hidden", "新公司", 0), ("masked", "137****7000", 1)):
        Role.objects.update(fields={"party": {"phones": right, "emails": right}})
        seller = fresh(cast.seller)
        seen = client.get(f"/leads/{lead.pk}/").content.decode()
        assert shown in seen
        assert "13700137000" not in seen
        assert "ma@xin.example" not in seen
        assert 'name="phone"' not in client.get("/leads/new/").content.decode()
        assert not Lead.objects.filter(matching(seller, "lead", "1370013")).exists()
        assert len(likes_of(seller, lead)) == likes
    assert "ma@xin.example" in client.post(f"/leads/{lead.pk}/reveal/", {"field": "email"}).content.decode()
    assert Reveal.objects.values_list("kind", "party_id", "field").get() == ("lead", lead.pk, "email")
    assert client.post(f"/leads/{lead.pk}/reveal/", {"field": "about"}).status_code == 403, "nothing of it is masked"
    Role.objects.filter(is_administrator=True).update(fields={})
    client.force_login(cast.boss)
    client.get(f"/leads/{lead.pk}/")
    assert Reveal.objects.filter(person=cast.boss, kind="lead", party_id=lead.pk, field="page").count() == 1
    assert f"线索 {lead.pk}" in client.get("/settings/reveals/").content.decode()
    done = convert_lead(by=seller, lead=lead)
    assert done.contact is not None
    numbers = ContactPoint.objects.filter(party=done.contact).values_list("kind", "shown")
    assert dict(numbers) == {"phone": "137 0013 7000", "email": "ma@xin.example"}, "carried on all the same"
    assert known.pk != done.party.pk
