"""What comes with a request, an answer, a remark: files, signatures, fields, people who are chosen; and requests kept for later."""

from base64 import b64encode
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions import (
    agree_to_many,
    answer,
    chase,
    delete_draft,
    remark,
    save_draft,
    start_approval,
    submit_draft,
    watch,
)
from tongxin.collab.approvals.forms.values import NumberField, plain
from tongxin.collab.approvals.models import Approval, Flow
from tongxin.collab.approvals.queries.filling import to_fill, to_offer
from tongxin.collab.approvals.queries.inbox import box
from tongxin.collab.approvals.queries.phrases import phrases_of
from tongxin.collab.approvals.queries.shown import course_of, facts_for
from tongxin.collab.approvals.queries.trace import remarks_of, trace_of
from tongxin.collab.approvals.tests.test_deciding import ask, at, flow_of, holders, price
from tongxin.collab.files.actions import store_file
from tongxin.collab.files.models import Attachment, StoredFile
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.notices.models import Notice
from tongxin.collab.people.models import Person

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def file_of(person: Person, data: bytes = PNG, name: str = "a.png") -> StoredFile:
    return store_file(by=person, upload=ContentFile(data, name=name))


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_flow_may_want_a_file_and_a_step_a_file_and_a_signature(cast: Cast) -> None:
    flow = flow_of(cast, at("a", cast.manager, attach=True, sign=True), attach="must")
    with pytest.raises(ValidationError):
        start_approval(by=cast.seller, flow=flow, title="合同", facts={})
    approval = start_approval(by=cast.seller, flow=flow, title="合同", facts={}, files=[file_of(cast.seller)])
    stamped, signed = file_of(cast.manager, b"stamped", "盖章.pdf"), file_of(cast.manager, PNG, "签名.png")
    for proofs in ({}, {"files": [stamped]}, {"signature": signed}, {"files": [stamped], "signature": stamped}):
        with pytest.raises(ValidationError):
            answer(by=cast.manager, approval=approval, deed="agree", **proofs)
    with pytest.raises(PermissionDenied):  # somebody else's file
        answer(by=cast.manager, approval=approval, deed="agree", files=[file_of(cast.south)], signature=signed)
    assert (
        answer(by=cast.manager, approval=approval, deed="agree", files=[stamped], signature=signed).status == "agreed"
    )
    course, entries = course_of(approval)
    mark = next(one for one in trace_of(course, entries) if one.signature)
    assert ([one.file for one in mark.files], mark.signature and mark.signature.file) == ([stamped], signed)
    assert Attachment.objects.on(Subject("approval", approval.pk)).count() == 3


def test_what_a_step_may_fill_in_read_and_not_see(cast: Cast) -> None:
    form = [
        {"key": "price", "label": "价", "type": "number"},
        {"key": "cost", "label": "成本", "type": "number"},
        {"key": "code", "label": "凭证号", "type": "text"},
    ]
    rights = {"cost": "hidden", "code": "must", "price": "write"}
    flow = flow_of(cast, at("a", cast.manager, fields=rights), at("b", cast.boss), form=form)
    approval = start_approval(by=cast.seller, flow=flow, title="x", facts={"price": "90", "cost": "70"})
    course, _entries = course_of(approval)
    asked = to_fill("request", course, next(course.state.open_tasks()))
    assert ([one["key"] for one in asked.fields], asked.must) == (["price", "code"], {"code"})
    assert [one["key"] for one in to_offer("request", course, next(course.state.open_tasks()))] == ["price"]
    assert [name for name, _label, _text in facts_for(cast.manager, approval, course)] == ["price"]
    for values in ({}, {"code": "V1", "cost": "1"}):
        with pytest.raises(ValidationError):
            answer(by=cast.manager, approval=approval, deed="agree", values=values)
    task = approval.holders.get().number
    manager = enter(cast.manager)
    page = manager.get(f"/approvals/{approval.pk}/").content.decode()
    assert 'name="value_code"' in page
    assert "成本" not in page
    sent = {"deed": "agree", "task": task, "seen": 1, "value_code": "V1", "value_price": "88", "value_cost": "1"}
    assert manager.post(f"/approvals/{approval.pk}/decisions/", sent).status_code == 302
    approval.refresh_from_db()
    assert approval.facts == {"price": "88", "cost": "70", "code": "V1"}


def test_sent_back_it_is_put_right_on_the_page(cast: Cast) -> None:
    approval = price(cast.seller, "70")
    answer(by=cast.manager, approval=approval, deed="return", reason="太低")
    seller, task = enter(cast.seller), approval.holders.open().get().number
    assert 'name="value_price"' in seller.get(f"/approvals/{approval.pk}/").content.decode()
    values = {f"value_{key}": value for key, value in approval.facts.items()} | {"value_price": "72"}
    sent = {"deed": "resubmit", "task": task, "straight": "on", **values}
    assert seller.post(f"/approvals/{approval.pk}/decisions/", {**sent, "value_product": ""}).status_code == 302
    approval.refresh_from_db()
    assert approval.facts_version == 1, "what must be there can't be taken away"
    assert seller.post(f"/approvals/{approval.pk}/decisions/", sent).status_code == 302
    approval.refresh_from_db()
    assert (approval.facts["price"], holders(approval)) == ("72", ["周启明"])


