"""What a room makes of approvals: its document is locked, bound to a version, and changed at the end in the same transaction."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.test import Client

from tests.cast import Cast
from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions import answer, start_approval
from tongxin.collab.approvals.models import Approval, Flow
from tongxin.collab.approvals.queries.earlier import earlier_cases
from tongxin.collab.approvals.queries.shown import course_of
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
    cases = earlier_cases(cast.south, approval, course)
    assert [(one.approval, one.figures[-1][1]) for one in cases] == [(before, "88")]
    south = Client()
    south.force_login(cast.south)
    assert "88" in south.get(f"/approvals/{approval.pk}/").content.decode()


def test_on_paper_with_the_amount_in_capitals(cast: Cast) -> None:
    approval = price(cast.seller, "96")
    seller = Client()
    seller.force_login(cast.seller)
    page = seller.get(f"/approvals/{approval.pk}/sheet/").content.decode()
    assert "人民币玖拾陆元整" in page
