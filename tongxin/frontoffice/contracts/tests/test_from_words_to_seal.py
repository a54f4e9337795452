"""A contract's words, its milestones, who decides, the seal, its days, and what follows it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.base.registries.held import held_kinds
from tongxin.collab.approvals.actions import answer
from tongxin.collab.notices.models import Notice
from tongxin.directory.parties.actions import create_party
from tongxin.frontoffice.contracts.actions import (
    ChangedMeanwhile,
    MayNotSeal,
    NoDraft,
    NotApproved,
    RenewedAlready,
    ask_for_seal,
    change_contract,
    drop_milestone,
    note_signed,
    plan_milestone,
    reach_milestone,
    remind_of_ends,
    remind_of_milestones,
    renew_as_deal,
    renew_contract,
    save_template,
    seal_contract,
    settle_all,
    start_contract,
    terminate_contract,
    use_template,
    write_clauses,
)
from tongxin.frontoffice.contracts.models import Contract, ContractTemplate
from tongxin.frontoffice.contracts.queries import deviations_of
from tongxin.frontoffice.contracts.queries.paper import paper_of
from tongxin.frontoffice.contracts.queries.wording import changes

WORDS = "一、{客户}与{us}订立本合同。\n\n二、货款{金额}（{金额大写}），30 日内付清。\n\n三、{明细}"


def today() -> date:
    return timezone.localdate(now())


def contract_of(cast: Cast, **more: Any) -> Contract:
    firm = create_party(by=cast.seller, name="苏州恒润精密机械有限公司")
    ContractTemplate.objects.all().delete()
    save_template(by=cast.boss, name="销售合同", kind="sale", text=WORDS)
    values = {"title": "2 号线阀门", "amount": "68.6万", "begins_on": today(), **more}
    return start_contract(by=cast.seller, party=firm, **values)


def approved(cast: Cast, contract: Contract) -> Contract:
    approval = ask_for_seal(by=cast.seller, contract=contract)
    answer(by=cast.manager, approval=approval, deed="agree")
    contract.refresh_from_db()
    return contract


def in_force(cast: Cast, contract: Contract) -> Contract:
    seal_contract(by=cast.boss, contract=approved(cast, contract), copies=2)
    return note_signed(by=cast.seller, contract=contract, day=today())


def test_it_says_what_its_template_says_and_where_it_deviates_is_shown(cast: Cast, client: Client) -> None:
    one = contract_of(cast)
    first, second, third = one.clauses.all()
    said = paper_of(one, person=cast.seller, language="zh-hans").clauses
    assert said[0] == "一、苏州恒润精密机械有限公司与恒信阀门有限公司订立本合同。"
    assert "陆拾捌万陆仟元整" in said[1]
    assert deviations_of(one.clauses.all()) == []
    texts = {second.pk: second.text.replace("30", "60"), third.pk: ""}
    write_clauses(by=cast.seller, contract=one, texts=texts, added="四、违约金每日 0.05%。", version=one.version)
    pieces = [(each.what, [piece for piece in each.pieces if piece[0]]) for each in deviations_of(one.clauses.all())]
    assert pieces[0] == ("已修改", [("del", "30"), ("ins", "60")])
    assert [what for what, _pieces in pieces] == ["已修改", "已删除", "新增"]
    client.force_login(cast.seller)
    shown = client.get(one.get_absolute_url()).content.decode()
    assert "<del>30</del><ins>60</ins>" in shown
    with pytest.raises(ChangedMeanwhile):
        write_clauses(by=cast.seller, contract=one, texts={first.pk: "别的"}, version=one.version)
    refused = client.post(f"{one.get_absolute_url()}wording/", {f"text-{first.pk}": "{天气} 好"})
    assert (refused.status_code, "{天气} 好" in refused.content.decode()) == (422, True)
    use_template(by=cast.seller, contract=one, template=ContractTemplate.objects.get())
    assert deviations_of(one.clauses.all()) == []


@pytest.mark.parametrize(
    "bad", [{"text": "{天气}"}, {"text": " "}, {"name": ""}, {"kind": "gift"}, {"name": "销售合同"}]
)
def test_a_template_that_cannot_be_is_refused(cast: Cast, bad: dict[str, str]) -> None:
    contract_of(cast)
    with pytest.raises(ValidationError):
        save_template(by=cast.boss, **{"name": "另一份", "kind": "sale", "text": "一、好", **bad})
    with pytest.raises(PermissionDenied):
        save_template(by=cast.seller, name="另一份", kind="sale", text="一、好")


def test_both_texts_in_one() -> None:
    assert changes("付 30 日", "付 60 日") == [("", "付 "), ("del", "30"), ("ins", "60"), ("", " 日")]
    long = "一" * 2000 + "。"
    assert changes(long, long + "二。") == [("", long), ("ins", "二。")]


def test_milestones_are_never_worth_more_than_the_whole(cast: Cast) -> None:
    one = contract_of(cast)
    plan_milestone(by=cast.seller, contract=one, name="预付", due_on=today(), worth="30%")
    plan_milestone(by=cast.seller, contract=one, name="到货", due_on=today(), worth="34.3 万")
    for bad in (
        {"worth": "21%"},
        {"worth": "-1"},
        {"worth": "0%"},
        {"worth": "101%"},
        {"worth": "5 USD"},
        {"name": " "},
        {"due_on": None},
    ):
        with pytest.raises(ValidationError):
            plan_milestone(by=cast.seller, contract=one, **{"name": "验收", "due_on": today(), **bad})
    third = plan_milestone(by=cast.seller, contract=one, name="验收", due_on=today(), worth="20 %")
    assert [each.worth.minor for each in one.milestones.all() if each.worth] == [20_580_000, 34_300_000, 13_720_000]
    with pytest.raises(ValidationError):
        reach_milestone(by=cast.seller, contract=one, milestone=third)
    change_contract(by=cast.seller, contract=one, amount="40万")
    with pytest.raises(ValidationError, match="超过"):
        ask_for_seal(by=cast.seller, contract=one)
    drop_milestone(by=cast.seller, contract=one, milestone=third)
    assert one.milestones.count() == 2


def test_nothing_is_sealed_that_nobody_approved(cast: Cast, client: Client) -> None:
    one = contract_of(cast)
    with pytest.raises(NotApproved):
        seal_contract(by=cast.boss, contract=one, copies=2)
    approval = ask_for_seal(by=cast.seller, contract=one, why="老客户")
    for deed in (
        lambda: change_contract(by=cast.seller, contract=one, title="别的"),
        lambda: write_clauses(by=cast.seller, contract=one, texts={}, added="五、"),
    ):
        with pytest.raises(NoDraft):
            deed()
    with pytest.raises(NotApproved):
        seal_contract(by=cast.boss, contract=one, copies=2)
    client.force_login(cast.manager)
    assert "按范本" in client.get(approval.get_absolute_url()).content.decode()
    answer(by=cast.manager, approval=approval, deed="agree")
    with pytest.raises(MayNotSeal):
        seal_contract(by=cast.seller, contract=one, copies=2)
    for copies in (0, 100):
        with pytest.raises(ValidationError):
            seal_contract(by=cast.boss, contract=one, copies=copies)
    client.force_login(cast.boss)
    scan = SimpleUploadedFile("盖章.pdf", b"%PDF-1.4 x")
    client.post(f"{one.get_absolute_url()}sealing/", {"copies": "3", "scan": scan})
    one.refresh_from_db()
    assert (one.state, one.copies, one.sealed_by) == ("sealed", 3, cast.boss)
    assert "盖章.pdf" in client.get(one.get_absolute_url()).content.decode()
    with pytest.raises(ValidationError, match="陈岚"):
        seal_contract(by=cast.boss, contract=one, copies=2)
    with pytest.raises(ValidationError):
        note_signed(by=cast.seller, contract=one, day=today() + timedelta(days=1))
    assert note_signed(by=cast.seller, contract=one, day=today()).state == "in_force"


def test_refused_or_in_other_words_it_goes_another_way(cast: Cast) -> None:
    one = contract_of(cast)
    answer(by=cast.manager, approval=ask_for_seal(by=cast.seller, contract=one), deed="refuse", reason="价格")
    one.refresh_from_db()
    assert one.state == "draft"
    write_clauses(by=cast.seller, contract=one, texts={}, added="四、另有约定。")
    second = ask_for_seal(by=cast.seller, contract=one)
    answer(by=cast.manager, approval=second, deed="agree")
    one.refresh_from_db()
    assert one.state == "asked"
    answer(by=cast.boss, approval=second, deed="agree")
    one.refresh_from_db()
    assert one.state == "approved"


def test_it_begins_and_ends_by_its_days(cast: Cast) -> None:
    one = contract_of(cast, begins_on=today() + timedelta(days=5), ends_on=today() + timedelta(days=9))
    one = in_force(cast, one)
    assert one.state == "sealed"
    for days, state in ((4, "sealed"), (5, "in_force"), (9, "in_force"), (10, "ended")):
        settle_all(at=now() + timedelta(days=days))
        one.refresh_from_db()
        assert one.state == state, days
    with pytest.raises(ValidationError):
        terminate_contract(by=cast.seller, contract=one, reason="晚了")


def test_owners_hear_of_the_end_once_at_90_60_and_30_days(cast: Cast) -> None:
    one = in_force(cast, contract_of(cast, ends_on=today() + timedelta(days=100)))
    told = []
    for days in (9, 10, 11, 40, 41, 70, 70, 99):
        remind_of_ends(at=now() + timedelta(days=days))
        told.append(Notice.objects.filter(person=cast.seller, kind="contract.ending").count())
    assert told == [0, 1, 1, 2, 2, 3, 3, 3]
    late = in_force(
        cast, start_contract(by=cast.seller, party=one.party, amount="1", begins_on=today(), ends_on=today())
    )
    assert (remind_of_ends(at=now()), late.end_reminders.count()) == (1, 3), "who comes late hears the nearest alone"


def test_milestones_that_are_due_are_said_and_stand_on_the_first_page(cast: Cast, client: Client) -> None:
    one = contract_of(cast)
    due = plan_milestone(by=cast.seller, contract=one, name="发货验收", due_on=today() - timedelta(days=1))
    in_force(cast, one)
    assert (remind_of_milestones(at=now()), remind_of_milestones(at=now())) == (1, 0)
    client.force_login(cast.seller)
    assert "发货验收" in client.get("/today/").content.decode()
    client.post(f"{one.get_absolute_url()}milestones/{due.pk}/", {"done": "yes"})
    due.refresh_from_db()
    assert (due.done_on, due.done_by) == (today(), cast.seller)
    with pytest.raises(ValidationError):
        reach_milestone(by=cast.seller, contract=one, milestone=due)
    assert "发货验收" not in client.get("/today/").content.decode()


def test_it_goes_on_with_one_act(cast: Cast, client: Client) -> None:
    one = contract_of(cast, begins_on=date(2026, 3, 1), ends_on=date(2027, 2, 28))
    with pytest.raises(ValidationError):
        renew_contract(by=cast.seller, contract=one)
    first = one.clauses.earliest("place")
    write_clauses(by=cast.seller, contract=one, texts={first.pk: "一、我们自己的话。"})
    answered = ask_for_seal(by=cast.seller, contract=one)
    answer(by=cast.manager, approval=answered, deed="agree")
    answer(by=cast.boss, approval=answered, deed="agree")
    seal_contract(by=cast.boss, contract=one, copies=2)
    again = renew_contract(by=cast.seller, contract=one)
    assert (again.begins_on, again.ends_on, again.gross) == (date(2027, 3, 1), date(2028, 2, 29), one.gross)
    assert (again.clauses.earliest("place").text, len(deviations_of(again.clauses.all()))) == ("一、我们自己的话。", 1)
    with pytest.raises(RenewedAlready):
        renew_contract(by=cast.seller, contract=one)
    client.force_login(cast.seller)
    assert client.post(f"{one.get_absolute_url()}renewals/")["Location"] == again.get_absolute_url()
    deal = renew_as_deal(by=cast.seller, contract=one)
    one.refresh_from_db()
    assert (renew_as_deal(by=cast.seller, contract=one), deal.expected_on) == (deal, date(2027, 2, 28))
    terminate_contract(by=cast.seller, contract=again, reason="改谈新项目")
    assert renew_contract(by=cast.seller, contract=one).number != again.number


def test_contracts_go_over_when_somebody_leaves(cast: Cast) -> None:
    one = in_force(cast, contract_of(cast))
    held = held_kinds.get("contracts")
    assert (list(held.movable(cast.boss, cast.seller)), list(held.movable(cast.south, cast.seller))) == ([one.pk], [])
    was = held.take(cast.boss, one.pk, cast.seller, cast.colleague)
    one.refresh_from_db()
    assert (one.owner, held.give_back(cast.boss, one.pk, cast.seller, cast.colleague, was)) == (cast.colleague, True)
    one.refresh_from_db()
    assert one.owner == cast.seller


def test_a_contract_on_paper(cast: Cast, client: Client) -> None:
    one = contract_of(cast)
    sheet = paper_of(one, person=cast.seller, language="zh-hans")
    paper = render_to_string("contracts/paper.html", {"sheet": sheet, "language": "zh-hans"})
    for word in (
        one.number,
        "恒信阀门有限公司",
        "苏州恒润精密机械有限公司",
        "¥686,000",
        "人民币陆拾捌万陆仟元整",
        "30 日内付清",
    ):
        assert word in paper, word
    client.force_login(cast.boss)
    assert client.get("/settings/contract-templates/").status_code == 200
    made = {"name": "服务合同", "kind": "service", "text": "一、服务", "is_in_use": "on"}
    assert client.post("/settings/contract-templates/new/", made).status_code == 302
    assert client.post("/settings/contract-templates/", {"pattern": "HT{yy}{001}"}).status_code == 302
