"""What colleagues promise, say and decide beside a customer moves along with it, and comes back."""

from django.test import Client
from django.utils import translation

from tests.cast import Cast
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions import start_approval
from tongxin.collab.approvals.models import Approval, Flow
from tongxin.collab.approvals.queries.subjects import under_approval
from tongxin.collab.feed.actions import follow, say
from tongxin.collab.feed.models import Following, Remark
from tongxin.collab.feed.queries import talk_about
from tongxin.collab.tasks.actions import give_task
from tongxin.collab.tasks.models import Task
from tongxin.directory.doubles.actions import merge_parties, undo_merge
from tongxin.directory.doubles.queries.moved import moved_with
from tongxin.directory.parties.actions import create_party
from tongxin.frontoffice.pipeline.actions import open_opportunity


def places() -> list[list[tuple[object, ...]]]:
    rows = (model.objects.order_by("pk") for model in (Task, Remark, Following, Approval))
    return [list(some.values_list("pk", "subject_kind", "subject_id")) for some in rows]


def test_tasks_remarks_followers_and_approvals_move_and_come_back(cast: Cast) -> None:
    kept, gone = create_party(by=cast.boss, name="恒润机械"), create_party(by=cast.colleague, name="苏州恒润机械")
    here, there = Subject("party", kept.pk), Subject("party", gone.pk)
    flow = Flow.objects.get(key="key_customer")
    task = give_task(by=cast.boss, text="准备样品", on=there)
    said = say(by=cast.colleague, on=there, text="周三去")
    for both in (here, there):
        follow(by=cast.boss, on=both)
    asked = start_approval(by=cast.colleague, flow=flow, title="", facts={"why": "年框"}, subject=there)
    elsewhere = give_task(by=cast.boss, text="别的事", on=Subject("approval", asked.pk))
    before = places()
    merge = merge_parties(by=cast.boss, kept=kept, gone=gone)
    assert Task.objects.on(here).get() == task
    assert talk_about(cast.boss, here) == [said]
    assert under_approval(here) == asked
    assert Following.objects.filter(person=cast.boss, subject_id=kept.pk).count() == 1, "nobody follows twice"
    assert Task.objects.get(pk=elsewhere.pk).subject_kind == "approval"
    since = say(by=cast.boss, on=here, text="已合并")
    undo_merge(by=cast.boss, merge=merge)
    assert talk_about(cast.boss, here) == [since]
    since.delete()
    assert places() == before


def test_the_account_of_a_merge_names_what_moved(cast: Cast) -> None:
    kept, gone = create_party(by=cast.boss, name="恒润机械"), create_party(by=cast.boss, name="苏州恒润机械")
    there = Subject("party", gone.pk)
    give_task(by=cast.boss, text="准备样品", on=there)
    say(by=cast.boss, on=there, text="周三去")
    open_opportunity(by=cast.boss, name="旧泵房改造", party=gone)
    merge = merge_parties(by=cast.boss, kept=kept, gone=gone)
    with translation.override("zh-hans"):
        assert moved_with(merge) == [("任务", 1), ("留言", 1), ("商机", 1)]
    client = Client()
    client.force_login(cast.boss)
    assert "留言" in client.get(merge.get_absolute_url()).content.decode()
