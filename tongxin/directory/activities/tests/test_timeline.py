"""What happened with a customer, as each of us may see it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import fresh
from tongxin.base.clock import now
from tongxin.base.paging import BadCursor
from tongxin.collab.access.models import Role
from tongxin.directory.activities.actions import (
    change_activity,
    delete_activity,
    finish_step,
    note_activity,
    plan_step,
    restore_activity,
)
from tongxin.directory.activities.panels import next_step_context
from tongxin.directory.activities.queries import timeline
from tongxin.directory.activities.tests.firm import Firm
from tongxin.directory.parties.actions import change_party, create_party, delete_parties, join_team


def sentences(firm: Firm, person=None, **how) -> list[str]:
    page = timeline(fresh(person or firm.seller), firm.party, **how)
    return [f"{item.actor.name if item.actor else ''} {item.sentence}" for item in page.items]


def note(firm: Firm, **more):
    values = {"by": firm.seller, "party": firm.party, "kind": "visit", "text": "谈 2 号线", **more}
    return note_activity(**values)


def test_it_speaks_as_people_do(firm):
    note(firm, people=[firm.ma.pk, firm.shen.pk])
    note(firm, kind="call", people=[firm.zhang.pk], direction="in", minutes=6)
    assert sentences(firm, group="talk") == ["李薇 接到 张三 来电，6 分钟", "李薇 拜访了 马国栋、沈丽"]


def test_newest_first_by_when_it_happened(firm):
    note(firm, kind="note", text="今天")
    note(firm, kind="note", text="上周", at=now() - timedelta(days=7))
    note(firm, kind="note", text="昨天", at=now() - timedelta(days=1))
    assert [item.text for item in timeline(firm.seller, firm.party, group="talk").items] == ["今天", "昨天", "上周"]


def test_somebody_at_a_firm_is_told_of_what_they_took_part_in(firm):
    note_activity(by=firm.seller, party=firm.party, kind="visit", text="看了新车间", people=[firm.ma.pk])
    note_activity(by=firm.seller, party=firm.party, kind="call", text="问沈丽交期", people=[firm.shen.pk])
    assert [item.text for item in timeline(firm.seller, firm.ma).items if item.text] == ["看了新车间"]
    assert "打个招呼" not in str(next_step_context(firm.seller, firm.ma)["hint"])
    assert "打个招呼" in str(next_step_context(firm.seller, firm.zhang)["hint"])
    assert timeline(firm.stranger, firm.ma).items == []


def test_strangers_see_nothing(firm):
    note(firm)
    for person in (firm.south, firm.stranger):
        assert timeline(person, firm.party).items == []
    assert len(timeline(firm.clerk, firm.party, group="talk").items) == 1


def test_the_groups_and_kinds_filter(firm):
    note(firm)
    change_party(by=firm.seller, party=firm.party, industry="精密机加工")
    assert {item.group for item in timeline(firm.seller, firm.party, group="talk").items} == {"talk"}
    assert [item.kind for item in timeline(firm.seller, firm.party, kinds=["party.changed"]).items] == ["party.changed"]
    assert timeline(firm.seller, firm.party, group="approval").items == []


def test_what_was_deleted_is_gone_until_it_is_restored(firm):
    activity = note(firm)
    delete_activity(by=firm.seller, activity=activity)
    assert sentences(firm, group="talk") == []
    restore_activity(by=firm.seller, activity=activity)
    assert len(sentences(firm, group="talk")) == 1


def test_what_was_moved_stands_once_where_it_happened(firm):
    activity = note(firm)
    note(firm, kind="call", text="之间", at=now() - timedelta(days=2))
    moved = change_activity(by=firm.boss, activity=activity, at=now() - timedelta(days=5))
    change_activity(by=firm.boss, activity=activity, at=activity.at)
    change_activity(by=firm.boss, activity=activity, at=moved.at)
    items = timeline(firm.seller, firm.party, group="talk").items
    assert [item.text for item in items] == ["之间", "谈 2 号线"]
    assert items[1].actor == firm.seller


def test_what_was_filed_elsewhere_is_gone_from_here(firm):
    other = create_party(by=firm.seller, name="澄江水务集团有限公司")
    activity = note(firm)
    change_activity(by=firm.seller, activity=activity, party=other)
    assert sentences(firm, group="talk") == []
    assert [item.text for item in timeline(firm.seller, other, group="talk").items] == ["谈 2 号线"]


def test_a_finished_step_is_told_by_its_activity_alone(firm):
    with_words = plan_step(by=firm.seller, party=firm.party, text="拜访马总", kind="visit")
    ticked = plan_step(by=firm.seller, party=firm.party, text="寄样品")
    finish_step(by=firm.seller, step=with_words, happened="谈妥了")
    finish_step(by=firm.seller, step=ticked)
    assert sentences(firm, group="talk") == [
        "李薇 办完了：寄样品",
        "李薇 去拜访了",
        "李薇 打算：寄样品",
        "李薇 打算：拜访马总",
    ]


def hide(firm: Firm, *names: str) -> None:
    Role.objects.filter(name="只看").update(fields={"party": dict.fromkeys(names, "hidden")})


def test_hidden_fields_are_not_named(firm):
    change_party(by=firm.seller, party=firm.party, industry="精密机加工", tier="A")
    change_party(by=firm.seller, party=firm.party, tier="B")
    hide(firm, "tier")
    assert sentences(firm, firm.clerk, kinds=["party.changed"]) == ["李薇 把行业改成了「精密机加工」"]
    for item in timeline(fresh(firm.clerk), firm.party).items:
        assert "tier" not in str(item.particulars)


def test_who_owns_it_is_not_told_to_whom_it_is_hidden_from(firm):
    join_team(by=firm.seller, party=firm.party, person=firm.helper)
    hide(firm, "owner")
    assert not [item for item in timeline(fresh(firm.clerk), firm.party).items if item.kind == "party.assigned"]


def test_pages_hang_together_even_when_much_is_left_out(firm):
    gone, kept = [], []
    for number in range(30):
        activity = note(firm, kind="note", text=f"第{number}条", at=now() - timedelta(hours=number))
        (kept if number % 3 == 0 else gone).append(activity)
    for activity in gone:
        delete_activity(by=firm.seller, activity=activity)
    read, cursor = [], ""
    for _round in range(20):
        page = timeline(firm.seller, firm.party, group="talk", cursor=cursor, size=4)
        read += [item.text for item in page.items]
        if page.next is None:
            break
        cursor = page.next
    assert read == [activity.text for activity in kept]


def test_a_cursor_of_nonsense_is_refused_in_words(firm):
    for cursor in ("x", "1-x", "99999999999999999999999999-1", "-"):
        with pytest.raises(BadCursor):
            timeline(firm.seller, firm.party, cursor=cursor)


def queries_for(firm: Firm, rows: int) -> int:
    for number in range(rows):
        note(firm, people=[firm.ma.pk, firm.zhang.pk], at=now() - timedelta(minutes=number), next_step=("再谈", None))
        change_party(by=firm.seller, party=firm.party, industry=f"行业{rows}.{number}")
    person = fresh(firm.seller)
    with CaptureQueriesContext(connection) as queries:
        assert timeline(person, firm.party, size=30).items
    return len(queries)


def test_the_number_of_queries_does_not_grow(firm):
    assert queries_for(firm, 2) == queries_for(firm, 12) == 11


def test_a_deleted_customer_is_still_read(firm):
    note(firm)
    delete_parties(by=firm.seller, parties=[firm.party.pk])
    assert next(item.kind for item in timeline(firm.seller, firm.party).items) == "party.deleted"
