"""Tasks are noted in one sentence, found by their words, and moved on a board."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from tongxin.base.clock import replaying
from tongxin.collab.people.models import Person
from tongxin.collab.people.queries import colleagues_in
from tongxin.collab.search.queries import matching
from tongxin.collab.tasks.actions import NotYourTask, cancel_task, change_task, give_task
from tongxin.collab.tasks.lists import change_listed
from tongxin.collab.tasks.models import Task
from tongxin.collab.tasks.queries import hear_task

NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
HANG = Person(name="赵航")
WANG = Person(name="Wang Lei")


@pytest.fixture(autouse=True)
def noon():
    with replaying(NOON), timezone.override("Asia/Shanghai"):
        yield


@pytest.mark.parametrize(
    ("sentence", "text", "owner", "due_on"),
    [
        ("让赵航下周三前出 DN300 图", "出 DN300 图", "赵航", "2026-11-25"),
        ("赵航 明天 把样品寄给恒润", "把样品寄给恒润", "赵航", "2026-11-21"),
        ("请赵航，报价单发客户", "报价单发客户", "赵航", None),
        ("周报 11月30日", "周报", None, "2026-11-30"),
        ("和赵航一起去恒润", "和赵航一起去恒润", None, None),
        ("Ask Wang Lei to send the drawing by 27 November", "send the drawing", "Wang Lei", "2026-11-27"),
        ("明天", "明天", None, "2026-11-21"),
        ("寄样品", "寄样品", None, None),
    ],
)
def test_a_sentence_says_who_what_and_until_when(sentence, text, owner, due_on):
    heard = hear_task(sentence, now=NOON, colleagues=[HANG, WANG])
    assert (heard.text, heard.owner and heard.owner.name) == (text, owner)
    assert heard.due_on == (due_on and date.fromisoformat(due_on))


def test_colleagues_are_known_by_their_whole_names(cast):
    assert colleagues_in("李薇和赵航去找周启明") == [cast.seller, cast.colleague, cast.manager]
    assert colleagues_in("王磊走了") == []
    Person.objects.filter(pk=cast.manager.pk).update(name="赵航远")
    assert colleagues_in("赵航远来") == [Person.objects.get(name="赵航远")]


def test_one_sentence_on_the_page_asks_a_colleague(cast, client):
    client.force_login(cast.seller)
    assert client.post(reverse("quick-task"), {"sentence": "让赵航周五前出图"}).status_code == 302
    task = Task.objects.get()
    assert (task.text, task.owner, task.is_asked) == ("出图", cast.colleague, True)
    client.post(reverse("quick-task"), {"sentence": "   "})
    assert Task.objects.count() == 1


def test_tasks_are_found_by_who_has_a_part_in_them_until_given_up(cast):
    task = give_task(by=cast.seller, owner=cast.colleague, text="出图", items=["螺栓表"])
    found = lambda person, words: list(Task.objects.of(person).filter(matching(person, "task", words)))  # noqa: E731
    assert found(cast.colleague, "出图") == found(cast.seller, "螺栓") == [task]
    assert found(cast.boss, "出图") == []
    change_task(by=cast.seller, task=task, text="报价")
    assert found(cast.seller, "报价") == [task]
    cancel_task(by=cast.seller, task=task)
    assert found(cast.seller, "报价") == []


def test_a_card_is_moved_by_the_rooms_own_verbs(cast, client):
    task = give_task(by=cast.seller, text="出图")
    assert Task.objects.get().state == "promised"
    with pytest.raises(NotYourTask):
        change_listed(cast.colleague, task.pk, {"state": "done"}, None)
    with pytest.raises(ValidationError):
        change_listed(cast.seller, task.pk, {"state": "asked"}, None)
    for state in ("done", "promised", "given_up"):
        change_listed(cast.seller, task.pk, {"state": state}, None)
        assert Task.objects.get().state == state
    client.force_login(cast.seller)
    for address in ("", "?shape=board", "?view=&group=owner"):
        page = client.get(reverse("all-tasks") + address)
        assert page.status_code == 200
    assert "出图" in client.get(reverse("all-tasks")).content.decode()
