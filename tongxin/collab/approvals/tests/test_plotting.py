"""Where a request stands among earlier ones, drawn from round number to round number."""

import pytest
from django.test import Client

from tests.cast import Cast
from tongxin.collab.approvals.actions import answer, publish_flow, start_approval
from tongxin.collab.approvals.models import Approval, Flow
from tongxin.collab.approvals.queries.earlier import earlier_cases
from tongxin.collab.approvals.queries.shown import course_of
from tongxin.collab.approvals.rules.plotting import BOTTOM, LEFT, RIGHT, TOP, plot_of
from tongxin.collab.people.models import Person

FORM = [
    {"key": "what", "label": "产品", "type": "text", "carry": True},
    {"key": "pieces", "label": "台数", "type": "number"},
    {"key": "off", "label": "折让", "type": "number"},
]


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ((84, 120, 196), ["50", "100", "150", "200"]),
        ((0.8, 0.92, 0.95), ["0.8", "0.85", "0.9", "0.95"]),
        ((7, 7, 7), ["6", "9"]),
        ((-3, 0, 4), ["-5", "0", "5"]),
    ],
)
def test_axes_go_from_round_number_to_round_number(values: tuple[float, ...], ticks: list[str]) -> None:
    plot = plot_of((values[0], 1), [(one, 2, True) for one in values])
    assert plot is not None
    labels = [text for _place, text in plot.across]
    places = [place for place, _text in plot.across]
    assert (places[0], places[-1]) == (LEFT, RIGHT)
    assert all(LEFT <= dot.x <= RIGHT and TOP <= dot.y <= BOTTOM for dot in [*plot.dots, plot.own])
    assert float(labels[0]) <= min(values) <= max(values) <= float(labels[-1])
    assert len(labels) <= 5
    if values != (7, 7, 7):
        assert labels == ticks


def test_with_too_few_there_is_nothing_to_draw() -> None:
    assert plot_of((1, 1), [(1, 1, True), (2, 2, False)]) is None


def asked(cast: Cast, pieces: str, off: str, deed: str = "") -> Approval:
    facts = {"amount": "1", "pieces": pieces, "off": off}
    approval = start_approval(by=cast.seller, flow=Flow.objects.get(key="drawn"), title="x", facts=facts)
    if deed:
        answer(by=cast.manager, approval=approval, deed=deed, reason="x")
    return approval


def test_who_decides_sees_it_drawn_and_nothing_of_what_the_step_hides(cast: Cast) -> None:
    step = {"type": "step", "key": "one", "name": "经理", "who": [{"from": "people", "people": [cast.manager.pk]}]}
    graph = {"v": 1, "form": FORM, "line": [step]}
    publish_flow(by=cast.boss, key="drawn", name="x", graph=graph)
    for pieces, off, deed in (("80", "11", "agree"), ("120", "19", "refuse"), ("160", "17", "agree")):
        asked(cast, pieces, off, deed)
    approval = asked(cast, "140", "18")
    course, _entries = course_of(approval)
    earlier = earlier_cases(cast.manager, approval, course)
    assert earlier.plot is not None
    assert [dot.is_agreed for dot in earlier.plot.dots] == [True, False, True]
    assert earlier.by[1] == "折让"
    manager = Client()
    manager.force_login(cast.manager)
    assert 'class="chart"' in manager.get(f"/approvals/{approval.pk}/").content.decode()
    hiding = {**graph, "line": [{**step, "fields": {"off": "hidden"}}]}
    publish_flow(by=cast.boss, key="drawn", name="x", graph=hiding)
    later = asked(cast, "140", "18")
    course, _entries = course_of(later)
    assert "折让" not in earlier_cases(cast.manager, later, course).by


def test_those_of_the_same_matter_are_compared_if_one_may_see_them(cast: Cast) -> None:
    sources = [{"from": "field", "field": "decider"}]
    step = {"type": "step", "key": "one", "name": "经理", "who": sources, "own": "self"}
    form = [*FORM, {"key": "decider", "label": "谁批", "type": "person"}]
    publish_flow(by=cast.boss, key="drawn", name="x", graph={"v": 1, "form": form, "line": [step]})
    flow = Flow.objects.get(key="drawn")

    def ask(by: Person, decider: Person, what: str) -> Approval:
        facts = {"amount": "1", "what": what, "pieces": "10", "off": "9", "decider": str(decider.pk)}
        return start_approval(by=by, flow=flow, title="x", facts=facts)

    alike, other, unseen = (
        ask(cast.colleague, cast.manager, "DN80"),
        ask(cast.colleague, cast.manager, "DN50"),
        ask(cast.south, cast.boss, "DN80"),
    )
    for one, decider in ((alike, cast.manager), (other, cast.manager), (unseen, cast.boss)):
        answer(by=decider, approval=one, deed="agree")
    approval = ask(cast.seller, cast.manager, "DN80")
    course, _entries = course_of(approval)
    assert [one.approval for one in earlier_cases(cast.manager, approval, course).cases] == [alike]
