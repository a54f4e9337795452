"""Only who has it in hand, or stands in for them, decides: asked at every door of an approval, made from the router.

Whoever was named in it reads it for its sake, the record it is about stays closed; after a transfer both are closed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import Cast
from tests.security.test_matrix import PARAMETER
from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.base.web.routes import is_api, routes
from tongxin.collab.approvals.actions import answer, delegate, start_approval
from tongxin.collab.approvals.actions.answering import ENTRIES
from tongxin.collab.approvals.models import Approval, Flow, HistoryEntry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party
from tongxin.interfaces.rest.tests.asking import program_of

pytestmark = pytest.mark.alike
DOORS = [one for one in routes() if not is_api(one) and "approval_id" in one.pattern]
BATCH = next(one for one in routes() if one.name == "approval_batch")
DECIDED = set(ENTRIES.values())
FACTS = {"product": "DN200", "quantity": "120", "list_price": "5200", "price": "4680", "reason": "对手"}


@dataclass
class Case:
    """李薇 asked about a customer of hers, 孙倩 entered it, 周启明 has it in hand."""

    approval: Approval
    party: Party

    def posts(self, to: Person) -> Iterator[tuple[str, dict[str, object]]]:
        """Every deed at every door."""
        task = self.approval.holders.open().get().number
        more = {"task": task, "reason": "x", "people": [to.pk], "to": to.pk, "value_price": "4900", "once": "x"}
        for route in DOORS:
            address = "/" + route.pattern.replace("<int:approval_id>", str(self.approval.pk))
            is_any = route.name in ("approval_decisions", "approval_deed")
            for deed in ENTRIES if is_any else ("agree",):
                yield PARAMETER.sub(deed, address), {**more, "deed": deed}
        yield f"/{BATCH.pattern}", {**more, "task": f"{self.approval.pk}:{task}:1"}

    def decisions(self) -> int:
        return HistoryEntry.objects.filter(approval=self.approval, kind__in=DECIDED).count()


@pytest.fixture
def case(cast: Cast) -> Case:
    party = create_party(by=cast.seller, name="苏州恒润精密机械有限公司")
    flow = Flow.objects.get(key="special_price")
    subject = Subject("party", party.pk)
    asked = start_approval(by=cast.clerk, flow=flow, title="", facts=FACTS, subject=subject, initiator=cast.seller)
    return Case(asked, party)


def knock(case: Case, person: Person, to: Person) -> None:
    """Try everything, on pages and by program."""
    page, program = Client(), program_of(person)
    page.force_login(person)
    for address, body in case.posts(to):
        assert page.post(address, body).status_code < 500
    for deed in ENTRIES:
        body = {"deed": deed, "reason": "x", "to": to.pk, "values": {"price": "4900"} if deed == "counter" else {}}
        program.post(f"/approvals/{case.approval.pk}/decisions", body)


def test_the_doors_are_known() -> None:
    assert {"approval", "approval_decisions", "approval_deed", "approval_taking_back"} <= {one.name for one in DOORS}


@pytest.mark.parametrize("who", ["seller", "clerk", "colleague", "south", "boss", "stranger"])
def test_whoever_has_it_not_in_hand_decides_nothing(cast: Cast, case: Case, who: str) -> None:
    knock(case, getattr(cast, who), cast.colleague)
    assert case.decisions() == 0
    assert case.approval.holders.open().get().person == cast.manager


def test_a_deputy_decides_and_only_while_it_lasts(cast: Cast, case: Case) -> None:
    made = delegate(
        by=cast.manager, person=cast.manager, to=cast.south, starts_at=now(), ends_at=now() + timedelta(days=1)
    )
    page = Client()
    page.force_login(cast.south)
    made.ended_at = now()
    made.save()
    assert page.post(f"/approvals/{case.approval.pk}/decisions/", {"deed": "agree"}).status_code == 404
    made.ended_at = None
    made.save()
    assert page.post(f"/approvals/{case.approval.pk}/decisions/", {"deed": "agree"}).status_code == 302
    entry = HistoryEntry.objects.get(kind="agreed")
    assert (entry.by, entry.on_behalf) == (cast.south, cast.manager)


def test_it_is_read_for_its_sake_while_it_is_theirs_and_closed_afterwards(cast: Cast, case: Case) -> None:
    page, program = Client(), program_of(cast.south)
    page.force_login(cast.south)
    address, record = f"/approvals/{case.approval.pk}/", f"/customers/{case.party.pk}/"

    def seen() -> tuple[int, int, int, int]:
        by_program = (
            program.get(f"/approvals/{case.approval.pk}").status,
            program.get(f"/parties/{case.party.pk}").status,
        )
        return page.get(address).status_code, page.get(record).status_code, *by_program

    assert seen() == (404, 404, 404, 404)
    answer(by=cast.manager, approval=case.approval, deed="transfer", people=[cast.south])
    assert seen() == (200, 404, 200, 404)
    assert "恒润" in page.get(address).content.decode(), "what it is about is told, without a way there"
    assert record not in page.get(address).content.decode()
    answer(by=cast.south, approval=case.approval, deed="transfer", people=[cast.colleague])
    assert seen() == (404, 404, 404, 404)
    knock(case, cast.south, cast.seller)
    assert case.approval.holders.open().get().person == cast.colleague
