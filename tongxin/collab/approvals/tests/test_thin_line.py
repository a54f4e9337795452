"""From a request to its answer, on screen."""

from django.test import Client

from tests.cast import Cast
from tongxin.collab.approvals.models import Approval, Flow
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.journal.models import Entry as Told
from tongxin.collab.notices.models import Notice


def enter(person) -> Client:  # type: ignore[no-untyped-def]
    client = Client()
    client.force_login(person)
    return client


def test_a_request_is_asked_decided_and_told(cast: Cast) -> None:
    assert Flow.objects.in_use().filter(kind="request").count() == 4
    seller, manager = enter(cast.seller), enter(cast.manager)
    answer = seller.post(
        "/approvals/new/?flow=general", {"title": "申请样品两台", "amount": "1200", "text": "客户急要"}
    )
    assert answer.status_code == 302, answer.content.decode()
    approval = Approval.objects.get()
    assert approval.status == "running"
    work_off()
    assert list(Notice.objects.values_list("person__name", "kind")) == [("周启明", "approval.turn")]

    page = manager.get("/approvals/").content.decode()
    assert "申请样品两台" in page
    page = manager.get(f"/approvals/{approval.pk}/").content.decode()
    assert "1,200" in page
    assert 'value="agree"' in page
    task = approval.holders.get().number
    refused = manager.post(
        f"/approvals/{approval.pk}/decisions/", {"deed": "refuse", "task": task}, HTTP_HX_REQUEST="true"
    )
    assert refused.status_code == 422
    old = {"deed": "agree", "task": task, "seen": 7}
    stale = manager.post(f"/approvals/{approval.pk}/decisions/", old, HTTP_HX_REQUEST="true")
    assert stale.status_code == 409, "somebody changed the facts meanwhile"
    agreed = manager.post(f"/approvals/{approval.pk}/decisions/", {"deed": "agree", "task": task, "seen": 1})
    assert agreed.status_code == 302
    approval.refresh_from_db()
    assert approval.status == "agreed"
    work_off()
    assert Notice.objects.filter(person=cast.seller, kind="approval.agreed-end").count() == 1
    page = seller.get(f"/approvals/{approval.pk}/").content.decode()
    assert "周启明" in page
    assert list(Told.objects.filter(name__startswith="approval").order_by("id").values_list("name", flat=True)) == [
        "approval.started", "approval.moved", "approval.ended",
    ]  # fmt: skip
