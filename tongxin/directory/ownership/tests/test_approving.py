"""The owner of a customer is asked where a flow says so."""

from tests.cast import Cast
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions import publish_flow, start_approval
from tongxin.collab.approvals.models import Flow
from tongxin.directory.parties.actions import create_party


def test_the_owner_of_the_customer_is_asked(cast: Cast) -> None:
    party = create_party(by=cast.south, name="江宁泵业")
    line = [{"type": "step", "key": "a", "name": "负责人", "who": [{"from": "owner"}]}]
    publish_flow(by=cast.boss, key="own", name="own", graph={"v": 1, "line": line})
    flow = Flow.objects.get(key="own")
    approval = start_approval(by=cast.seller, flow=flow, title="借样机", facts={}, subject=Subject("party", party.pk))
    assert [row.person for row in approval.holders.open()] == [cast.south]
