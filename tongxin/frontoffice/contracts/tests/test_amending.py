"""A contract that holds becomes another one when somebody agreed to it, and each version stays to be read."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import Cast, fresh
from tongxin.base.money import Money
from tongxin.collab.access.models import Role
from tongxin.collab.approvals.actions import answer
from tongxin.collab.approvals.models import Approval
from tongxin.collab.journal.models import Entry
from tongxin.frontoffice.contracts.actions import (
    NotYours,
    amend_contract,
    pass_contract,
    plan_milestone,
    renew_as_deal,
    terminate_contract,
    write_lines,
)
from tongxin.frontoffice.contracts.tests.test_from_words_to_seal import contract_of, in_force, today
from tongxin.frontoffice.pipeline.actions import lose_opportunity
from tongxin.frontoffice.pipeline.models import LostReason

LINE = {"text": "DN200 闸阀", "quantity": 10, "unit": "台", "price": "5200"}


def test_it_becomes_what_was_agreed_to_and_says_what_changed(cast: Cast, client: Client) -> None:
    one = contract_of(cast, ends_on=today() + timedelta(days=100))
    write_lines(by=cast.seller, contract=one, lines=[LINE, {**LINE, "text": "备件", "price": "100"}])
    with pytest.raises(ValidationError, match="草稿"):
        amend_contract(by=cast.seller, contract=one, why="早了", words="x")
    one.refresh_from_db()
    one = in_force(cast, one)
    first, spare = one.lines.all()
    later, asked = (
        today() + timedelta(days=200),
        {"ends_on": (today() + timedelta(days=200)).isoformat(), "why": "增购"},
    )
    client.force_login(cast.seller)
    address = f"{one.get_absolute_url()}amendments/"
    for bad in (
        {"why": "增购"},
        {**asked, "why": ""},
        {**asked, f"quantity-{first.pk}": "-1"},
        {**asked, "ends_on": "2020-01-01"},
    ):
        assert client.post(address, bad).status_code == 422, bad
    sent = {**asked, f"quantity-{first.pk}": "12", f"quantity-{spare.pk}": "0", "words": "五、备件由卖方赠送。"}
    page = client.post(address, sent, follow=True).content.decode()
    assert all(word in page for word in ("变更内容", "五、备件由卖方赠送。", later.isoformat(), "62,400")), page[-3000:]
    approval = Approval.objects.get(kind="contract_amendment", subject_id=one.pk)
    for again in (lambda: amend_contract(by=cast.seller, contract=one, why="又", words="x"), lambda: terminate_contract(by=cast.seller, contract=one, reason="不做了")):  # fmt: skip
        with pytest.raises(ValidationError):
            again()
    one.refresh_from_db()
    assert (one.gross, one.revision) == (5_300_000, 1), "nothing changes before somebody agreed"
    answer(by=cast.manager, approval=approval, deed="agree")
    one.refresh_from_db()
    assert (one.total, one.ends_on, one.revision, one.lines.count()) == (Money(6_240_000, "CNY"), later, 2, 1)
    assert one.clauses.latest("place").text == "五、备件由卖方赠送。"
    page = client.get(one.get_absolute_url()).content.decode()
    assert "第 2 版" in page
    assert "备件" in page
    assert "已变更，第 2 版" in client.get(one.party.get_absolute_url()).content.decode()
    Role.objects.filter(name="只看自己").update(fields={"contract": {"gross": "hidden"}})
    client.force_login(fresh(cast.seller))
    for door in (one.get_absolute_url(), approval.get_absolute_url(), address):
        assert not any(sum_ in client.get(door).content.decode() for sum_ in ("62,400", "53,000", "62400")), door


def test_what_is_refused_changes_nothing_and_figures_hold(cast: Cast) -> None:
    one = contract_of(cast, amount="10万")
    plan_milestone(by=cast.seller, contract=one, name="到货", due_on=today(), worth="9万")
    one.refresh_from_db()
    one = in_force(cast, one)
    refused = amend_contract(by=cast.seller, contract=one, why="降价", amount="9.5万")
    answer(by=cast.manager, approval=refused, deed="refuse", reason="不降")
    one.refresh_from_db()
    assert (one.gross, one.revision, one.amendments.get().state) == (10_000_000, 1, "refused")
    asked = amend_contract(by=cast.seller, contract=one, why="降价", amount="8万")
    with pytest.raises(ValidationError):
        answer(by=cast.manager, approval=asked, deed="agree")
    one.refresh_from_db()
    assert one.gross == 10_000_000, "its milestones would be worth more than it"
    with pytest.raises(NotYours):
        amend_contract(by=cast.south, contract=one, why="x", words="x")


def test_a_lost_renewal_is_not_come_back_to(cast: Cast) -> None:
    one = in_force(cast, contract_of(cast, ends_on=date(today().year + 1, 1, 1)))
    deal = renew_as_deal(by=cast.seller, contract=one)
    one.refresh_from_db()
    assert Entry.objects.filter(name="contract.renewal_opened", subject_id=one.pk).count() == 1
    lose_opportunity(by=cast.seller, opportunity=deal, reason=LostReason.objects.earliest("pk"), competitor="不清楚")
    one.refresh_from_db()
    again = renew_as_deal(by=cast.seller, contract=one)
    assert again != deal
    one.refresh_from_db()
    assert renew_as_deal(by=cast.seller, contract=one) == again
    pass_contract(by=cast.boss, contract=one, owner=cast.colleague)
