"""Somebody leaves or moves: everything goes to a colleague, with an account, and back if it was a mistake."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast, fresh
from tongxin.base.clock import now, replaying
from tongxin.base.subjects import Subject
from tongxin.collab.access.actions import let_go, place_in_unit
from tongxin.collab.approvals.actions import publish_flow, start_approval
from tongxin.collab.approvals.models import Flow, Holder
from tongxin.collab.notices.models import Notice
from tongxin.collab.org.models import Post
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.actions import give_task
from tongxin.collab.tasks.models import Task
from tongxin.collab.views.actions import save_view, share_view
from tongxin.collab.views.models import SavedView
from tongxin.directory.activities.actions import plan_step
from tongxin.directory.activities.models import Step
from tongxin.directory.ownership.actions import (
    CannotHandOver,
    CannotUndo,
    NotYoursToHandOver,
    begin_hand_over,
    carry_out,
    mark_key,
    undo_hand_over,
)
from tongxin.directory.ownership.models import HandOver
from tongxin.directory.ownership.queries import holdings_of, waiting
from tongxin.directory.parties.actions import add_contact, assign_parties, create_party, join_team
from tongxin.directory.parties.models import Party, TeamMember
from tongxin.frontoffice.pipeline.actions import open_opportunity, win_opportunity
from tongxin.frontoffice.pipeline.models import Opportunity, Tally

KINDS = ["customers", "teams", "views", "reports", "opportunities", "steps", "tasks", "approvals"]


class Watching:
    """Stands for the worker: says nothing and never interrupts."""

    id, done = 1, 0

    def progress(self, done: int, total: int | None = None, note: str = "") -> None: ...
    def within(self, **said: Any) -> None: ...


def hand_over(by: Person, giver: Person, taker: Person, kinds: Any = KINDS) -> HandOver:
    """Begin and carry out."""
    one = begin_hand_over(by=by, giver=giver, taker=taker, kinds=kinds)
    carry_out(hand_over=one.pk, job=Watching())
    return HandOver.objects.get(pk=one.pk)


@pytest.fixture
def busy(cast: Cast) -> Cast:
    """赵航 holds two customers with a step each, an opportunity at one, a decision about the other, a place in a team, two views, and somebody
    reports to him."""
    for name in ("昆山恒润", "常熟新元"):
        party = create_party(by=cast.colleague, name=name)
        plan_step(by=cast.colleague, party=party, text=f"回访{name}")
    open_opportunity(by=cast.colleague, party=party, name="二期泵房")
    ended = open_opportunity(by=cast.colleague, party=party, name="一期泵房", amount="5万")
    win_opportunity(by=cast.colleague, opportunity=ended)
    ask_for_a_decision(cast)
    joint = create_party(by=cast.manager, name="苏州金陵")
    join_team(by=cast.manager, party=joint, person=cast.colleague, role="技术")
    view = save_view(by=cast.colleague, kind="party", name="我的A类", filter={"v": 1, "and": []})
    share_view(by=cast.colleague, view=view, sharing="unit")
    save_view(by=cast.colleague, kind="party", name="私人的", filter={"v": 1, "and": []})
    place_in_unit(by=cast.boss, person=cast.seller, unit=cast.suzhou, reports_to=cast.colleague)
    give_task(by=cast.manager, owner=cast.colleague, text="备好样品", on=Subject("party", joint.pk))
    give_task(by=cast.colleague, owner=cast.colleague, text="买生日蛋糕")
    return cast


def ask_for_a_decision(cast: Cast) -> None:
    """李薇 asks, 赵航 decides."""
    line = [{"type": "step", "key": "a", "name": "同事", "who": [{"from": "people", "people": [cast.colleague.pk]}]}]
    publish_flow(by=cast.boss, key="own", name="借样机", graph={"v": 1, "line": line})
    start_approval(by=cast.seller, flow=Flow.objects.get(key="own"), title="借样机", facts={})


def deciding() -> list[str]:
    return sorted(Holder.objects.undecided().values_list("person__name", flat=True))


def owners() -> dict[str, str]:
    return {party.name: party.owner.name for party in Party.objects.select_related("owner").exclude(owner=None)}


def everything(cast: Cast) -> tuple[object, ...]:
    """All that a hand-over touches, to be compared."""
    return (
        owners(),
        sorted(Step.objects.values_list("text", "owner__name")),
        sorted(Task.objects.values_list("text", "owner__name")),
        sorted(Opportunity.objects.values_list("name", "owner__name", "unit__name")),
        sorted(Tally.objects.exclude(count=0).values_list("owner__name", "state", "count")),
        sorted(TeamMember.objects.values_list("party__name", "person__name", "role")),
        sorted(SavedView.objects.values_list("name", "owner__name")),
        sorted(Post.objects.held().values_list("person__name", "reports_to__name").exclude(reports_to=None)),
    )


def test_the_preview_counts_what_would_move(busy: Cast) -> None:
    held = holdings_of(busy.boss, busy.colleague)
    assert {kind: count for kind, count in held.counts.items() if count} == {
        "customers": 2, "steps": 2, "tasks": 1, "teams": 1, "views": 1, "reports": 1, "opportunities": 1, "approvals": 1,
    }  # fmt: skip
    assert held.out_of_reach == 0


def test_everything_goes_over_with_an_account(busy: Cast) -> None:
    one = hand_over(busy.boss, busy.colleague, busy.manager)
    assert owners() == {"昆山恒润": "周启明", "常熟新元": "周启明", "苏州金陵": "周启明"}
    assert not Step.objects.open().filter(owner=busy.colleague).exists()
    assert not TeamMember.objects.filter(person=busy.colleague).exists()
    assert dict(SavedView.objects.values_list("name", "owner__name")) == {"我的A类": "周启明", "私人的": "赵航"}
    assert Post.objects.held().get(person=busy.seller).reports_to == busy.manager
    assert dict(Opportunity.objects.values_list("name", "owner__name")) == {"二期泵房": "周启明", "一期泵房": "赵航"}
    assert deciding() == ["周启明"]
    assert sorted(one.moved.values_list("kind", flat=True)) == [
        "approvals",
        "customers",
        "customers",
        "opportunities",
        "reports",
        "steps",
        "steps",
        "tasks",
        "teams",
        "views",
    ]
    assert dict(Task.objects.values_list("text", "owner__name")) == {"备好样品": "周启明", "买生日蛋糕": "赵航"}
    notice = Notice.objects.get(person=busy.manager, kind="ownership.handed_over")
    assert (notice.particulars["customers"], notice.particulars["steps"]) == (2, 2)
    assert not Notice.objects.filter(kind="step.given").exists(), "one notice, not one a step"


def test_it_can_be_taken_back_to_the_last_detail(busy: Cast) -> None:
    before = everything(busy)
    one = hand_over(busy.boss, busy.colleague, busy.manager)
    assert everything(busy) != before
    assert undo_hand_over(by=busy.boss, hand_over=one).total() == 10
    assert everything(busy) == before
    assert deciding() == ["赵航"]
    with pytest.raises(CannotUndo):
        undo_hand_over(by=busy.boss, hand_over=one)


def test_what_somebody_touched_since_stays_where_it_is(busy: Cast) -> None:
    one = hand_over(busy.boss, busy.colleague, busy.manager)
    party = Party.objects.get(name="昆山恒润")
    assign_parties(by=busy.boss, parties=[party.pk], owner=busy.south)
    undo_hand_over(by=busy.boss, hand_over=one)
    assert owners()["昆山恒润"] == "何静"
    assert owners()["常熟新元"] == "赵航"


def test_somebody_who_left_gets_everything_back_too(busy: Cast) -> None:
    let_go(by=busy.boss, person=busy.colleague)
    before = everything(busy)
    one = hand_over(busy.boss, fresh(busy.colleague), busy.manager)
    undo_hand_over(by=busy.boss, hand_over=one)
    assert everything(busy) == before


def test_after_thirty_days_it_stands(busy: Cast) -> None:
    one = hand_over(busy.boss, busy.colleague, busy.manager)
    with replaying(now() + timedelta(days=31)), pytest.raises(CannotUndo):
        undo_hand_over(by=busy.boss, hand_over=one)


def test_a_break_in_the_middle_does_no_harm(busy: Cast) -> None:
    one = begin_hand_over(by=busy.boss, giver=busy.colleague, taker=busy.manager, kinds=KINDS)

    class Dying(Watching):
        calls = 0

        def within(self, **said: Any) -> None:
            self.calls += 1
            if self.calls == 3:
                raise InterruptedError

    with pytest.raises(InterruptedError):
        carry_out(hand_over=one.pk, job=Dying())
    assert HandOver.objects.get(pk=one.pk).done_at is None
    carry_out(hand_over=one.pk, job=Watching())
    carry_out(hand_over=one.pk, job=Watching())
    assert one.moved.count() == 10


def test_managers_hand_over_what_is_in_their_reach(busy: Cast) -> None:
    far = create_party(by=busy.south, name="东莞一号")
    assign_parties(by=busy.boss, parties=[far.pk], owner=busy.colleague)
    Party.objects.filter(pk=far.pk).update(unit=busy.south_region)
    held = holdings_of(busy.manager, busy.colleague)
    assert (held.counts["customers"], held.out_of_reach) == (2, 1)
    one = hand_over(busy.manager, busy.colleague, busy.seller, ["customers"])
    assert owners()["东莞一号"] == "赵航"
    assert one.moved.count() == 2


def test_contact_people_go_along_with_their_firm_and_back(busy: Cast) -> None:
    contact = add_contact(by=busy.colleague, party=Party.objects.get(name="昆山恒润"), name="钱工")
    assert holdings_of(busy.boss, busy.colleague).counts["customers"] == 2
    one = hand_over(busy.boss, busy.colleague, busy.manager)
    assert Party.objects.get(pk=contact.person_id).owner == busy.manager
    undo_hand_over(by=busy.boss, hand_over=one)
    assert Party.objects.get(pk=contact.person_id).owner == busy.colleague


def test_steps_whose_customer_the_taker_cannot_see_stay(busy: Cast) -> None:
    one = hand_over(busy.boss, busy.colleague, busy.south, ["steps"])
    assert one.kept == {"steps": 2}
    assert Step.objects.open().filter(owner=busy.colleague).count() == 2


def test_key_customers_stay_unless_an_administrator_hands_over(busy: Cast) -> None:
    mark_key(by=busy.boss, party=Party.objects.get(name="昆山恒润"), why="董事长的客户")
    one = hand_over(busy.manager, busy.colleague, busy.seller, ["customers"])
    assert one.kept == {"customers": 1}
    assert owners()["昆山恒润"] == "赵航"


@pytest.mark.parametrize("who", ["seller", "south", "clerk", "colleague"])
def test_others_may_not(busy: Cast, who: str) -> None:
    with pytest.raises(NotYoursToHandOver):
        begin_hand_over(by=getattr(busy, who), giver=busy.colleague, taker=busy.manager, kinds=KINDS)


def test_nonsense_is_refused(busy: Cast) -> None:
    for taker, kinds in ((busy.colleague, KINDS), (busy.left, KINDS), (busy.manager, [])):
        with pytest.raises(CannotHandOver):
            begin_hand_over(by=busy.boss, giver=busy.colleague, taker=taker, kinds=kinds)


def test_when_somebody_leaves_the_superior_is_told(busy: Cast) -> None:
    let_go(by=busy.boss, person=busy.colleague)
    told = Notice.objects.filter(kind="ownership.waiting")
    assert {notice.person.name for notice in told} == {"周启明", "陈岚"}
    assert list(waiting(busy.manager)) == [busy.colleague]


def test_pages(busy: Cast, django_capture_on_commit_callbacks: Any) -> None:
    client = Client()
    client.force_login(busy.boss)
    address = f"/handovers/new/?person={busy.colleague.pk}"
    assert "昆山恒润" not in client.get(address).content.decode()
    answer = client.post(address, {"taker": busy.manager.pk, "kinds": ["customers", "steps"]})
    one = HandOver.objects.get()
    assert answer["Location"] == f"/handovers/{one.pk}/"
    carry_out(hand_over=one.pk, job=Watching())
    assert "昆山恒润" in client.get(f"/handovers/{one.pk}/").content.decode()
    assert client.post(f"/handovers/{one.pk}/undoing/").status_code == 302
    assert owners()["昆山恒润"] == "赵航"
    stranger = Client()
    stranger.force_login(busy.south)
    assert stranger.get(f"/handovers/{one.pk}/").status_code == 404
    assert stranger.get(address).status_code == 404
    assert stranger.get("/handovers/").status_code == 403
