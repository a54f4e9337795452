"""What a quarter will bring and what is missing; which deals wait for whom; asking the owner once a day."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from tests.cast import Cast, fresh
from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.base.subjects import Subject
from tongxin.collab.access.models import Role
from tongxin.collab.approvals.actions import start_approval
from tongxin.collab.approvals.models import Flow
from tongxin.collab.notices.models import Notice
from tongxin.directory.parties.actions import create_party
from tongxin.frontoffice.pipeline.actions import lose_opportunity, nudge_owner, open_opportunity, win_opportunity
from tongxin.frontoffice.pipeline.models import LostReason, Opportunity, Pipeline, Stage
from tongxin.frontoffice.pipeline.queries import head_of, watch
from tongxin.frontoffice.pipeline.queries.forecast import forecast_of, quarters, rates_of
from tongxin.frontoffice.pipeline.queries.watch import counts, usual_view, watched
from tongxin.frontoffice.targets.actions import Wanted, set_targets


def stage(name: str) -> Stage:
    return Stage.objects.get(key=f"project.{name}")


STAGES = [(1, 1, 0, 10), (2, 1, 1, 50), (3, 1, 2, 90)]


@pytest.mark.parametrize(
    ("ways", "rates"),
    [
        ({}, {1: 0.1, 2: 0.5, 3: 0.9}),
        ({3: {"won": 8, "lost": 2}}, {1: 0.1, 2: 0.5, 3: 0.8}),
        ({3: {"won": 8, "lost": 2}, 2: {"3": 10, "lost": 10}}, {1: 0.1, 2: 0.4, 3: 0.8}),
        ({3: {"won": 8, "lost": 1}}, {1: 0.1, 2: 0.5, 3: 0.9}),
        ({1: {"2": 10, "won": 5, "lost": 5}}, {1: 0.5, 2: 0.5, 3: 0.9}),
        ({2: {"1": 90, "lost": 10}}, {1: 0.1, 2: 0.0, 3: 0.9}),
    ],
)
def test_history_tells_how_many_are_won_from_a_stage(ways: dict[int, dict[str, int]], rates: dict[int, float]) -> None:
    """Fewer than ten tell nothing; going back is no end."""
    assert rates_of(STAGES, ways) == rates


def test_a_forecast_says_what_is_missing_to_the_target(cast: Cast) -> None:
    quarter = quarters(timezone.localdate(now()))[0]
    soon = quarter.ends_on - timedelta(days=1)
    set_targets(by=cast.boss, measure="won", wanted=[Wanted(quarter, "100万", unit=cast.head_office)])
    win_opportunity(by=cast.seller, opportunity=open_opportunity(by=cast.seller, name="老单", amount="10万"))
    open_opportunity(by=cast.seller, name="将签", amount="20万", stage=stage("signing"), expected_on=soon)
    big = open_opportunity(by=cast.south, name="大单", amount="50万", stage=stage("quoted"), expected_on=soon)
    open_opportunity(by=cast.south, name="明年", amount="99万", expected_on=soon + timedelta(days=40))
    open_opportunity(by=cast.south, name="外币", amount="USD 9000", expected_on=soon)
    open_opportunity(by=cast.south, name="拖着", amount="7万", expected_on=quarter.begins_on - timedelta(days=1))
    told = forecast_of(fresh(cast.boss), quarter, "CNY", now())
    assert told is not None
    yuan = {
        name: getattr(told.total, name) // 1_000_000 for name in ("won", "committed", "best", "weighted", "history")
    }
    assert yuan == {"won": 10, "committed": 30, "best": 80, "weighted": 53, "history": 53}
    assert (told.target, told.short, told.late) == (Money(100_000_000, "CNY"), Money(47_000_000, "CNY"), 1)
    assert told.closers == [big]
    assert head_of(fresh(cast.boss), Pipeline.objects.get(key="project")).short == Money(47_000_000, "CNY")
    own = forecast_of(fresh(cast.seller), quarter, "CNY", now())
    assert own is not None
    assert (own.total.best, own.target, own.closers) == (30_000_000, None, [])
    Role.objects.filter(name="只看自己").update(fields={"opportunity": {"amount": "hidden"}})
    assert forecast_of(fresh(cast.seller), quarter, "CNY", now()) is None


def test_the_watch_is_one_truth_for_owner_manager_and_director(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    today, old = timezone.localdate(now()), now() - timedelta(days=60)
    firm = create_party(by=cast.seller, name="澄江水务")
    fine = open_opportunity(
        by=cast.seller, name="好好的", party=firm, amount="9万", next_step="送样", next_on=today + timedelta(days=3)
    )
    late = open_opportunity(
        by=cast.seller, name="过期的", party=firm, amount="30万", next_step="报价", next_on=today - timedelta(days=2)
    )
    stuck = open_opportunity(
        by=cast.seller, name="停住的", party=firm, amount="5万", expected_on=today - timedelta(days=1)
    )
    Opportunity.objects.filter(pk=stuck.pk).update(stage_since=old, updated_at=old)
    asked = open_opportunity(by=cast.seller, name="等批的", party=firm, amount="6万")
    facts = {"text": "特价"}
    start_approval(
        by=cast.seller,
        flow=Flow.objects.get(key="general"),
        title="特价",
        facts=facts,
        subject=Subject("opportunity", asked.pk),
    )
    pipeline = stage("need").pipeline
    (line,) = counts(fresh(cast.manager), pipeline, "owner", now())
    assert (line.name, line.open, line.own, line.approval, line.customer, line.broken, line.no_step, line.stuck, line.silent) == (
        "李薇", 4, 2, 1, 1, 2, 2, 1, 1,
    )  # fmt: skip
    assert [(one.name, one.open) for one in counts(fresh(cast.boss), pipeline, "unit", now())] == [("苏州", 4)]
    assert [one.open for one in counts(fresh(cast.seller), pipeline, "stage", now())] == [4]
    assert counts(fresh(cast.south), pipeline, "stage", now()) == []
    rows = {one.deal.name: one for one in watched(fresh(cast.boss), pipeline, now())}
    assert list(rows) == ["过期的", "等批的", "停住的"], "the largest first, and nothing that is fine"
    assert (rows["过期的"].whys, rows["过期的"].act) == (["late_step"], "redo")
    assert (rows["停住的"].whys, rows["停住的"].act) == (["no_step", "late_close", "stuck", "silent"], "plan")
    assert (rows["等批的"].waits, rows["等批的"].act) == ("approval", "chase")
    assert rows["等批的"].holders
    assert [one.deal for one in watched(fresh(cast.boss), pipeline, now(), why="customer")] == [fine]
    for person, view in ((cast.boss, "unit"), (cast.manager, "owner"), (cast.seller, "stage")):
        assert usual_view(fresh(person)) == view
    client.force_login(cast.boss)
    for path in ("/pipeline/watch/", "/pipeline/watch/?by=owner&why=broken", "/pipeline/forecast/", "/pipeline/"):
        assert client.get(path).status_code == 200
    assert "过期的" in client.get("/pipeline/watch/").content.decode()
    monkeypatch.setattr(watch, "MOST_WATCHED", 3)
    page = client.get("/pipeline/watch/").content.decode()
    assert "过期的" not in page
    assert "whose=mine" in page
    nudge_owner(by=cast.boss, opportunity=late)
    assert Notice.objects.filter(person=cast.seller, kind="opportunity.nudged").count() == 1
    for person, error in ((cast.boss, ValidationError), (cast.seller, ValidationError), (cast.south, PermissionDenied)):
        with pytest.raises(error):
            nudge_owner(by=fresh(person), opportunity=late)


def test_a_loss_leaves_the_watch(cast: Cast) -> None:
    deal = open_opportunity(by=cast.seller, name="球阀")
    reason = LostReason.objects.get(key="lost.stopped")
    lose_opportunity(by=cast.seller, opportunity=deal, reason=reason)
    assert watched(fresh(cast.seller), deal.pipeline, now()) == []
