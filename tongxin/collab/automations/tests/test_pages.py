"""Rules are written, tried, switched and carried from firm to firm in the browser, by administrators alone."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cast import fresh
from tongxin.collab.automations.actions import bring_rules, put_in_use, rules_as_data, write_rule
from tongxin.collab.automations.actions.bringing import BadRules
from tongxin.collab.automations.definition import Definition, Step, read
from tongxin.collab.automations.models import Rule
from tongxin.collab.jobs.actions import work_off
from tongxin.directory.parties.actions import create_party

ASK = Step("task", {"who": "field:owner", "text": "给{记录}打电话", "days": "2"})


@pytest.fixture
def boss(cast, client):
    client.force_login(fresh(cast.boss))
    return client


def made(cast, **more):
    said = Definition(occasion="party.created", acts=(ASK,), **more)
    return write_rule(by=cast.boss, name="新客户", kind="party", said=said)


def test_a_rule_is_written_from_nothing_in_the_browser(boss):
    answer = boss.post(reverse("new-rule"), {"name": "苏州新客户", "when": "party.changed"})
    rule = Rule.objects.get()
    assert answer.url == rule.get_absolute_url()
    when = {"name": "苏州客户", "when": "party.created", "acts_as": rule.acts_as_id, "do": "keep"}
    boss.post(reverse("rule-when", args=[rule.pk]), when)
    field = {"c:joint": "and", "c0:field": "city", "c0:op": "eq", "c0:value": "苏州", "do": "apply"}
    boss.post(reverse("rule-conditions", args=[rule.pk]), field)
    act = {"who": "field:owner", "text": "打电话", "days": "2", "do": "keep"}
    boss.post(f"{reverse('rule-act', args=[rule.pk])}?act=task", act)
    rule.refresh_from_db()
    said = read(rule.draft)
    assert (rule.name, said.occasion) == ("苏州客户", "party.created")
    assert said.filter["and"] == [{"field": "city", "op": "eq", "value": "苏州"}]
    assert said.acts == (Step("task", {"who": "field:owner", "text": "打电话", "days": "2"}),)
    page = boss.get(rule.get_absolute_url()).content.decode()
    assert "给负责人建任务「打电话」，2 天内完成" in page
    boss.post(reverse("rule-deeds", args=[rule.pk]), {"do": "use"})
    rule.refresh_from_db()
    assert rule.is_on


def test_what_is_missing_is_said_beside_its_field(boss, cast):
    rule = made(cast)
    answer = boss.post(f"{reverse('rule-act', args=[rule.pk])}?act=task", {"who": "", "do": "keep"})
    assert answer.status_code == 422
    rule.refresh_from_db()
    assert len(read(rule.draft).acts) == 1


def test_another_choice_draws_the_form_anew_and_keeps_nothing(boss, cast):
    rule = made(cast)
    address = f"{reverse('rule-act', args=[rule.pk])}?act=set"
    assert 'name="value"' not in boss.get(address).content.decode()
    assert 'name="value"' in boss.post(address, {"field": "tier"}).content.decode()
    rule.refresh_from_db()
    assert len(read(rule.draft).acts) == 1


def test_every_ready_rule_can_be_put_into_use(boss):
    page = boss.get(reverse("new-rule")).content.decode()
    for key in ("new_lead", "silent_key", "no_step", "lost", "stuck", "won"):
        assert f'value="{key}"' in page
        rule = Rule.objects.get(name=boss.post(reverse("new-rule"), {"ready": key}, follow=True).context["rule"].name)
        boss.post(reverse("rule-deeds", args=[rule.pk]), {"do": "use"})
        rule.refresh_from_db()
        assert rule.is_on, key


def test_log_and_preview_say_why(boss, cast):
    rule = made(cast, filter={"v": 1, "and": [{"field": "city", "op": "eq", "value": "苏州"}]})
    put_in_use(by=cast.boss, rule=rule)
    create_party(by=cast.seller, name="苏州精工阀门", city="苏州")
    create_party(by=cast.seller, name="常州管件厂", city="常州")
    work_off()
    log = boss.get(reverse("rules-log")).content.decode()
    assert "有条件不满足" in log
    assert "给负责人建任务「给苏州精工阀门打电话」" in log
    shown = boss.get(reverse("rule-preview", args=[rule.pk])).content.decode()
    assert "给李薇建任务" in shown
    assert "常州管件厂" not in shown


def test_the_brake_is_on_the_first_page(boss):
    boss.post(reverse("rules-brake"), {"do": "pull"})
    assert "陈岚停用了全部规则" in boss.get(reverse("rules")).content.decode()
    boss.post(reverse("rules-brake"), {"do": "release"})
    assert "陈岚停用了全部规则" not in boss.get(reverse("rules")).content.decode()


def test_rules_go_out_as_a_file_and_come_back_switched_off(boss, cast):
    by_name = Step("remind", {"who": f"person:{cast.manager.pk}", "text": "看看"})
    said = Definition(occasion="party.created", acts=(ASK, by_name), imports=True)
    put_in_use(by=cast.boss, rule=write_rule(by=cast.boss, name="两个动作", kind="party", said=said))
    body = boss.get(reverse("rules-file")).content
    assert cast.manager.email in body.decode()
    boss.post(reverse("rules-bringing"), {"file": SimpleUploadedFile("rules.json", body)})
    first, second = Rule.objects.order_by("pk")
    assert (second.name, second.draft, second.is_on) == (first.name, first.draft, False)
    assert rules_as_data([first]) == rules_as_data([second])


BAD = [
    "",
    "[]",
    "{",
    '{"v": 1, "rules": []}',
    '{"v": 1, "rules": [{}]}',
    '{"v": 2, "rules": [{"name": "x"}]}',
    "[" * 90_000,
]
BAD += [json.dumps({"v": 1, "rules": [{"name": "x", "kind": "party", **more}]}) for more in (
    {"acts": {}}, {"acts": [{"act": "task"}]}, {"hold_hours": -1}, {"hold_hours": True}, {"filter": []},
    {"acts": [{"act": "task", "values": {"who": 1}}]}, {"fields": [1]}, {"occasion": None},
)]  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_a_file_that_is_none_is_refused_whole(cast, text):
    with pytest.raises(BadRules):
        bring_rules(by=cast.boss, text=text)
    assert not Rule.objects.exists()


def test_others_find_no_rules(cast, client):
    rule = made(cast)
    client.force_login(fresh(cast.seller))
    for name, args in (("rules", []), ("rule", [rule.pk]), ("rules-log", []), ("rules-file", []), ("hooks", [])):
        assert client.get(reverse(name, args=args)).status_code == 403
