"""What is decided together about who keeps a customer."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import Cast, fresh
from tongxin.base.subjects import Subject
from tongxin.collab.access.models import Role
from tongxin.collab.approvals.actions import answer, publish_flow, start_approval
from tongxin.collab.approvals.models import Approval, Flow
from tongxin.collab.fields.actions import define_field, retire_field
from tongxin.collab.fields.models import CustomField
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


def test_a_flow_goes_by_fields_of_the_firm_which_nobody_types(cast: Cast) -> None:
    budget = define_field(by=cast.boss, kind="party", label="年采购额", type="money").key
    trade = define_field(by=cast.boss, kind="party", label="行当", type="choice", choices=["模具", "渔业"]).key
    step = {"type": "step", "key": "boss", "name": "总经理", "who": [{"from": "people", "people": [cast.boss.pk]}]}
    arms = [{"name": "大客户", "when": f"[{budget}] > 500000", "line": [step]}, {"name": "其他", "line": []}]
    fork = {"type": "fork", "key": "size", "name": "多大", "mode": "first", "arms": arms}
    last = {"type": "step", "key": "end", "name": "主管", "who": [{"from": "people", "people": [cast.manager.pk]}]}
    flow = Flow.objects.get(key="key_customer")
    publish_flow(by=cast.boss, key=flow.key, name=flow.name, kind=flow.kind, graph={"v": 1, "line": [fork, last]})
    flow.refresh_from_db()
    for name, amount, asked in (("大厂", "60万", cast.boss), ("小厂", "6万", cast.manager)):
        party = create_party(by=cast.colleague, name=name, **{budget: amount, trade: "模具"})
        about = Subject("party", party.pk)
        one = start_approval(by=cast.colleague, flow=flow, title="", facts={"why": "占三成"}, subject=about)
        assert [row.person for row in one.holders.open()] == [asked]
        assert one.facts[trade] == "模具"
        typed = {"why": "占三成", "c_nonsense": "1"}
        with pytest.raises(ValidationError):
            start_approval(by=cast.colleague, flow=flow, title="", facts=typed, subject=about)
    page = enter(cast.manager).get(f"/approvals/{one.pk}/").content.decode()
    assert "年采购额" in page
    role = Role.objects.get(name="经理")
    role.fields = {"party": {budget: "hidden"}}
    role.save()
    page = enter(cast.manager).get(f"/approvals/{one.pk}/").content.decode()
    assert "年采购额" not in page
    assert "60000" not in page
    retire_field(by=cast.boss, field=CustomField.objects.get(key=budget))
    assert answer(by=cast.manager, approval=one, deed="agree").status == "agreed"


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(fresh(person))
    return client
