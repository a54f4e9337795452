"""Colleagues promise each other things, and the promises chase themselves."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from tongxin.base.calendars import WorkingCalendar
from tongxin.base.clock import replaying
from tongxin.base.subjects import Subject
from tongxin.collab.journal.models import Entry
from tongxin.collab.notices.models import Notice
from tongxin.collab.tasks.actions import (
    CannotSeeRecord,
    ComesAfter,
    NotYourTask,
    TaskEnded,
    accept_task,
    cancel_task,
    change_task,
    chase_tasks,
    decline_task,
    finish_task,
    give_task,
    reopen_task,
    tick_item,
)
from tongxin.collab.tasks.models import Every, Task, following
from tongxin.collab.tasks.queries import box_of, to_do_today, turn_count
from tongxin.directory.parties.actions import create_party

NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = date(2026, 11, 20)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def noon():
    with replaying(NOON), timezone.override("Asia/Shanghai"):
        yield


@pytest.fixture
def asked(cast):
    """李薇 asks 赵航 for a drawing by tomorrow."""
    return give_task(by=cast.seller, owner=cast.colleague, text="出一张 DN300 图", due_on=TOMORROW)


def boxes(person, today=TODAY):
    found = {box: [task.text for task in box_of(person, box, today)] for box in ("today", "later", "waiting", "done")}
    return {box: texts for box, texts in found.items() if texts}


def told(person):
    return list(Notice.objects.filter(person=person).order_by("id").values_list("kind", flat=True))


def test_ones_own_task_is_promised_at_once(cast):
    task = give_task(by=cast.seller, text="  寄 样品 ", due_on=TODAY)
    assert (task.text, task.is_asked) == ("寄 样品", False)
    assert boxes(cast.seller) == {"today": ["寄 样品"]}
    assert told(cast.seller) == []
    assert turn_count(cast.seller) == len(to_do_today(cast.seller, TODAY)) == 1


def test_a_colleague_is_asked_and_takes_it_on_with_their_own_word(cast, asked):
    assert boxes(cast.colleague) == {"today": ["出一张 DN300 图"]}
    assert boxes(cast.seller) == {"waiting": ["出一张 DN300 图"]}
    accept_task(by=cast.colleague, task=asked, due_on=TODAY + timedelta(days=3))
    accept_task(by=cast.colleague, task=asked)
    assert boxes(cast.colleague) == {"later": ["出一张 DN300 图"]}
    assert told(cast.colleague) == ["task.given"]
    assert told(cast.seller) == ["task.accepted"]
    finish_task(by=cast.colleague, task=asked)
    assert told(cast.seller) == ["task.accepted", "task.done"]
    assert boxes(cast.seller) == boxes(cast.colleague) == {"done": ["出一张 DN300 图"]}


def test_declined_it_is_the_askers_turn_again(cast, asked):
    with pytest.raises(ValidationError):
        decline_task(by=cast.colleague, task=asked, reason=" ")
    decline_task(by=cast.colleague, task=asked, reason="本周在外地")
    assert boxes(cast.seller) == {"today": ["出一张 DN300 图"]}
    assert boxes(cast.colleague) == {}
    change_task(by=cast.seller, task=asked, owner=cast.manager)
    assert boxes(cast.manager) == {"today": ["出一张 DN300 图"]}
    assert told(cast.manager) == ["task.given"]


def test_only_who_was_asked_answers_and_only_both_sides_change(cast, asked):
    for deed in (accept_task, lambda by, task: decline_task(by=by, task=task, reason="x")):
        with pytest.raises(NotYourTask):
            deed(by=cast.seller, task=asked)
    for deed in (finish_task, cancel_task, reopen_task, lambda by, task: change_task(by=by, task=task, text="x")):
        with pytest.raises(NotYourTask):
            deed(by=cast.manager, task=asked)
    assert Task.objects.get().text == "出一张 DN300 图"


def test_what_has_ended_is_not_changed_by_the_way(cast, asked):
    cancel_task(by=cast.seller, task=asked)
    with pytest.raises(TaskEnded):
        change_task(by=cast.seller, task=asked, text="x")
    with pytest.raises(TaskEnded):
        accept_task(by=cast.colleague, task=asked)
    reopen_task(by=cast.seller, task=asked)
    assert boxes(cast.colleague) == {"today": ["出一张 DN300 图"]}


def test_what_comes_after_waits_and_its_owner_hears_when_it_may_begin(cast, asked):
    later = give_task(by=cast.seller, text="报价", due_on=TODAY, after=asked)
    assert boxes(cast.seller) == {"waiting": ["报价", "出一张 DN300 图"]}
    with pytest.raises(ComesAfter, match="DN300"):
        finish_task(by=cast.seller, task=later)
    with pytest.raises(ValidationError):
        change_task(by=cast.seller, task=asked, after=later)
    finish_task(by=cast.colleague, task=asked)
    assert "报价" in boxes(cast.seller)["today"]
    with pytest.raises(ValidationError):
        change_task(by=cast.seller, task=later, after=later)


def test_helpers_see_it_and_tick_and_do_nothing_else(cast):
    task = give_task(by=cast.seller, text="展会", items=["订展位", "", "印样本"], helpers=[cast.clerk, cast.seller])
    assert told(cast.clerk) == ["task.helping"]
    first, second = task.items.all()
    tick_item(by=cast.clerk, item=first, is_done=True)
    assert first.task.items.get(pk=first.pk).done_by == cast.clerk
    with pytest.raises(NotYourTask):
        tick_item(by=cast.south, item=second, is_done=True)
    with pytest.raises(NotYourTask):
        finish_task(by=cast.clerk, task=task)
    assert Task.objects.filter(pk=task.pk).visible_to(cast.clerk).exists()
    assert not Task.objects.filter(pk=task.pk).visible_to(cast.south).exists()


def test_a_task_about_a_record_goes_to_nobody_who_cannot_see_it(cast):
    party = create_party(by=cast.south, name="佛山陶机")
    on = Subject("party", party.pk)
    with pytest.raises(CannotSeeRecord, match="李薇"):
        give_task(by=cast.south, owner=cast.seller, text="x", on=on)
    with pytest.raises(ValidationError):
        give_task(by=cast.seller, text="x", on=on)
    task = give_task(by=cast.south, owner=cast.boss, text="看一眼佛山", on=on)
    with pytest.raises(CannotSeeRecord):
        change_task(by=cast.south, task=task, owner=cast.seller)
    assert Entry.objects.get(name="task.given").customer_id == party.pk
    assert not Task.objects.all().visible_to(cast.seller).exists()


def test_what_repeats_comes_back_and_goes_again_with_the_undo(cast):
    task = give_task(by=cast.seller, text="周报", due_on=TODAY - timedelta(days=14), every="week", items=["数字"])
    tick_item(by=cast.seller, item=task.items.get(), is_done=True)
    finish_task(by=cast.seller, task=task)
    finish_task(by=cast.seller, task=task)
    new = Task.objects.get(follows=task)
    assert new.due_on == TODAY + timedelta(days=7), "days that have passed are left out"
    assert [item.done_at for item in new.items.all()] == [None]
    assert not new.is_asked
    reopen_task(by=cast.seller, task=task)
    assert list(Task.objects.open()) == [task]


@pytest.mark.parametrize(
    ("every", "day", "begun", "expected"),
    [
        ("day", "2026-12-31", "2026-12-31", "2027-01-01"),
        ("week", "2026-02-25", "2026-02-25", "2026-03-04"),
        ("month", "2026-01-31", "2026-01-31", "2026-02-28"),
        ("month", "2026-02-28", "2026-01-31", "2026-03-31"),
        ("quarter", "2026-11-30", "2026-11-30", "2027-02-28"),
        ("year", "2028-02-29", "2028-02-29", "2029-02-28"),
        ("year", "2031-02-28", "2028-02-29", "2032-02-29"),
        ("workday", "2026-02-13", "2026-02-13", "2026-02-14"),
        ("workday", "2026-02-14", "2026-02-14", "2026-02-24"),
    ],
)
def test_the_next_day_of_a_rhythm(every, day, begun, expected):
    days = (date.fromisoformat(one) for one in (day, begun))
    assert following(Every(every), *days, WorkingCalendar()) == date.fromisoformat(expected)


def test_promises_chase_themselves_once_for_each_promise(cast, asked):
    accept_task(by=cast.colleague, task=asked)
    before = told(cast.seller)
    for hours in (0, 24, 25, 48, 49, 96):
        chase_tasks(at=NOON + timedelta(hours=hours))
    assert told(cast.colleague) == ["task.given", "task.due", "task.late"]
    assert told(cast.seller) == [*before, "task.late"]
    change_task(by=cast.colleague, task=asked, due_on=TODAY + timedelta(days=9))
    chase_tasks(at=NOON + timedelta(days=9))
    assert told(cast.colleague)[-1] == "task.due"


def test_the_page_leads_through_a_whole_task(cast, client):
    client.force_login(cast.seller)
    values = {"text": "催图纸", "owner": cast.colleague.pk, "due_on": "2026-11-21", "every": ""}
    assert client.post(reverse("new-task"), values).status_code == 302
    task = Task.objects.get()
    assert "催图纸" in client.get(reverse("tasks") + "?box=waiting").content.decode()
    client.force_login(cast.colleague)
    assert "李薇 问你" in client.get(reverse("tasks")).content.decode()
    client.post(reverse("task-acceptance", args=[task.pk]), {"due_on": "2026-11-25"})
    task.refresh_from_db()
    assert task.due_on == date(2026, 11, 25)
    answer = client.post(reverse("task-completion", args=[task.pk]), headers={"HX-Request": "true"})
    assert reverse("task-reopening", args=[task.pk]) in answer.headers["HX-Trigger"]
    assert "催图纸" in client.get(reverse("tasks") + "?box=done").content.decode()


def test_a_wrong_form_says_what_to_do(cast, client):
    client.force_login(cast.seller)
    answer = client.post(reverse("new-task"), {"text": "", "owner": cast.seller.pk, "every": "week"})
    assert answer.status_code == 422
    answer = client.post(reverse("new-task"), {"text": "x", "owner": cast.seller.pk, "every": "week"})
    assert "重复的任务要有个起始日期" in answer.content.decode()


def test_a_record_page_shows_its_tasks_and_today_shows_my_turn(cast, client):
    party = create_party(by=cast.seller, name="苏州恒润")
    give_task(by=cast.seller, text="给恒润寄样", due_on=TODAY, on=Subject("party", party.pk))
    client.force_login(cast.seller)
    page = client.get(party.get_absolute_url()).content.decode()
    assert "给恒润寄样" in page
    assert f"{reverse('new-task')}?on=party:{party.pk}" in page
    assert "给恒润寄样" in client.get(reverse("today")).content.decode()
