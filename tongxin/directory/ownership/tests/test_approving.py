"""What is decided together about who keeps a customer."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import Cast
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions import answer, publish_flow, start_approval
from tongxin.collab.approvals.models import Approval, Flow
from tongxin.collab.people.models import Person
from tongxin.directory.ownership.models import KeyCustomer
from tongxin.directory.parties.actions import assign_parties, create_party
from tongxin.directory.parties.models import Party


def test_the_owner_of_the_customer_is_asked(cast: Cast) -> None:
    party = create_party(by=cast.south, name="江宁泵业")
    line = [{"type": "step", "key": "a", "name": "负责人", "who": [{"from": "owner"}]}]
    publish_flow(by=cast.boss, key="own", name="own", graph={"v": 1, "line": line})
    flow = Flow.objects.get(key="own")
    approval = start_approval(by=cast.seller, flow=flow, title="借样机", facts={}, subject=Subject("party", party.pk))
    assert [row.person for row in approval.holders.open()] == [cast.south]


def transfer(by: Person, party: Party, to: Person) -> Approval:
    flow, facts = Flow.objects.get(key="customer_transfer"), {"to": str(to.pk), "why": "他负责华东"}
    return start_approval(by=by, flow=flow, title="", facts=facts, subject=Subject("party", party.pk))


def test_a_customer_goes_to_the_new_owner_with_the_last_yes(cast: Cast) -> None:
    party = create_party(by=cast.colleague, name="江宁泵业")
    approval = transfer(cast.seller, party, cast.seller)
    answer(by=cast.colleague, approval=approval, deed="agree")
    party.refresh_from_db()
    assert party.owner == cast.colleague, "not before the last one"
    assert answer(by=cast.manager, approval=approval, deed="agree").status == "agreed"
    party.refresh_from_db()
    assert party.owner == cast.seller


def test_refused_it_stays(cast: Cast) -> None:
    party = create_party(by=cast.colleague, name="江宁泵业")
    approval = transfer(cast.seller, party, cast.seller)
    answer(by=cast.colleague, approval=approval, deed="agree")
    answer(by=cast.manager, approval=approval, deed="refuse", reason="不转")
    party.refresh_from_db()
    assert party.owner == cast.colleague


def test_nobody_agrees_to_what_has_changed_or_is_asked_twice(cast: Cast) -> None:
    party = create_party(by=cast.colleague, name="江宁泵业")
    approval = transfer(cast.seller, party, cast.seller)
    with pytest.raises(ValidationError):
        transfer(cast.south, party, cast.south)
    assign_parties(by=cast.boss, parties=[party.pk], owner=cast.south)
    with pytest.raises(ValidationError):
        answer(by=cast.colleague, approval=approval, deed="agree")
    with pytest.raises(ValidationError):  # not a number of anybody
        start_approval(
            by=cast.seller, flow=Flow.objects.get(key="customer_transfer"), title="", facts={"to": "x", "why": "x"},
            subject=Subject("party", create_party(by=cast.seller, name="另一家").pk),
        )  # fmt: skip


def test_a_key_customer_is_marked_by_agreement_and_then_not_transferred(cast: Cast) -> None:
    party = create_party(by=cast.colleague, name="江宁泵业")
    flow = Flow.objects.get(key="key_customer")
    asked = start_approval(
        by=cast.colleague, flow=flow, title="", facts={"why": "占三成"}, subject=Subject("party", party.pk)
    )
    assert not KeyCustomer.objects.exists()
    answer(by=cast.manager, approval=asked, deed="agree")
    assert KeyCustomer.objects.get(party=party).why == "占三成"
    approval = transfer(cast.seller, party, cast.seller)
    answer(by=cast.colleague, approval=approval, deed="agree")
    with pytest.raises(ValidationError):
        answer(by=cast.manager, approval=approval, deed="agree")
    approval.refresh_from_db()
    assert approval.status == "running", "the way out is in the text, nothing is half done"


def test_it_is_asked_and_seen_on_the_customers_page(cast: Cast) -> None:
    party = create_party(by=cast.colleague, name="江宁泵业")
    colleague = Client()
    colleague.force_login(cast.colleague)
    page = colleague.get(f"/approvals/new/?about=party:{party.pk}&flow=customer_transfer").content.decode()
    assert 'name="to"' in page
    sent = {"to": cast.seller.pk, "why": "他负责苏州"}
    assert colleague.post(f"/approvals/new/?about=party:{party.pk}&flow=customer_transfer", sent).status_code == 302
    approval = Approval.objects.get()
    assert "李薇" in colleague.get(f"/approvals/{approval.pk}/").content.decode(), "people by name, not by number"
    page = colleague.get(f"/customers/{party.pk}/").content.decode()
    assert approval.title in page
    assert 'data-kind="approval"' in page or "江宁泵业" in approval.title
