"""A gated stage: somebody decides, then the deal stands in it."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import Cast
from tongxin.collab.approvals.actions import SeenOld, answer
from tongxin.collab.approvals.models import Approval
from tongxin.frontoffice.pipeline.actions import (
    GateClosed,
    ask_gate,
    change_opportunity,
    move_opportunity,
    open_opportunity,
    save_stage,
    set_evidence,
    win_opportunity,
    write_deal_lines,
)
from tongxin.frontoffice.pipeline.models import Opportunity, Stage, StageStay


def gated(cast: Cast, name: str = "quoted") -> Stage:
    one = Stage.objects.get(key=f"project.{name}")
    for stage in one.pipeline.stages.all():
        set_evidence(by=cast.boss, stage=stage, lines=[])
    return save_stage(
        by=cast.boss, pipeline=one.pipeline, stage=one, name=one.called, probability=60, days=9, is_gated=True
    )


def test_a_deal_enters_a_gated_stage_when_somebody_let_it(cast: Cast, client: Client) -> None:
    stage = gated(cast)
    after = Stage.objects.filter(pipeline=stage.pipeline, place__gt=stage.place).order_by("place")[0]
    deal = open_opportunity(by=cast.seller, name="2 号线", amount="30万")
    for into in (stage, after):
        with pytest.raises(GateClosed):
            move_opportunity(by=cast.seller, opportunity=deal, stage=into)
    with pytest.raises(GateClosed):
        win_opportunity(by=cast.seller, opportunity=deal)
    with pytest.raises(GateClosed):
        open_opportunity(by=cast.seller, name="插队", stage=stage)
    client.force_login(cast.seller)
    assert "要先审批" in client.get(deal.get_absolute_url()).content.decode()
    client.post(f"/opportunities/{deal.pk}/stage/", {"stage": stage.pk, "why": "技术方案已过"})
    approval = Approval.objects.get()
    assert (approval.facts["stage"], approval.facts["amount"]) == (stage.called, "300000.00")
    with pytest.raises(ValidationError):
        ask_gate(by=cast.seller, opportunity=deal, stage=stage, why="再问一次")
    answer(by=cast.manager, approval=approval, deed="agree")
    moved = Opportunity.objects.get(pk=deal.pk)
    assert (moved.stage, moved.probability, moved.version) == (stage, 60, deal.version + 1)
    assert StageStay.objects.filter(opportunity=deal, left_at=None).get().stage == stage
    assert move_opportunity(by=cast.seller, opportunity=moved, stage=after).stage == after
    win_opportunity(by=cast.seller, opportunity=moved)


def test_what_is_refused_stays_and_may_be_asked_again(cast: Cast) -> None:
    stage, deal = gated(cast), open_opportunity(by=cast.seller, name="3 号线", amount="3万")
    answer(
        by=cast.manager,
        approval=ask_gate(by=cast.seller, opportunity=deal, stage=stage, why="赶时间"),
        deed="refuse",
        reason="方案没定",
    )
    assert Opportunity.objects.get(pk=deal.pk).stage != stage
    with pytest.raises(GateClosed):
        move_opportunity(by=cast.seller, opportunity=deal, stage=stage)
    assert ask_gate(by=cast.seller, opportunity=deal, stage=stage, why="方案定了").status == "running"


def test_what_was_agreed_holds_for_the_amount_that_was_shown(cast: Cast, client: Client) -> None:
    stage, deal = gated(cast), open_opportunity(by=cast.seller, name="4 号线", amount="30万")
    before, after = (
        deal.stage,
        Stage.objects.filter(pipeline=stage.pipeline, place__gt=stage.place).order_by("place")[0],
    )
    approval = ask_gate(by=cast.seller, opportunity=deal, stage=stage, why="方案已过")
    change_opportunity(by=cast.seller, opportunity=deal, amount="300万")
    with pytest.raises(SeenOld):
        answer(by=cast.manager, approval=approval, deed="agree")
    change_opportunity(by=cast.seller, opportunity=deal, amount="30万")
    answer(by=cast.manager, approval=approval, deed="agree")
    deal.refresh_from_db()
    assert deal.stage == stage
    change_opportunity(by=cast.seller, opportunity=deal, note="只是备注")
    move_opportunity(by=cast.seller, opportunity=deal, stage=after)
    write_deal_lines(by=cast.seller, opportunity=deal, lines=[{"text": "闸阀", "quantity": 1, "price": "300000"}])
    for forward in (lambda: move_opportunity(by=cast.seller, opportunity=deal, stage=after.pipeline.stages.last()), lambda: win_opportunity(by=cast.seller, opportunity=deal)):  # fmt: skip
        deal.refresh_from_db()
        with pytest.raises(GateClosed, match="重新申请"):
            forward()
    client.force_login(cast.seller)
    assert "再审批" in client.get(deal.get_absolute_url()).content.decode()
    answer(
        by=cast.manager, approval=ask_gate(by=cast.seller, opportunity=deal, stage=stage, why="加了明细"), deed="agree"
    )
    deal.refresh_from_db()
    assert deal.stage == after, "it stays where it stands"
    back = move_opportunity(by=cast.seller, opportunity=deal, stage=before)
    assert move_opportunity(by=cast.seller, opportunity=back, stage=stage).stage == stage
    win_opportunity(by=cast.seller, opportunity=Opportunity.objects.get(pk=deal.pk))
