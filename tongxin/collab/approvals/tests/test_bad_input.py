"""What goes wrong in firms: shown to who cares for flows with the way out, never stuck in silence.

A dead end, a loop without exit, an unknown post or role while it is drawn: `designer/tests/test_designer.py`, where the check names them and
keeps them from being published. A loop under way: `test_terms.py` (40). Running on their version: `test_deciding.py`. A receiver that
hangs: `test_stepping_in.py`. Two who publish one after the other: `designer/tests/test_drafts.py`.
"""

import itertools
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from tests.cast import Cast, assemble
from tongxin.base.clock import now, replaying
from tongxin.collab.access.models import Assignment, Role
from tongxin.collab.approvals.actions import (
    CircleOfDelegation,
    PublishedMeanwhile,
    answer,
    delegate,
    publish_flow,
    start_approval,
)
from tongxin.collab.approvals.models import Approval, Delegation, Flow, FlowVersion
from tongxin.collab.approvals.models.delegation import represented_by
from tongxin.collab.approvals.queries.inbox import box
from tongxin.collab.approvals.tests.test_deciding import ask, at, flow_of, holders
from tongxin.collab.approvals.tests.test_together import together
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.people.actions import deactivate_person


def test_a_role_and_a_post_that_are_gone_when_it_comes_there(cast: Cast) -> None:
    role = Role.objects.create(name="价格委员", scopes={})
    Assignment.objects.create(person=cast.south, role=role)
    second = {"type": "step", "key": "b", "name": "委员会", "who": [{"from": "role", "role": "价格委员"}]}
    third = {"type": "step", "key": "c", "name": "顾问", "who": [{"from": "post", "title": "顾问"}]}
    flow = flow_of(cast, at("a", cast.manager), second, third)
    approval = start_approval(by=cast.seller, flow=flow, title="x", facts={})
    Assignment.objects.filter(role=role).delete()
    role.delete()
    answer(by=cast.manager, approval=approval, deed="agree")
    assert holders(approval) == ["陈岚"], "who cares for flows has it"
    answer(by=cast.boss, approval=approval, deed="agree")
    assert holders(approval) == ["陈岚"], "and the post that nobody has too"


def test_the_last_person_of_a_step_leaves_and_nobody_is_above(cast: Cast) -> None:
    flow = flow_of(cast, at("a", cast.stranger))
    approval = start_approval(by=cast.seller, flow=flow, title="x", facts={})
    deactivate_person(by=cast.boss, person=cast.stranger)
    work_off()
    assert holders(approval) == ["陈岚"]
    approval.refresh_from_db()
    assert approval.status == "running"


def test_nobody_at_all_stands_in_the_box_of_who_cares_and_is_given_to_somebody(cast: Cast) -> None:
    flow = flow_of(cast, {"type": "subflow", "key": "s", "name": "s", "flow": "gone"}, at("b", cast.manager))
    approval = start_approval(by=cast.seller, flow=flow, title="没人批", facts={})
    work_off()
    assert [one.approval for one in box(cast.boss, "care")] == [approval]
    page = Client()
    page.force_login(cast.boss)
    shown = page.get(f"/approvals/{approval.pk}/").content.decode()
    assert f"/approvals/{approval.pk}/interventions/" in shown, "the way out is on the page"


@pytest.mark.parametrize("people", [("manager", "south"), ("manager", "south", "colleague")])
def test_a_circle_of_deputies_is_refused(cast: Cast, people: tuple[str, ...]) -> None:
    ring = [getattr(cast, name) for name in people]
    days = {"starts_at": now(), "ends_at": now() + timedelta(days=2)}
    for person, to in itertools.pairwise(ring):
        delegate(by=person, person=person, to=to, **days)
    with pytest.raises(CircleOfDelegation):
        delegate(by=ring[-1], person=ring[-1], to=ring[0], **days)


def test_a_circle_that_came_about_all_the_same_hangs_nothing(cast: Cast) -> None:
    for person, to in ((cast.manager, cast.south), (cast.south, cast.manager)):
        Delegation.objects.create(
            person=person, to=to, starts_at=now(), ends_at=now() + timedelta(days=1), made_at=now(), kinds=[]
        )
    approval = ask(cast.seller)
    assert set(represented_by(cast.south.pk)) == {cast.south.pk, cast.manager.pk}
    answer(by=cast.south, approval=approval, deed="agree")
    assert Approval.objects.get(pk=approval.pk).status == "agreed"


def test_a_deadline_in_a_year_without_a_calendar_of_holidays(cast: Cast) -> None:
    friday = datetime(2999, 10, 4, 17, tzinfo=ZoneInfo("Asia/Shanghai"))
    with replaying(friday):
        approval = ask(cast.seller)
    due = approval.holders.open().get().due_at.astimezone(friday.tzinfo)
    assert due.date().isoformat() == "2999-10-07", "the week alone decides"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_the_same_moment_one_is_told(transactional_db: None) -> None:
    cast = assemble()
    flow = Flow.objects.get(key="general")
    graph = FlowVersion.objects.get(flow=flow, number=1).graph

    def publish() -> FlowVersion:
        return publish_flow(by=cast.boss, key="general", name="一般申请", graph=graph, after=1)

    done, refused = together([publish] * 6)
    assert (len(done), {type(one) for one in refused}, len(refused)) == (1, {PublishedMeanwhile}, 5)
    assert Flow.objects.get(key="general").current == 2
