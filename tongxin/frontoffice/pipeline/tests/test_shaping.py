"""Administrators shape the ways of selling; stages ask for evidence; customers in the bin take their deals along."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.cast import Cast, fresh
from tongxin.directory.parties.actions import create_party, delete_parties, restore_parties
from tongxin.frontoffice.pipeline.actions import (
    EvidenceMissing,
    NotOpen,
    StageNotEmpty,
    change_opportunity,
    change_pipeline,
    delete_opportunity,
    join_deal,
    leave_deal,
    lose_opportunity,
    move_opportunity,
    open_opportunity,
    recount,
    restore_opportunity,
    retire_stage,
    save_stage,
    set_evidence,
    show_evidence,
    take_evidence_back,
    win_opportunity,
)
from tongxin.frontoffice.pipeline.models import LostReason, Opportunity, Pipeline, Stage, StageStay, Tally


def stage(name: str) -> Stage:
    return Stage.objects.get(key=f"project.{name}")


def kept() -> list[tuple[str, int, int, int]]:
    return list(Tally.objects.filter(count__gt=0).order_by("key").values_list("key", "count", "amount", "weighted"))


def test_a_stage_with_deals_asks_where_they_go_and_nothing_is_lost(cast: Cast) -> None:
    deals = [open_opportunity(by=cast.seller, name=f"球阀 {n}", amount="10万", stage=stage("quoted")) for n in (1, 2)]
    won = win_opportunity(
        by=cast.seller, opportunity=open_opportunity(by=cast.seller, name="老单", amount="5万", stage=stage("quoted"))
    )
    with pytest.raises(PermissionDenied):
        retire_stage(by=cast.manager, stage=stage("quoted"))
    with pytest.raises(StageNotEmpty, match="2"):
        retire_stage(by=cast.boss, stage=stage("quoted"))
    assert Stage.objects.get(pk=deals[0].stage_id).retired_at is None
    assert retire_stage(by=cast.boss, stage=stage("quoted"), into=stage("terms")) == 2
    moved = Opportunity.objects.get(pk=deals[0].pk)
    assert (moved.stage, moved.probability, moved.version) == (stage("terms"), 70, 2)
    assert Opportunity.objects.get(pk=won.pk).stage == stage("quoted"), "what was won keeps its stage"
    assert StageStay.objects.filter(opportunity=moved).values_list("went", flat=True).order_by("pk")[0] == str(
        stage("terms").pk
    )
    before = kept()
    recount()
    assert kept() == before
    for name in ("need", "solution", "signing"):
        retire_stage(by=cast.boss, stage=stage(name))
    with pytest.raises(ValidationError):
        retire_stage(by=cast.boss, stage=stage("terms"), into=Stage.objects.get(key="standard.need"))
    with pytest.raises(ValidationError, match="2"):
        change_pipeline(by=cast.boss, pipeline=moved.pipeline, name="项目", is_in_use=False)


def test_stages_are_named_ordered_and_checked(cast: Cast) -> None:
    pipeline = Pipeline.objects.get(key="project")
    trial = save_stage(by=cast.boss, pipeline=pipeline, name="试用", probability=60, days=20, place=1)
    keys = list(pipeline.stages.order_by("place").values_list("key", flat=True))
    assert keys[:3] == ["project.need", "", "project.solution"]
    for bad in ({"name": " "}, {"name": "试用"}, {"probability": 101}, {"days": 0}):
        with pytest.raises(ValidationError):
            save_stage(by=cast.boss, pipeline=pipeline, **{"name": "x", "probability": 5, "days": 5, **bad})
    assert (
        save_stage(by=cast.boss, pipeline=pipeline, stage=trial, name="试用", probability=65, days=20).probability == 65
    )


def test_nothing_goes_on_without_what_holds_it(cast: Cast) -> None:
    set_evidence(by=cast.boss, stage=stage("solution"), lines=[("图纸会签", True), ("样机照片", False)])
    deal = open_opportunity(by=cast.seller, name="球阀", amount="10万")
    move_opportunity(by=cast.seller, opportunity=deal, stage=stage("solution"))
    for forward in (stage("quoted"), stage("signing")):
        with pytest.raises(EvidenceMissing, match="图纸会签"):
            move_opportunity(by=cast.seller, opportunity=deal, stage=forward)
    with pytest.raises(EvidenceMissing):
        win_opportunity(by=cast.seller, opportunity=deal)
    move_opportunity(by=cast.seller, opportunity=deal, stage=stage("need"))
    with pytest.raises(EvidenceMissing):
        move_opportunity(by=cast.seller, opportunity=deal, stage=stage("quoted"))
    drawing = stage("solution").evidence.get(name="图纸会签")
    show_evidence(by=cast.seller, opportunity=deal, evidence=drawing)
    take_evidence_back(by=cast.seller, opportunity=deal, evidence=drawing)
    with pytest.raises(EvidenceMissing):
        move_opportunity(by=cast.seller, opportunity=deal, stage=stage("quoted"))
    show_evidence(by=cast.seller, opportunity=deal, evidence=drawing)
    assert move_opportunity(by=cast.seller, opportunity=deal, stage=stage("quoted")).stage == stage("quoted")


def test_deals_leave_with_their_customer_and_come_back(cast: Cast) -> None:
    firm = create_party(by=cast.boss, name="澄江水务")
    deal = open_opportunity(by=cast.boss, name="球阀", party=firm, amount="10万")
    binned = open_opportunity(by=cast.boss, name="闸阀", party=firm, amount="1万")
    delete_opportunity(by=cast.boss, opportunity=binned)
    win_opportunity(by=cast.boss, opportunity=open_opportunity(by=cast.boss, name="老单", party=firm, amount="5万"))
    delete_parties(by=cast.boss, parties=[firm.pk])
    assert [row[1:3] for row in kept()] == [(1, 5_000_000)], "what was won stays counted"
    with pytest.raises(ValidationError):
        restore_opportunity(by=cast.boss, opportunity=deal)
    restore_parties(by=cast.boss, parties=[firm.pk])
    assert {one.pk for one in Opportunity.objects.open()} == {deal.pk}
    before = kept()
    recount()
    assert kept() == before


def test_two_people_win_the_same_deal_and_the_second_is_told(cast: Cast) -> None:
    deal = open_opportunity(by=cast.seller, name="球阀", amount="10万")
    join_deal(by=cast.seller, opportunity=deal, person=cast.colleague, part="报价")
    assert Opportunity.objects.changeable_by(fresh(cast.colleague)).filter(pk=deal.pk).exists()
    seen_twice = [Opportunity.objects.get(pk=deal.pk) for _both in range(2)]
    win_opportunity(by=cast.seller, opportunity=seen_twice[0])
    with pytest.raises(NotOpen):
        win_opportunity(by=fresh(cast.colleague), opportunity=seen_twice[1], amount="12万")
    assert Opportunity.objects.get(pk=deal.pk).amount == 10_000_000
    leave_deal(by=cast.seller, opportunity=deal, person=cast.colleague)
    assert not Opportunity.objects.changeable_by(fresh(cast.colleague)).filter(pk=deal.pk).exists()


def test_a_loss_keeps_their_price_and_putting_off_is_counted(cast: Cast) -> None:
    deal = open_opportunity(by=cast.seller, name="球阀", amount="10万", expected_on="2027-01-31")
    for day in ("2027-02-28", "2027-03-31", "2027-03-01"):
        deal = change_opportunity(by=cast.seller, opportunity=deal, expected_on=day)
    assert (deal.slips, deal.days_put_off) == (2, 29)
    price = LostReason.objects.get(key="lost.price")
    for wrong in ("-1", "USD 5", "x"):
        with pytest.raises(ValidationError):
            lose_opportunity(by=cast.seller, opportunity=deal, reason=price, competitor="远大", price=wrong)
    lost = lose_opportunity(by=cast.seller, opportunity=deal, reason=price, competitor="远大", price="8.8万")
    assert [(one.name, one.price) for one in lost.competitors.all()] == [("远大", 8_800_000)]


@pytest.mark.alike
def test_the_settings_and_the_ticks_are_pages(cast: Cast, client: Client) -> None:
    deal = open_opportunity(by=cast.boss, name="球阀", amount="10万")
    client.force_login(cast.boss)
    need = deal.stage
    typed = {"name": "有需求", "probability": 15, "days": 9, "place": 1, "holding": "预算清楚", "asked": ""}
    assert client.post(f"/settings/stages/{need.pk}/", typed).status_code == 302
    assert "预算清楚" in client.get("/settings/pipelines/").content.decode()
    told = client.post(f"/opportunities/{deal.pk}/stage/", {"stage": stage("solution").pk, "on": "board"})
    assert told.status_code == 409
    assert "预算清楚" in told.content.decode()
    number = need.evidence.get(name="预算清楚").pk
    client.post(f"/opportunities/{deal.pk}/evidence/", {"evidence": number})
    page = client.get(f"/opportunities/{deal.pk}/").content.decode()
    assert "预算清楚" in page
    assert client.post(f"/settings/stages/{need.pk}/retirement/", {}).status_code == 422
    client.force_login(cast.seller)
    assert client.get("/settings/pipelines/").status_code == 403
