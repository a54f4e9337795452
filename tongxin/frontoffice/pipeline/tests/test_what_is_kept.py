"""What is kept of deals stays true: sums, stays, rights, merges, the recycle bin, and customers who go for ever."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.cast import Cast, fresh
from tongxin.base.clock import now
from tongxin.directory.doubles.actions import merge_parties, undo_merge
from tongxin.directory.parties.actions import create_party, delete_parties, purge_parties
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pipeline.actions import (
    NotOpen,
    NotYours,
    change_opportunity,
    delete_opportunity,
    lose_opportunity,
    move_opportunity,
    open_opportunity,
    plan_next,
    restore_opportunity,
    revive_opportunity,
    win_opportunity,
)
from tongxin.frontoffice.pipeline.models import LostReason, Opportunity, Stage, Tally
from tongxin.frontoffice.pipeline.queries.flow import flow_of


def kept() -> dict[str, tuple[int, int, int]]:
    rows = Tally.objects.filter(count__gt=0)
    return {row.key: (row.count, row.amount, row.weighted) for row in rows}


def stage(name: str) -> Stage:
    return Stage.objects.get(key=f"project.{name}")


def test_sums_follow_every_change(cast: Cast) -> None:
    deal = open_opportunity(by=cast.seller, name="球阀", amount="24万")
    other = open_opportunity(by=cast.seller, name="闸阀", amount="USD 100")
    assert sorted(kept().values()) == [(1, 10_000, 1_000), (1, 24_000_000, 2_400_000)]
    change_opportunity(by=cast.seller, opportunity=deal, amount="30万", probability=50, expected_on="2027-03-31")
    assert (1, 30_000_000, 15_000_000) in kept().values()
    delete_opportunity(by=cast.seller, opportunity=deal)
    assert list(kept().values()) == [(1, 10_000, 1_000)]
    restore_opportunity(by=cast.seller, opportunity=deal)
    win_opportunity(by=cast.seller, opportunity=deal, on=now().date() - timedelta(days=3))
    revive_opportunity(by=cast.seller, opportunity=deal)
    assert sorted(kept().values()) == [(1, 10_000, 1_000), (1, 30_000_000, 3_000_000)]
    change_opportunity(by=cast.boss, opportunity=other, owner=cast.colleague)
    assert Opportunity.objects.get(pk=other.pk).unit == cast.suzhou
    assert not any(f":{cast.seller.pk}:" in key and ":USD:" in key for key in kept())


def test_stays_tell_days_and_conversion(cast: Cast) -> None:
    deal = open_opportunity(by=cast.seller, name="球阀", amount="24万")
    Opportunity.objects.filter(pk=deal.pk).update(stage_since=now() - timedelta(days=20))
    move_opportunity(by=cast.seller, opportunity=deal, stage=stage("solution"))
    lost = open_opportunity(by=cast.seller, name="闸阀")
    price = LostReason.objects.get(key="lost.price")
    with pytest.raises(ValidationError):
        lose_opportunity(by=cast.seller, opportunity=lost, reason=price)
    lose_opportunity(by=cast.seller, opportunity=lost, reason=price, competitor="远大阀门")
    first = flow_of(fresh(cast.boss), stage("need").pipeline, now())[0]
    assert (first.left, first.days, first.on, first.lost, first.conversion) == (2, 10, 1, 1, 50)
    assert flow_of(fresh(cast.south), stage("need").pipeline, now())[0].left == 0
    with pytest.raises(NotOpen):
        move_opportunity(by=cast.seller, opportunity=lost, stage=stage("quoted"))
    stage("terms").__class__.objects.filter(key="project.terms").update(retired_at=now())
    with pytest.raises(ValidationError):
        move_opportunity(by=cast.seller, opportunity=deal, stage=stage("terms"))


def test_both_rights_are_needed(cast: Cast) -> None:
    """Sight of the customer and the role's scope for opportunities; looking is not changing."""
    firm = create_party(by=cast.seller, name="澄江水务")
    deal = open_opportunity(by=cast.seller, name="球阀", party=firm)
    seen = Opportunity.objects.visible_to
    assert seen(fresh(cast.seller)).exists()
    assert seen(fresh(cast.clerk)).exists()
    assert not seen(fresh(cast.south)).exists()
    assert not seen(fresh(cast.stranger)).exists()
    for person in (cast.clerk, cast.south, cast.colleague):
        with pytest.raises(NotYours):
            change_opportunity(by=fresh(person), opportunity=deal, name="x")
    Party.objects.filter(pk=firm.pk).update(owner=cast.south, unit=cast.south_region)
    assert not seen(fresh(cast.seller)).exists(), "an owner who lost sight of the customer sees the deal no longer"


def test_the_next_step_is_one_and_stands_in_the_agenda(cast: Cast) -> None:
    deal = open_opportunity(by=cast.seller, name="球阀", next_step="送样")
    plan_next(by=cast.seller, opportunity=deal, text="报价", due=now().date())
    again = Opportunity.objects.select_related("step").get(pk=deal.pk)
    assert again.next_step is not None
    assert (again.next_step.text, again.next_step.owner) == ("报价", cast.seller)


def test_deals_follow_a_merge_and_its_undo(cast: Cast) -> None:
    firm, double = (create_party(by=cast.boss, name=name) for name in ("恒润精密", "恒润精密机械"))
    deal = open_opportunity(by=cast.boss, name="球阀", party=double)
    merge = merge_parties(by=cast.boss, kept=firm, gone=double)
    assert Opportunity.objects.get(pk=deal.pk).party == firm
    undo_merge(by=cast.boss, merge=merge)
    assert Opportunity.objects.get(pk=deal.pk).party == double


def test_what_goes_for_ever_is_counted_no_longer(cast: Cast) -> None:
    firm = create_party(by=cast.boss, name="恒润精密")
    open_opportunity(by=cast.boss, name="球阀", party=firm, amount="5万", next_step="送样")
    delete_opportunity(by=cast.boss, opportunity=open_opportunity(by=cast.boss, name="闸阀", party=firm, amount="3万"))
    delete_parties(by=cast.boss, parties=[firm.pk])
    purge_parties(by=cast.boss, parties=[firm.pk])
    assert not Opportunity.objects.exists()
    assert kept() == {}