def test_a_draft_is_its_authors_alone_until_it_is_sent(cast: Cast) -> None:
    flow = Flow.objects.get(key="special_price")
    draft = save_draft(by=cast.seller, flow=flow, title="", facts={"price": "90"})
    assert not Approval.objects.visible_to(cast.boss).exists()
    with pytest.raises(ValidationError):
        submit_draft(by=cast.seller, draft=draft)
    with pytest.raises(PermissionDenied):
        save_draft(by=cast.boss, flow=flow, title="x", facts={}, draft=draft)
    whole = {"product": "DN200", "quantity": "2", "list_price": "100", "price": "90", "reason": "x"}
    save_draft(by=cast.seller, flow=flow, title="", facts=whole, draft=draft)
    assert submit_draft(by=cast.seller, draft=draft).status == "running"
    other = save_draft(by=cast.seller, flow=flow, title="", facts={})
    delete_draft(by=cast.seller, draft=other)
    assert list(Approval.objects.all()) == [draft]


def test_kept_and_sent_on_the_page_with_a_file(cast: Cast) -> None:
    seller = enter(cast.seller)
    kept = seller.post("/approvals/new/?flow=special_price", {"product": "DN200", "keep": "1"})
    draft = Approval.objects.get()
    assert (kept.status_code, draft.status) == (302, "draft")
    page = seller.get(f"/approvals/new/?draft={draft.pk}").content.decode()
    assert 'value="DN200"' in page
    whole = {"product": "DN200", "quantity": "2", "list_price": "100", "price": "90", "reason": "x"}
    upload = SimpleUploadedFile("对手报价.txt", b"4150")
    assert seller.post(f"/approvals/new/?draft={draft.pk}", {**whole, "uploads": upload}).status_code == 302
    draft.refresh_from_db()
    assert draft.status == "running"
    assert Attachment.objects.on(Subject("approval", draft.pk)).get().file.name == "对手报价.txt"


def test_a_request_is_called_after_what_it_is_about(cast: Cast) -> None:
    assert start_approval(
        by=cast.seller, flow=Flow.objects.get(key="special_price"), title="",
        facts={"product": "DN200", "quantity": "2", "list_price": "100", "price": "90", "reason": "x"},
    ).title.endswith(" · DN200")  # fmt: skip
    with pytest.raises(ValidationError):
        start_approval(by=cast.seller, flow=Flow.objects.get(key="general"), title=" ", facts={})


def test_the_way_is_shown_before_it_is_sent(cast: Cast) -> None:
    answer_ = enter(cast.seller).post(
        "/approvals/new/foreseen/?flow=special_price", {"list_price": "100", "price": "70"}
    )
    page = answer_.content.decode()
    assert page.index("周启明") < page.index("陈岚")
    assert Approval.objects.count() == 0


def test_people_are_chosen_only_where_the_flow_lets_one(cast: Cast) -> None:
    chosen = {"type": "step", "key": "b", "name": "b", "who": [{"from": "chosen", "among": [cast.south.pk], "most": 1}]}
    later = {"type": "step", "key": "c", "name": "c", "who": [{"from": "previous"}]}
    flow = flow_of(cast, chosen, later)
    for choice in ({}, {"b": [cast.boss.pk]}, {"b": [cast.south.pk], "z": [1]}):
        with pytest.raises(ValidationError):
            start_approval(by=cast.seller, flow=flow, title="x", facts={}, chosen=choice)
    approval = start_approval(by=cast.seller, flow=flow, title="x", facts={}, chosen={"b": [cast.south.pk]})
    with pytest.raises(ValidationError):
        answer(by=cast.south, approval=approval, deed="agree", chosen={"b": [cast.boss.pk]})
    answer(by=cast.south, approval=approval, deed="agree", chosen={"c": [cast.clerk.pk]})
    assert holders(approval) == ["孙倩"]


def test_a_question_is_answered_without_moving_it(cast: Cast) -> None:
    approval = ask(cast.seller)
    remark(by=cast.manager, approval=approval, text="够货吗？", to=[cast.clerk])
    assert Approval.objects.visible_to(cast.clerk).exists(), "who is asked may read this one"
    remark(by=cast.clerk, approval=approval, text="84 台现货", files=[file_of(cast.clerk)])
    remark(by=cast.clerk, approval=approval, text="再说一句")
    work_off()
    assert Notice.objects.filter(person=cast.manager, kind="approval.answered").count() == 1
    said = remarks_of(list(approval.entries.all()))
    assert [(one.to, len(one.files)) for one in said] == [("孙倩", 0), ("周启明", 1), ("", 0)]
    assert holders(approval) == ["周启明"]


