"""Drawing flows: edits, two at once, undoing."""

from dataclasses import replace

import pytest

from tests.cast import Cast, fresh, hire
from tongxin.collab.access.models import Role
from tongxin.collab.approvals.actions import NotYours, PublishedMeanwhile, publish_flow
from tongxin.collab.approvals.models import Flow
from tongxin.collab.approvals.queries.descriptions import node_of, walk
from tongxin.collab.approvals.tests.playing import BEN, fork, step
from tongxin.collab.designer.actions import (
    DraftChangedMeanwhile,
    DraftUnfit,
    begin_draft,
    change_draft,
    draw_new_flow,
    graph_of_draft,
    publish_draft,
    step_through_draft,
    take_up_version,
    throw_draft_away,
)
from tongxin.collab.designer.models import FlowDraft
from tongxin.collab.designer.rules.editing import Edit, EditRefused, edited, seal

pytestmark = pytest.mark.alike


def drawn(*line):  # type: ignore[no-untyped-def]
    return {"v": 1, "line": list(line)}


def changed(graph, **edit):  # type: ignore[no-untyped-def]
    numbers = iter(range(1, 99))
    return edited(graph, Edit(**edit), fresh=lambda: f"k{next(numbers)}")


def keys(graph):  # type: ignore[no-untyped-def]
    return [node["key"] for node in walk(graph["line"])]


FORKED = drawn(step("a", BEN), fork("f", "first", ("[amount] > 5", [step("b", BEN)]), ("", [])), step("c", BEN))


@pytest.mark.parametrize(
    ("edit", "order"),
    [
        ({"deed": "insert", "place": "first", "values": step("", BEN)}, "k1 a f b c"),
        ({"deed": "insert", "place": "after:a", "values": step("", BEN)}, "a k1 f b c"),
        ({"deed": "insert", "place": "in:f:1", "values": step("", BEN)}, "a f b k1 c"),
        ({"deed": "remove", "key": "f"}, "a c"),
        ({"deed": "copy", "key": "f"}, "a f b k1 k2 c"),
        ({"deed": "move", "key": "c", "place": "in:f:0"}, "a f c b"),
        ({"deed": "move", "key": "a", "place": "after:f"}, "f b a c"),
        ({"deed": "shift", "key": "c", "values": {"by": -1}}, "a c f b"),
        ({"deed": "shift", "key": "c", "values": {"by": 1}}, "a f b c"),
    ],
)
def test_steps_are_put_and_moved(edit, order) -> None:  # type: ignore[no-untyped-def]
    after, _key = changed(FORKED, **edit)
    assert keys(after) == order.split()
    assert keys(FORKED) == "a f b c".split(), "what was there before stays as it was"


def test_arms_come_before_the_one_for_other_cases_and_never_fall_below_two() -> None:
    after, _key = changed(FORKED, deed="add_arm", key="f", values={"name": "x", "when": "[amount] > 9"})
    assert [arm["name"] for arm in node_of(after, "f")["arms"]] == ["f0", "x", "f1"]
    with pytest.raises(EditRefused, match="few"):
        changed(FORKED, deed="remove_arm", key="f", arm=0)
    with pytest.raises(EditRefused, match="inside"):
        changed(FORKED, deed="move", key="f", place="in:f:0")
    with pytest.raises(EditRefused, match="gone"):
        changed(FORKED, deed="set", key="nobody", values={})


def second(cast: Cast):  # type: ignore[no-untyped-def]
    other = hire(cast.boss, "许宁", "second", Role.objects.get(is_administrator=True), None)
    return fresh(other)


def test_two_who_draw_at_once_hinder_each_other_only_at_the_same_step(cast: Cast) -> None:
    draft, other = begin_draft(by=cast.boss, flow=Flow.objects.get(key="special_price")), second(cast)
    assert begin_draft(by=other, flow=draft.flow) == draft
    graph = graph_of_draft(draft)
    region, deep = (node for node in walk(graph["line"]) if node["key"] in ("region", "region_deep"))
    one = Edit(deed="set", key="region", values={"minutes": 60}, seen=seal(region))
    change_draft(by=cast.boss, draft=draft, edit=one)
    change_draft(
        by=other, draft=draft, edit=Edit(deed="set", key="region_deep", values={"minutes": 30}, seen=seal(deep))
    )
    with pytest.raises(DraftChangedMeanwhile, match="陈岚"):
        change_draft(by=other, draft=draft, edit=replace(one, values={"minutes": 90}))
    change_draft(by=cast.boss, draft=draft, edit=one)  # one's own window from before is no stranger
    draft.refresh_from_db()
    kept = graph_of_draft(draft)
    assert [node_of(kept, key)["minutes"] for key in ("region", "region_deep")] == [60, 30]
    with pytest.raises(DraftChangedMeanwhile):
        step_through_draft(by=cast.boss, draft=draft, forward=False, seen=draft.revision - 1)
    draft = step_through_draft(by=cast.boss, draft=draft, forward=False, seen=draft.revision)
    assert node_of(graph_of_draft(draft), "region_deep")["minutes"] == 240
    draft = step_through_draft(by=cast.boss, draft=draft, forward=True, seen=draft.revision)
    assert graph_of_draft(draft) == kept


def test_of_two_who_publish_at_once_the_second_is_told_and_loses_nothing(cast: Cast) -> None:
    flow = Flow.objects.get(key="general")
    draft = begin_draft(by=cast.boss, flow=flow)
    publish_flow(by=cast.boss, key="general", name="General", graph=graph_of_draft(draft))
    with pytest.raises(PublishedMeanwhile):
        publish_draft(by=cast.boss, draft=draft, seen=draft.revision, faults=[], note="", tell=[])
    draft = take_up_version(by=cast.boss, draft=draft)
    version = publish_draft(by=cast.boss, draft=draft, seen=draft.revision, faults=[], note="", tell=[cast.seller])
    assert version.number == 3
    with pytest.raises(DraftUnfit):
        change_draft(by=cast.boss, draft=draft, edit=Edit(deed="remove", key="superior"))


def test_only_who_cares_for_flows_draws(cast: Cast) -> None:
    with pytest.raises(NotYours):
        begin_draft(by=cast.manager, flow=Flow.objects.get(key="general"))
    draft = draw_new_flow(by=cast.boss, name="用车", graph=drawn())
    with pytest.raises(NotYours):
        change_draft(by=cast.manager, draft=draft, edit=Edit(deed="insert", place="first", values=step("", 1)))
    assert not draft.flow.is_on
    throw_draft_away(by=cast.boss, draft=draft, seen=draft.revision)
    assert not FlowDraft.objects.exists()
    assert not Flow.objects.filter(name="用车").exists()
