"""Rules by program: read by who administers, switched off, never written."""

import pytest

from tongxin.collab.automations.actions import put_in_use, write_rule
from tongxin.collab.automations.definition import Definition, Step, written
from tongxin.collab.jobs.actions import work_off
from tongxin.directory.parties.actions import create_party
from tongxin.interfaces.rest.tests.asking import Caller, token_of

pytestmark = pytest.mark.django_db


def test_rules_and_their_log_are_read_and_switched_off_by_administrators_alone(world, api):
    cast = world.cast
    said = Definition(
        occasion="party.created", acts=(Step("task", {"who": "field:owner", "text": "打电话", "days": "2"}),)
    )
    rule = write_rule(by=cast.boss, name="新客户", kind="party", said=said)
    put_in_use(by=cast.boss, rule=rule)
    party = create_party(by=cast.seller, name="苏州精工阀门")
    work_off()
    boss = Caller(token_of(cast.boss))
    one = boss.get("/rules").json["items"][0]
    assert (one["name"], one["is_on"], one["version"], one["definition"]) == ("新客户", True, 1, written(said))
    assert boss.get(f"/rules/{rule.pk}").json == one
    run = boss.get(f"/rules/{rule.pk}/runs?state=done").json["items"][0]
    assert (run["record"], run["did"], run["reason"]) == ({"kind": "party", "id": party.pk}, [0], "")
    assert boss.get(f"/rules/{rule.pk}/runs?state=unfit").json["items"] == []
    assert api.get("/rules").json["items"] == []
    assert api.get(f"/rules/{rule.pk}").status == 404
    assert api.delete(f"/rules/{rule.pk}/use").status == 404
    assert Caller(token_of(cast.boss, scopes=("read",))).delete(f"/rules/{rule.pk}/use").status == 403
    assert Caller("").get("/rules").status == 401
    assert boss.get(f"/rules/{rule.pk}").json["is_on"] is True
    assert boss.delete(f"/rules/{rule.pk}/use").status == 204
    assert boss.get(f"/rules/{rule.pk}").json["is_on"] is False
