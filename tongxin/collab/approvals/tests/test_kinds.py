"""What a room makes of approvals: its document is locked, bound to a version, and changed at the end in the same transaction."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.test import Client

from tests.cast import Cast
from tongxin.base.registries.approval_kinds import ApprovalKind, Piece, approval_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions import answer, publish_flow, start_approval
from tongxin.collab.approvals.models import Approval, Flow
from tongxin.collab.approvals.queries.earlier import earlier_cases
from tongxin.collab.approvals.queries.shown import course_of, facts_for
from tongxin.collab.approvals.queries.subjects import under_approval
from tongxin.collab.approvals.tests.test_deciding import at, flow_of, price
from tongxin.collab.people.models import Person


class Document:
    """What an approval is about: its version, and what was done to it."""

    def __init__(self) -> None:
        self.version, self.done, self.breaks = "1", [], False

    def ended(self, approval: Approval, outcome: str) -> None:
        if self.breaks:
            raise ValidationError("no")
        self.done.append(outcome)


@pytest.fixture
def document(monkeypatch: pytest.MonkeyPatch) -> Document:
    found = Document()
    kind = replace(
        approval_kinds.get("request"), version=lambda _approval: found.version, ended=found.ended, locks=True
    )
    monkeypatch.setitem(approval_kinds._entries, "request", kind)
    return found


def about(by: Person, flow: Flow, number: int) -> Approval:
    return start_approval(by=by, flow=flow, title="改价", facts={}, subject=Subject("person", number))


def test_a_document_is_locked_while_it_is_decided_and_bound_to_its_version(cast: Cast, document: Document) -> None:
    flow, subject = flow_of(cast, at("a", cast.manager)), Subject("person", cast.clerk.pk)
    approval = about(cast.seller, flow, cast.clerk.pk)
    assert under_approval(subject, "request") == approval
    with pytest.raises(ValidationError):
        about(cast.south, flow, cast.clerk.pk)
    document.version = "2"
    with pytest.raises(ValidationError):
        answer(by=cast.manager, approval=approval, deed="agree")
    document.version = "1"
    answer(by=cast.manager, approval=approval, deed="agree")
    assert under_approval(subject) is None


def test_what_follows_stands_or_falls_with_the_decision(cast: Cast, document: Document) -> None:
    flow = flow_of(cast, at("a", cast.manager))
    approval = about(cast.seller, flow, cast.clerk.pk)
    document.breaks = True
    with pytest.raises(ValidationError):
        answer(by=cast.manager, approval=approval, deed="agree")
    approval.refresh_from_db()
    assert (approval.status, approval.entries.filter(kind="agreed").count()) == ("running", 0)
    document.breaks = False
    answer(by=cast.manager, approval=approval, deed="agree")
    refused = about(cast.seller, flow, cast.clerk.pk)
    answer(by=cast.manager, approval=refused, deed="refuse", reason="x")
    assert document.done == ["agreed", "refused"]


def test_a_flow_that_was_used_is_never_deleted(cast: Cast) -> None:
    approval = price(cast.seller, "90")
    with pytest.raises(ProtectedError):
        approval.version.delete()


def test_who_decides_sees_earlier_ones_for_this_one_only(cast: Cast) -> None:
    before = price(cast.seller, "88")
    answer(by=cast.manager, approval=before, deed="agree")
    approval = price(cast.seller, "90")
    answer(by=cast.manager, approval=approval, deed="transfer", people=[cast.south])
    assert not Approval.objects.visible_to(cast.south).filter(pk=before.pk).exists()
    course, _entries = course_of(approval)
    cases = earlier_cases(cast.south, approval, course).cases
    assert [(one.approval, one.figures[-1]) for one in cases] == [(before, "88")]
    south = Client()
    south.force_login(cast.south)
    assert "88" in south.get(f"/approvals/{approval.pk}/").content.decode()


def test_on_paper_with_the_amount_in_capitals(cast: Cast) -> None:
    approval = price(cast.seller, "96")
    seller = Client()
    seller.force_login(cast.seller)
    page = seller.get(f"/approvals/{approval.pk}/sheet/").content.decode()
    assert "人民币玖拾陆元整" in page


# -- a kind with lines, figures worked out, a counter-offer ---------------------------------------------------------------

LIST, COST = Decimal(5200), Decimal(4000)


def _derived(_approval: Approval, facts: Mapping[str, Any]) -> dict[str, Any]:
    price = Decimal(str(facts.get("price") or LIST))
    return {"discount": f"{price * 100 / LIST:.2f}", "margin": f"{(price - COST) * 100 / price:.2f}"}


@pytest.fixture
def quotes(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Flow:
    """A special price as the room of quotes would register it, with its table of routes."""
    facts = {"price": "number", "why": "text", "discount": "number", "margin": "number"}
    kind = ApprovalKind(
        kind="quote_price", label="特价", facts=facts, labels={"price": "申请价", "why": "理由", "discount": "折扣", "margin": "毛利率"},
        subject="person", required=frozenset({"price", "why"}), computed=frozenset({"discount", "margin"}), derived=_derived,
        hides=lambda person, approval: {"margin"} if person.pk == approval.initiator_id else (),
        piece=Piece(template="approvals/_about.html", context=lambda person, approval: {"price": approval.facts["price"]}, shows=frozenset({"price"})),
        similar=lambda approval: Approval.objects.filter(kind="quote_price", facts__why=approval.facts["why"]).values_list("pk", flat=True),
    )  # fmt: skip
    monkeypatch.setitem(approval_kinds._entries, "quote_price", kind)
    small = {"type": "judge", "key": "small", "name": "小额", "outcome": "agree"}
    arms = [
        {"name": "95 折以上", "when": "[discount] >= 95 and [margin] >= 15", "line": [small]},
        {"name": "85 折以上", "when": "[discount] >= 85", "line": [at("region", cast.manager)]},
        {"name": "其他", "line": [at("deep", cast.manager), at("head", cast.boss)]},
    ]
    line = [{"type": "fork", "key": "f", "name": "折扣", "mode": "first", "arms": arms}]
    publish_flow(by=cast.boss, key="quote_price", name="报价特价", kind="quote_price", graph={"v": 1, "line": line})
    return Flow.objects.get(key="quote_price")


def test_figures_are_worked_out_and_lead_the_way(cast: Cast, quotes: Flow) -> None:
    typed = {"price": "4680", "why": "对手", "margin": "99"}  # whoever types a margin types in vain
    approval = start_approval(
        by=cast.seller, flow=quotes, title="x", facts=typed, subject=Subject("person", cast.clerk.pk)
    )
    assert (approval.facts["discount"], approval.facts["margin"]) == ("90.00", "14.53")
    assert [one.node for one in approval.holders.open()] == ["region"]
    assert (
        start_approval(by=cast.seller, flow=quotes, title="x", facts={"price": "5200", "why": "x"}).status == "agreed"
    )


def test_a_counter_offer_is_taken_with_one_tap_and_judged_by_its_own_figures(cast: Cast, quotes: Flow) -> None:
    approval = start_approval(by=cast.seller, flow=quotes, title="x", facts={"price": "4680", "why": "对手"})
    with pytest.raises(ValidationError):
        answer(by=cast.manager, approval=approval, deed="counter", values={"margin": "50"})
    answer(by=cast.manager, approval=approval, deed="counter", values={"price": "4784"}, reason="92 折可以")
    answer(by=cast.seller, approval=approval, deed="accept")
    approval.refresh_from_db()
    assert (approval.status, approval.facts["price"], approval.facts["discount"]) == ("agreed", "4784", "92.00")


def test_the_margin_is_for_who_decides_and_similar_ones_are_what_the_kind_says(cast: Cast, quotes: Flow) -> None:
    before = start_approval(by=cast.south, flow=quotes, title="以前", facts={"price": "5100", "why": "对手"})
    approval = start_approval(by=cast.seller, flow=quotes, title="x", facts={"price": "4680", "why": "对手"})
    course, _entries = course_of(approval)
    names = [{one[0] for one in facts_for(who, approval, course)} for who in (cast.seller, cast.manager)]
    assert (names[0] & {"margin"}, names[1] & {"margin"}) == (set(), {"margin"})
    assert [one.approval for one in earlier_cases(cast.manager, approval, course).cases] == [before]
    seller = Client()
    seller.force_login(cast.seller)
    page = seller.get(f"/approvals/{approval.pk}/").content.decode()
    assert ("毛利率" in page, "折扣" in page) == (False, True)
    assert "申请价" not in page, "it stands in the piece of its room"
