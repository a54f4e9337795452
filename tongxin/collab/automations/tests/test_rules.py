"""A rule waits, looks, acts in somebody's name, and says why it did or did not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import fresh
from tongxin.base.clock import now, replaying
from tongxin.base.events import in_batch
from tongxin.collab.automations.actions import (
    NotReady,
    check_holdings,
    pull_brake,
    put_in_use,
    release_brake,
    save_rule,
    sweep_log,
    switch_off,
    write_rule,
)
from tongxin.collab.automations.definition import Definition, Step
from tongxin.collab.automations.models import Holding, Rule, Run
from tongxin.collab.automations.queries import preview_of
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.journal.models import Entry
from tongxin.collab.notices.models import Notice
from tongxin.collab.people.actions import deactivate_person
from tongxin.collab.tasks.models import Task
from tongxin.directory.parties.actions import change_party, create_party

SUZHOU = {"v": 1, "and": [{"field": "city", "op": "eq", "value": "苏州"}]}
ASK = Step("task", {"who": "field:owner", "text": "给{record}打电话", "days": "2"})
EMPTY_SOURCE = {"v": 1, "and": [{"field": "source", "op": "empty"}]}


def rule(cast, said, *, acts_as=None, name="新客户要有人管"):
    found = write_rule(by=cast.boss, name=name, kind="party", said=said, acts_as=acts_as)
    put_in_use(by=cast.boss, rule=found)
    return found


def entered(*acts, filter=SUZHOU, **more):
    return Definition(occasion="party.created", filter=filter, acts=acts, **more)


def changed(*acts, **more):
    return Definition(occasion="party.changed", acts=acts, **more)


def test_an_event_that_fits_leads_to_a_task_and_to_a_line_on_the_timeline(cast):
    rule(cast, entered(ASK), acts_as=cast.manager)
    party = create_party(by=cast.seller, name="苏州精工阀门", city="苏州")
    assert not Task.objects.exists()  # the cause is not slowed by what follows from it
    work_off()
    task = Task.objects.get()
    assert (task.owner, task.made_by, task.text) == (cast.seller, cast.manager, "给苏州精工阀门打电话")
    run = Run.objects.get()
    assert (run.state, run.parts, run.did) == ("done", [True], [0])
    entry = Entry.objects.get(name="rule.acted")
    assert (entry.actor, entry.customer_id, entry.particulars["rule"]) == (cast.manager, party.pk, "新客户要有人管")


def test_a_record_that_does_not_fit_stands_in_the_log_with_the_condition_that_did_not_hold(cast):
    both = {"v": 1, "and": [*SUZHOU["and"], *EMPTY_SOURCE["and"]]}
    rule(cast, entered(ASK, filter=both))
    create_party(by=cast.seller, name="常州管件", city="常州")
    work_off()
    run = Run.objects.get()
    assert (run.state, run.reason, run.parts) == ("unfit", "conditions", [False, True])
    assert not Task.objects.exists()


def test_a_rule_sees_no_more_than_the_person_in_whose_name_it_acts(cast):
    rule(cast, entered(ASK), acts_as=cast.south)
    create_party(by=cast.seller, name="苏州精工阀门", city="苏州")
    work_off()
    assert (Run.objects.get().state, Run.objects.get().reason) == ("unfit", "sight")


def test_a_rule_does_no_more_than_its_person_may_and_undoes_what_it_had_begun(cast):
    both = (Step("remind", {"who": "field:owner", "text": "看看"}), Step("set", {"field": "tier", "value": "A"}))
    rule(cast, entered(*both), acts_as=cast.clerk)
    create_party(by=cast.seller, name="苏州精工阀门", city="苏州")
    work_off()
    run = Run.objects.get()
    assert (run.state, run.reason) == ("failed", "refused")
    assert run.error
    assert not Notice.objects.filter(kind="rule.reminded").exists()
    told = Notice.objects.get(kind="rule.failed")
    assert (told.person, told.url) == (cast.boss, f"/settings/automations/{run.rule_id}/log/")


def test_a_fault_of_the_program_ends_one_run_and_no_other(cast, monkeypatch):
    from tongxin.collab.automations.actions import running

    rule(cast, entered(ASK))
    create_party(by=cast.seller, name="苏州精工阀门", city="苏州")
    with monkeypatch.context() as broken:
        broken.setattr(running, "fitting", lambda *_: 1 / 0)
        work_off()
    create_party(by=cast.seller, name="苏州球阀", city="苏州")
    work_off()
    assert list(Run.objects.order_by("id").values_list("state", "reason")) == [("failed", "fault"), ("done", "")]


def test_only_a_change_of_the_named_fields_sets_it_going(cast):
    party = create_party(by=cast.seller, name="苏州精工阀门", city="苏州")
    rule(cast, changed(ASK, fields=("tier",)))
    change_party(by=cast.seller, party=party, note="x")
    assert not Run.objects.exists()
    change_party(by=cast.seller, party=party, tier="A")
    assert Run.objects.count() == 1


def test_what_comes_from_a_file_sets_it_going_only_when_it_says_so(cast):
    rule(cast, entered(ASK))
    rule(cast, entered(ASK, imports=True), name="也管导入的")
    with in_batch("import:7"):
        create_party(by=cast.seller, name="苏州精工阀门", city="苏州")
    assert [run.rule.name for run in Run.objects.all()] == ["也管导入的"]


def test_rules_that_set_each_other_going_are_stopped(cast):
    party = create_party(by=cast.seller, name="苏州精工阀门", city="苏州")
    for watched, field in (("tier", "source"), ("source", "tier")):
        both = (Step("set", {"field": field, "value": "甲"}), Step("set", {"field": field, "value": "乙"}))
        rule(cast, changed(*both, fields=(watched,)), name=field)
    change_party(by=cast.seller, party=party, tier="D")
    assert work_off() < 60
    assert Run.objects.filter(state="stopped", reason="loop").exists()
    assert max(Run.objects.filter(state="done").values_list("depth", flat=True)) == 3


def test_a_rule_acts_at_most_five_times_an_hour_on_the_same_record(cast):
    party = create_party(by=cast.seller, name="苏州精工阀门", city="苏州")
    rule(cast, changed(Step("remind", {"who": "field:owner", "text": "看看"})))
    for note in "一二三四五六":
        change_party(by=cast.seller, party=party, note=note)
    work_off()
    assert list(Run.objects.order_by("id").values_list("state", flat=True)) == ["done"] * 5 + ["stopped"]
    assert Run.objects.latest("id").reason == "often"


def test_a_rule_that_runs_wild_is_switched_off_and_its_maker_told(cast, monkeypatch):
    from tongxin.collab.automations.actions import running

    monkeypatch.setattr(running, "MOST_OF_RULE", 2)
    wild = rule(cast, entered(ASK, filter={"v": 1, "and": []}))
    for name in ("甲", "乙", "丙", "丁"):
        create_party(by=cast.seller, name=f"苏州{name}阀门")
    work_off()
    wild.refresh_from_db()
    assert not wild.is_on
    assert list(Run.objects.order_by("id").values_list("reason", flat=True)) == ["", "", "many", "off"]
    assert Notice.objects.filter(kind="rule.failed", person=cast.boss).count() == 1


def test_what_waits_is_done_by_the_version_that_was_in_use_then(cast):
    first = rule(cast, entered(ASK))
    create_party(by=cast.seller, name="苏州精工阀门", city="苏州")
    later = Step("task", {"who": "field:owner", "text": "别的事", "days": "2"})
    save_rule(by=cast.boss, rule=first, said=entered(later))
    put_in_use(by=cast.boss, rule=first)
    create_party(by=cast.seller, name="苏州球阀", city="苏州")
    work_off()
    assert set(Task.objects.values_list("text", flat=True)) == {"给苏州精工阀门打电话", "别的事"}
    assert [run.version.number for run in Run.objects.order_by("id")] == [1, 2]


def test_what_is_written_changes_nothing_before_it_is_put_into_use(cast):
    found = rule(cast, entered(ASK))
    save_rule(
        by=cast.boss, rule=found, said=entered(Step("task", {"who": "field:owner", "text": "别的事", "days": "2"}))
    )
    create_party(by=cast.seller, name="苏州精工阀门", city="苏州")
    work_off()
    assert Task.objects.get().text == "给苏州精工阀门打电话"


def test_a_rule_that_is_off_does_nothing_not_even_what_waits(cast):
    found = rule(cast, entered(ASK))
    create_party(by=cast.seller, name="苏州精工阀门", city="苏州")
    switch_off(by=cast.boss, rule=found)
    create_party(by=cast.seller, name="苏州球阀", city="苏州")
    work_off()
    assert list(Run.objects.values_list("state", "reason")) == [("stopped", "off")]
    assert not Task.objects.exists()


def test_the_brake_stops_all_rules_until_it_is_released(cast):
    rule(cast, entered(ASK))
    pull_brake(by=cast.boss)
    pull_brake(by=cast.boss)
    create_party(by=cast.seller, name="苏州精工阀门", city="苏州")
    assert not Run.objects.exists()
    release_brake(by=cast.boss)
    create_party(by=cast.seller, name="苏州球阀", city="苏州")
    assert Run.objects.count() == 1


def test_a_condition_must_hold_for_so_long(cast):
    said = Definition(filter=EMPTY_SOURCE, hold_hours=48, acts=(ASK,))
    party = create_party(by=cast.seller, name="苏州精工阀门", city="苏州")
    other = create_party(by=cast.seller, name="苏州球阀", source="展会")
    rule(cast, said)
    begin = now()
    check_holdings(at=begin)
    assert [one.subject_id for one in Holding.objects.all()] == [party.pk]
    assert check_holdings(at=begin + timedelta(hours=47)) == 0
    assert check_holdings(at=begin + timedelta(hours=48)) == 1
    assert check_holdings(at=begin + timedelta(hours=49)) == 0  # once for each time that it holds
    work_off()
    assert Task.objects.get().subject_id == party.pk
    change_party(by=cast.seller, party=other, source="")
    change_party(by=cast.seller, party=fresh_party(party), source="展会")
    check_holdings(at=begin + timedelta(hours=50))
    assert [one.subject_id for one in Holding.objects.all()] == [other.pk]


def fresh_party(party):
    return type(party).objects.get(pk=party.pk)


def test_the_preview_says_what_would_have_been_done_and_does_nothing(cast):
    party = create_party(by=cast.seller, name="苏州精工阀门", city="苏州")
    create_party(by=cast.seller, name="常州管件", city="常州")
    with replaying(now() - timedelta(days=40)):
        create_party(by=cast.seller, name="苏州老客户", city="苏州")
    before = Entry.objects.count()
    found = preview_of(cast.boss, "party", entered(ASK), now=now())
    assert (found.events, found.records, found.touched) == (2, 2, 1)
    assert [row.title for row in found.rows] == [party.name]
    assert "李薇" in found.rows[0].acts[0]
    assert f"给{party.name}打电话" in found.rows[0].acts[0], "as it would be written, with the name of the record"
    held = preview_of(cast.boss, "party", Definition(filter=SUZHOU, acts=(ASK,)), now=now())
    assert held.touched == 2
    assert (Entry.objects.count(), Task.objects.count(), Run.objects.count()) == (before, 0, 0)


@pytest.mark.parametrize("who", ["seller", "clerk", "stranger", "left"])
def test_only_administrators_write_rules(cast, who):
    found = rule(cast, entered(ASK))
    person = fresh(getattr(cast, who))
    for deed in (
        lambda: write_rule(by=person, name="x", kind="party", said=entered(ASK)),
        lambda: save_rule(by=person, rule=found, name="y"),
        lambda: put_in_use(by=person, rule=found),
        lambda: switch_off(by=person, rule=found),
        lambda: pull_brake(by=person),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    assert not Rule.objects.visible_to(person).exists()
    found.refresh_from_db()
    assert found.is_on


@pytest.mark.parametrize(
    "said",
    [
        Definition(occasion="party.created", acts=()),
        Definition(occasion="party.gone", acts=(ASK,)),
        Definition(occasion="opportunity.lost", acts=(ASK,)),
        Definition(acts=(ASK,)),
        Definition(occasion="party.created", filter={"v": 1, "and": [{"field": "nothing"}]}, acts=(ASK,)),
        entered(Step("fly", {})),
        entered(Step("task", {"who": "field:owner", "text": "", "days": "1"})),
        entered(Step("task", {"who": "field:owner", "text": "x", "days": "-1"})),
        entered(Step("task", {"who": "person:999999", "text": "x", "days": "1"})),
        entered(Step("set", {"field": "name_key", "value": "x"})),
    ],
)
def test_what_can_not_act_is_not_put_into_use(cast, said):
    found = write_rule(by=cast.boss, name="x", kind="party", said=said)
    with pytest.raises(NotReady) as refused:
        put_in_use(by=cast.boss, rule=found)
    assert all(refused.value.messages)
    found.refresh_from_db()
    assert not found.is_on


def test_whoever_left_acts_no_more_and_the_maker_hears_of_it(cast):
    rule(cast, entered(ASK), acts_as=cast.colleague)
    deactivate_person(by=cast.boss, person=cast.colleague)
    create_party(by=cast.seller, name="苏州精工阀门", city="苏州")
    work_off()
    run = Run.objects.get()
    assert run.state == "failed"
    assert "赵航" in run.error
    assert Notice.objects.filter(kind="rule.failed", person=cast.boss).exists()


def test_the_log_is_forgotten_in_time(cast):
    rule(cast, entered(ASK))
    create_party(by=cast.seller, name="苏州精工阀门", city="苏州")
    create_party(by=cast.seller, name="常州管件", city="常州")
    work_off()
    assert sweep_log(at=now() + timedelta(days=31)) == 1
    assert sweep_log(at=now() + timedelta(days=91)) == 1