def test_who_leads_may_watch_and_remind(cast: Cast) -> None:
    approval = ask(cast.seller)
    with pytest.raises(PermissionDenied):
        watch(by=cast.colleague, approval=approval)
    with pytest.raises(PermissionDenied):
        chase(by=cast.boss, approval=approval)
    watch(by=cast.boss, approval=approval)
    chase(by=cast.boss, approval=approval)
    with pytest.raises(ValidationError):
        watch(by=cast.boss, approval=approval)


def test_what_was_decided_on_paper_is_entered_by_an_administrator(cast: Cast) -> None:
    earlier = now() - timedelta(days=30)
    flow = Flow.objects.get(key="general")
    with pytest.raises(PermissionDenied):
        start_approval(by=cast.seller, flow=flow, title="x", facts={}, happened_at=earlier)
    entered = start_approval(by=cast.boss, flow=flow, title="x", facts={}, happened_at=earlier, initiator=cast.seller)
    assert (entered.is_entered_later, entered.created_at) == (True, earlier)


def test_sentences_one_often_writes_are_at_hand(cast: Cast) -> None:
    for reason in ("下不为例", "按批价锁 30 天", "下不为例"):
        answer(by=cast.manager, approval=ask(cast.seller), deed="agree", reason=reason)
    assert phrases_of(cast.manager) == ["下不为例", "按批价锁 30 天"]


def test_a_signature_is_drawn_and_kept(cast: Cast) -> None:
    flow = flow_of(cast, at("a", cast.manager, sign=True))
    approval = start_approval(by=cast.seller, flow=flow, title="合同", facts={})
    manager, task = enter(cast.manager), approval.holders.get().number
    address = f"/approvals/{approval.pk}/decisions/"
    for drawn in ("", "data:image/png;base64,###", "data:image/png;base64," + b64encode(b"no picture").decode()):
        manager.post(address, {"deed": "agree", "task": task, "signature": drawn})
        approval.refresh_from_db()
        assert approval.status == "running", drawn
    manager.post(
        address, {"deed": "agree", "task": task, "signature": "data:image/png;base64," + b64encode(PNG).decode()}
    )
    approval.refresh_from_db()
    assert approval.status == "agreed"
    assert 'class="signed"' in manager.get(f"/approvals/{approval.pk}/").content.decode()


def test_many_of_one_flow_are_agreed_to_with_one_sentence(cast: Cast) -> None:
    first, second, deep = ask(cast.seller), ask(cast.colleague), price(cast.seller, "70")
    picked = [(one, one.holders.get().number, 1) for one in (first, second)]
    with pytest.raises(ValidationError):
        agree_to_many(by=cast.manager, tasks=[*picked, (deep, deep.holders.get().number, 1)])
    assert agree_to_many(by=cast.manager, tasks=[(deep, deep.holders.get().number, 1)]).agreed == []
    remark(by=cast.seller, approval=second, text="x")
    answer(by=cast.manager, approval=second, deed="transfer", people=[cast.south])
    batch = agree_to_many(by=cast.manager, tasks=picked, reason="同意")
    assert ([one.pk for one in batch.agreed], [one for one, _why in batch.left]) == ([first.pk], [second])
    assert [line.task > 0 for line in box(cast.south, "mine")] == [True]
    manager, other = enter(cast.manager), ask(cast.seller)
    task = f"{other.pk}:{other.holders.get().number}:1"
    assert f'value="{task}"' in manager.get("/approvals/").content.decode()
    assert manager.post("/approvals/decisions/", {"task": [task, "x", "1:2"]}).status_code == 302
    other.refresh_from_db()
    assert other.status == "agreed"


@pytest.mark.parametrize(
    ("typed", "kept"), [("4,180", "4180"), ("50.2万", "502000"), ("１２０", "120"), ("1.2亿", "120000000")]
)
def test_a_number_is_understood_as_people_type_it(typed: str, kept: str) -> None:
    assert plain(NumberField(max_digits=16, decimal_places=4).clean(typed)) == kept


def test_what_was_said_last_time_is_offered_again(cast: Cast) -> None:
    for product in ("DN80", "DN200"):
        facts = {"product": product, "quantity": "1", "list_price": "5200", "price": "5100", "reason": "x"}
        start_approval(by=cast.seller, flow=Flow.objects.get(key="special_price"), title="", facts=facts)
    mine, other = enter(cast.seller), enter(cast.south)
    page = mine.get("/approvals/new/").content.decode()  # in the flow in which one asked last
    assert page.index(">DN200</button>") < page.index(">DN80</button>")
    assert 'name="product"' in page
    assert "&quot;list_price&quot;: &quot;5200&quot;" in page
    assert "data-take" not in other.get("/approvals/new/?flow=special_price").content.decode()
