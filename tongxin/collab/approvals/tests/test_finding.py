"""Who is asked: seen from where the initiator stood when it began."""

from typing import Any

import pytest

from tests.cast import Cast
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions import start_approval
from tongxin.collab.approvals.tests.test_deciding import flow_of, holders

SOURCES: list[tuple[dict[str, Any], list[str]]] = [
    ({"from": "role", "role": "经理"}, ["周启明"]),
    ({"from": "post", "title": "总经理"}, ["陈岚"]),
    ({"from": "post", "title": "总经理", "near": True}, ["陈岚"]),
    ({"from": "head"}, []),
    ({"from": "head", "up": 1}, ["周启明"]),
    ({"from": "region_head"}, ["周启明"]),
    ({"from": "superior"}, ["周启明"]),
    ({"from": "superior", "up": 2}, ["陈岚"]),
    ({"from": "superiors", "levels": 3}, ["周启明", "陈岚"]),
    ({"from": "field", "field": "who"}, ["孙倩"]),
    ({"from": "administrators"}, ["陈岚"]),
    ({"from": "role", "role": "没有这个角色"}, []),
    ({"from": "post", "title": "没有这个岗位"}, []),
    ({"from": "owner"}, []),
]


@pytest.mark.parametrize(("source", "names"), SOURCES)
def test_a_source_finds(cast: Cast, source: dict[str, Any], names: list[str]) -> None:
    step = {"type": "step", "key": "a", "name": "a", "who": [source], "empty": "refuse"}
    flow = flow_of(cast, step, form=[{"key": "who", "label": "谁", "type": "person"}])
    approval = start_approval(
        by=cast.seller, flow=flow, title="x", facts={"who": cast.clerk.pk}, subject=Subject("person", cast.boss.pk)
    )
    assert holders(approval) == sorted(names)
    assert approval.status == ("running" if names else "refused"), "nobody is never skipped in silence"
