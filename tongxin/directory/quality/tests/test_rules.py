"""What the firm asks is the firm's own choice."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tongxin.base.clock import now, replaying
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.directory.quality.actions import MayNotChooseRules, choose_rules
from tongxin.directory.quality.forms import RuleForm
from tongxin.directory.quality.models import FirmRule, Score

ONLY_INDUSTRY = {
    "part": "complete",
    "facts": ["industry"],
    "kind": "",
    "role": "",
    "tier": "",
    "days": "",
    "weight": "2",
}


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_other_rules_rate_everybody_anew(cast: Cast, party: Party) -> None:
    choose_rules(by=cast.boss, rules=[FirmRule(part="complete", facts=["city"])])
    assert Score.objects.get(pk=party.pk).score < 100
    with replaying(now() + timedelta(minutes=3)):
        work_off()
    assert Score.objects.get(pk=party.pk).score == 100
    told = Entry.objects.get(name="quality.rules_changed")
    assert len(told.before["rules"]) == 9
    assert [rule["facts"] for rule in told.particulars["after"]] == [["city"]]


def test_the_same_rules_again_are_no_change(cast: Cast) -> None:
    choose_rules(by=cast.boss, rules=list(FirmRule.objects.all()))
    assert not Entry.objects.filter(name="quality.rules_changed").exists()


def test_where_nothing_is_asked_there_is_no_score(cast: Cast, party: Party) -> None:
    choose_rules(by=cast.boss, rules=[])
    with replaying(now() + timedelta(minutes=3)):
        work_off()
    assert not Score.objects.exists()


def test_only_administrators_choose(cast: Cast) -> None:
    for who in (cast.manager, cast.seller, cast.stranger):
        with pytest.raises(MayNotChooseRules):
            choose_rules(by=who, rules=[])
        assert enter(who).get(reverse("quality_rules")).status_code == 403
    assert FirmRule.objects.count() == 9


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, ""),
        ({"facts": []}, "facts"),
        ({"part": "valid"}, "facts"),
        ({"part": "valid", "facts": ["uscc"]}, ""),
        ({"part": "fresh", "days": "30"}, ""),
        ({"part": "fresh"}, "days"),
        ({"part": "fresh", "facts": ["contacts"], "days": "30"}, "facts"),
        ({"part": "contacted", "facts": [], "days": "0"}, "days"),
        ({"part": "contacted", "facts": [], "days": "60"}, ""),
        ({"part": "nonsense"}, "part"),
        ({"facts": ["secret"]}, "facts"),
    ],
)
def test_a_rule_that_makes_no_sense_is_not_taken(given: dict[str, object], wrong: str) -> None:
    form = RuleForm({**ONLY_INDUSTRY, **given})
    assert sorted(form.errors) == ([wrong] if wrong else [])


def test_a_look_before_saving_changes_nothing(cast: Cast, party: Party) -> None:
    page = enter(cast.boss).post(reverse("new_quality_rule"), {**ONLY_INDUSTRY, "facts": ["website"], "try": "1"})
    assert "最新的 1 个客户里，1 个会变低" in page.content.decode()
    assert FirmRule.objects.count() == 9


def test_rules_are_added_changed_and_removed_in_their_places(cast: Cast) -> None:
    boss, first = enter(cast.boss), FirmRule.objects.first()
    assert first is not None
    assert boss.post(reverse("new_quality_rule"), ONLY_INDUSTRY).status_code == 302
    assert FirmRule.objects.count() == 10
    boss.post(reverse("quality_rule", args=[first.pk]), {**ONLY_INDUSTRY, "tier": "B"})
    assert FirmRule.objects.first() == first
    assert FirmRule.objects.get(pk=first.pk).tier == "B"
    boss.post(reverse("remove_quality_rule", args=[first.pk]))
    assert FirmRule.objects.count() == 9
    assert not FirmRule.objects.filter(pk=first.pk).exists()
    boss.post(reverse("new_quality_rule"), {**ONLY_INDUSTRY, "facts": ["website"]})
    assert "所有客户：要有网址" in boss.get(reverse("quality_rules")).content.decode()
