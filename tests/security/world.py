"""A firm in which one region has something of everything, each with a word that must not be seen elsewhere."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast, assemble
from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.base.subjects import Subject
from tongxin.collab.access.models import Role
from tongxin.collab.approvals.actions import delegate, remark, start_approval
from tongxin.collab.approvals.models import Flow
from tongxin.collab.automations.actions import save_hook, write_rule
from tongxin.collab.automations.definition import Definition
from tongxin.collab.calendar.actions import add_entry, open_feed, save_calendar, save_resource
from tongxin.collab.designer.actions import begin_draft
from tongxin.collab.feed.actions import say
from tongxin.collab.fields.actions import define_field
from tongxin.collab.files.actions import attach_file, store_file
from tongxin.collab.jobs.models import Job
from tongxin.collab.journal.models import Entry
from tongxin.collab.notices.actions import add_channel, notify
from tongxin.collab.notices.models import Delivery, Notice
from tongxin.collab.org.models import Post
from tongxin.collab.people.actions import create_token
from tongxin.collab.tasks.actions import give_task
from tongxin.collab.views.actions import ask_bulk_change, save_view
from tongxin.directory.activities.actions import note_activity, plan_step
from tongxin.directory.catalogue.actions import add_product, agree_price, save_price_list, set_price
from tongxin.directory.doubles.actions import look_at, merge_parties
from tongxin.directory.doubles.models import Pair
from tongxin.directory.memory.actions import note_fact
from tongxin.directory.ownership.models import HandOver
from tongxin.directory.parties.actions import add_contact, add_relation, change_party, create_party
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.actions import begin_hold, note_consent, open_request
from tongxin.directory.quality.models import FirmRule
from tongxin.frontoffice.contracts.actions import plan_milestone, start_contract
from tongxin.frontoffice.contracts.models import ContractTemplate
from tongxin.frontoffice.leads.actions import note_lead
from tongxin.frontoffice.leads.models import LeadSource
from tongxin.frontoffice.orders.actions import start_order
from tongxin.frontoffice.pipeline.actions import name_competitor, open_opportunity, write_deal_lines
from tongxin.frontoffice.pipeline.models import LostReason
from tongxin.frontoffice.pools.actions import bring_in, save_pool
from tongxin.frontoffice.quotes.actions import ask_special_price, make_link, send_quote, start_quote
from tongxin.frontoffice.quotes.models import QuoteLink
from tongxin.frontoffice.targets.actions import Wanted, set_targets
from tongxin.frontoffice.targets.models import Target
from tongxin.frontoffice.targets.queries import periods_of
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.webforms.actions import save_form, take_entry

CANARY = "金丝雀"
QUOTE_KEY = "quotekey"
OWN_TABLES = [
    "automations", "fields", "approvals", "calendar", "tasks", "feed",
    "people", "org", "access", "journal", "jobs", "files", "views", "notices", "parties", "doubles", "memory", "activities", "quality", "imports", "pools", "ownership",
    "privacy", "webforms", "pipeline", "catalogue", "quotes", "orders", "contracts",
    "targets", "leads",
]  # fmt: skip
MOVING = {("people", "Person"): {"last_login"}, ("people", "FailedSignIn"): {"id", "key", "at"}}
# Who knocks is signed in, and seen.
MOVING["people", "SignedIn"] = {"session_id", "person_id", "seen_at"}


@dataclass
class World:
    """The cast, and the numbers of what belongs to the south."""

    cast: Cast
    party: Party
    numbers: dict[str, int | str] = field(default_factory=dict)
    secret: str = ""
    sessions: dict[str, str] = field(default_factory=dict)


def build(cast: Cast | None = None) -> World:
    """Found the firm (unless it is there) and give 何静 in the south one of each record."""
    cast = cast or assemble()
    south = cast.south
    party = create_party(
        by=south,
        name=f"{CANARY}一号阀门有限公司",
        industry=f"{CANARY}业",
        note=f"{CANARY}备注",
        points={"phone": ["13712345678"], "email": ["canary@jin-si-que.example"]},
    )
    change_party(by=south, party=party, source=f"{CANARY}来源")
    entry = Entry.objects.filter(name="party.changed").latest("id")
    contact = add_contact(by=south, party=party, name="金思雀", title=f"{CANARY}经理")
    other = create_party(by=south, name=f"{CANARY}二号")
    relation = add_relation(by=south, party=party, other=other, kind="partner")
    merge = merge_parties(by=south, kept=other, gone=create_party(by=south, name=f"{CANARY}三号"))
    look_at([other.pk, create_party(by=south, name=other.name).pk])
    activity = note_activity(by=south, party=party, kind="visit", text=f"谈了{CANARY}价")
    step = plan_step(by=south, party=party, kind="call", text=f"回访{CANARY}", due=now().date() + timedelta(days=1))
    fact = note_fact(by=south, party=party, kind="habit", text=f"{CANARY}备注")
    file = store_file(by=south, upload=SimpleUploadedFile(f"{CANARY}.txt", CANARY.encode()))
    attachment = attach_file(by=south, file=file, on=Subject("party", party.pk), customer=party.pk)
    job = Job.objects.create(name="none", created_by=south, created_at=now(), run_after=now())
    inside = {"host": "127.0.0.1", "port": 25, "security": "none", "sender": "crm@hengxin.example"}
    channel = add_channel(by=cast.boss, kind="mail", name="邮件", **inside)
    notify(
        people=[south], kind="step.given", text="%(title)s", on=Subject("party", party.pk), by=cast.boss, matter="turn"
    )
    view = save_view(by=south, kind="party", name=f"{CANARY}视图", filter={"v": 1, "and": []})
    token, secret = create_token(by=south, person=south, name=f"{CANARY}令牌")
    brought = Import.objects.create(name=f"{CANARY}.csv", format="csv", target="customers", started_by=south, at=now())
    made = define_field(by=cast.boss, kind="party", label="另一栏", type="choice", choices=[f"{CANARY}项"])
    change_party(by=south, party=party, **{made.key: f"{CANARY}项"})
    pool = save_pool(by=cast.boss, name=f"{CANARY}公海", units=[cast.south_region])
    stay = bring_in(by=cast.boss, pool=pool, parties=[create_party(by=south, name=f"{CANARY}三号").pk])[0]
    note_consent(by=south, party=party, purpose="marketing", deed="given", source=f"{CANARY}来源")
    flow = Flow.objects.get(key="general")
    begin_draft(by=cast.boss, flow=flow)
    asked = start_approval(
        by=south, flow=flow, title=f"{CANARY}特价", facts={"text": f"{CANARY}备注"}, subject=Subject("party", party.pk)
    )
    remark(by=south, approval=asked, text=f"{CANARY}话")
    task = give_task(by=south, text=f"催{CANARY}图", items=[f"{CANARY}项"], on=Subject("party", party.pk))
    deputy = delegate(by=south, person=south, to=cast.boss, starts_at=now(), ends_at=now() + timedelta(days=1))
    web_form = save_form(by=cast.boss, name=f"{CANARY}表", heading="x", asks=["phone"], owner=south)
    answered = take_entry(
        form=web_form,
        values={"name": f"{CANARY}访客", "phone": "13712340000"},
        agreed=False,
        address="10.9.8.7",
        seconds=9,
    )
    deal = open_opportunity(by=south, name=f"{CANARY}阀门改造", party=party, amount="68.6万", next_step=f"送{CANARY}样")
    write_deal_lines(by=south, opportunity=deal, lines=[{"text": f"{CANARY}项", "price": "686000", "quantity": 1}])
    rival = name_competitor(by=south, opportunity=deal, name=f"{CANARY}对手", price="60万", strengths=f"{CANARY}便宜")
    entry_made = add_entry(
        by=south, title=f"{CANARY}会", starts=now() + timedelta(days=1), guests=[south], on=Subject("party", party.pk)
    )
    who = {"kind": "erase", "name": f"{CANARY}来源", "identified_by": "x"}
    valve = add_product(by=cast.boss, code="V-1", name="阀")
    prices = save_price_list(by=cast.boss, name="标准价")
    set_price(by=cast.boss, price_list=prices, product=valve, price="4180")
    until = now().date() + timedelta(days=30)
    agreed = agree_price(
        by=cast.boss,
        party=party,
        product=valve,
        price=Money(1, "CNY"),
        quantity=9,
        until_on=until,
        project=f"{CANARY}项目",
    )
    quote = start_quote(by=south, party=party, title=f"{CANARY}报价", lines=[{"text": f"{CANARY}项", "price": "1"}])
    send_quote(by=south, quote=quote)
    special = {"price": "4000", "quantity": 2, "until_on": until, "reason": "keep", "why": f"{CANARY}备注"}
    make_link(by=south, quote=quote)
    QuoteLink.objects.update(digest=QuoteLink.digest_of(QUOTE_KEY))  # else each firm's link has another address
    asked_price, _approval = ask_special_price(by=south, party=party, product=valve, **special)
    ordered = start_order(
        by=south, party=party, title=f"{CANARY}订单", lines=[{"text": f"{CANARY}项", "price": "1", "quantity": 1}]
    )
    contract = start_contract(
        by=south, party=party, title=f"{CANARY}合同", lines=[{"text": f"{CANARY}项", "price": "1", "quantity": 1}]
    )
    milestone = plan_milestone(by=south, contract=contract, name=f"{CANARY}验收", due_on=until, worth="30%")
    set_targets(by=cast.boss, measure="won", wanted=[Wanted(periods_of(2026, "year")[0], "9", person=south)])
    numbers: dict[str, int | str] = {
        "target_id": Target.objects.get().pk,
        "milestone_id": milestone.pk,
        "template_id": ContractTemplate.objects.get().pk,
        "contract_id": contract.pk,
        "contract_line_id": contract.lines.get().pk,
        "order_id": ordered.pk,
        "order_line_id": ordered.lines.get().pk,
        "quote_id": quote.pk,
        "line_id": quote.lines.get().pk,
        "special_price_id": asked_price.pk,
        "quote_key": QUOTE_KEY,
        "product_id": valve.pk,
        "price_list_id": prices.pk,
        "agreed_price_id": agreed.pk,
        "calendar_entry_id": entry_made.pk,
        "guest_id": entry_made.guests.get().pk,
        "feed_id": open_feed(by=south, name="x")[0].pk,
        "secret": "x",
        "calendar_id": save_calendar(by=south, name=f"{CANARY}历").pk,
        "resource_id": save_resource(by=cast.boss, name="会议室一").pk,
        "opportunity_id": deal.pk,
        "deal_line_id": deal.lines.get().pk,
        "competitor_id": rival.pk,
        "competitor_entry_id": Entry.objects.filter(kind="opportunity", subject_id=deal.pk).latest("id").pk,
        "stage_id": deal.stage_id,
        "lead_id": note_lead(by=south, owner=south, company=f"{CANARY}线索", about=f"{CANARY}备注").pk,
        "source_id": LeadSource.objects.latest("id").pk,
        "pipeline_id": deal.pipeline_id,
        "reason_id": LostReason.objects.latest("id").pk,
        "form_id": web_form.pk,
        "key": web_form.key,
        "answer_id": answered.pk,
        "request_id": open_request(by=cast.boss, party=party, **who).pk,
        "approval_id": asked.pk,
        "approval_deed": "transfer",
        "step_in": "reassign",
        "delegation_id": deputy.pk,
        "flow_id": flow.pk,
        "hold_id": begin_hold(by=cast.boss, party=party, reason=f"{CANARY}备注").pk,
        "hand_over_id": HandOver.objects.create(giver=south, taker=cast.boss, begun_by=cast.boss, begun_at=now()).pk,
        "pool_id": pool.pk,
        "stay_id": stay.pk,
        "field": made.pk,
        "dictionary": made.dictionary_id or 0,
        "party_id": party.pk,
        "row_id": party.pk,
        "other_id": other.pk,
        "merge_id": merge.pk,
        "pair_id": Pair.objects.get().pk,
        "rule_id": FirmRule.objects.latest("id").pk,
        "contact_id": contact.pk,
        "relation_id": relation.pk,
        "entry_id": entry.pk,
        "activity_id": activity.pk,
        "step_id": step.pk,
        "fact_id": fact.pk,
        "attachment_id": attachment.pk,
        "job_id": job.pk,
        "import_id": brought.pk,
        "change_id": ask_bulk_change(
            by=south, kind="party", deed="tag", values={"tags": [f"{CANARY}标签"]}, address=""
        ).pk,
        "view_id": view.pk,
        "channel_id": channel.pk,
        "task_id": task.pk,
        "remark_id": say(by=south, on=Subject("party", party.pk), text=f"{CANARY}备注").pk,
        "item_id": task.items.get().pk,
        "automation_id": write_rule(by=cast.boss, name="x", kind="party", said=Definition()).pk,
        "hook_id": save_hook(by=cast.boss, name="x", address="https://x.example/", secret="x" * 16).pk,
        "device_id": 1,
        "delivery_id": Delivery.objects.filter(person=south).latest("id").pk,
        "notice_id": Notice.objects.latest("id").pk,
        "token": token.pk,
        "person": south.pk,
        "unit": cast.south_region.pk,
        "role": Role.objects.latest("id").pk,
        "post": Post.objects.filter(person=south)[0].pk,
    }
    return World(cast, party, numbers, secret)


def state(labels: Sequence[str] = OWN_TABLES) -> str:
    """One number for everything stored (by these rooms), so that a refused request can be seen to have changed nothing."""
    digest = hashlib.sha256()
    for label in labels:
        for model in apps.get_app_config(label).get_models():
            moving = MOVING.get((label, model.__name__), set())
            names = [column.attname for column in model._meta.concrete_fields if column.attname not in moving]
            rows = list(model.objects.order_by("pk").values_list(*names)) if names else []
            digest.update(f"{label}.{model.__name__}".encode())
            digest.update(json.dumps(rows, default=str, ensure_ascii=False).encode())
    return digest.hexdigest()
