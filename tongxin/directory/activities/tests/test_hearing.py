"""Quick add: from one sentence to what happened and what is planned."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import fresh
from tongxin.base.clock import now
from tongxin.base.dates.letters import fold
from tongxin.directory.activities.actions import Said, write_down
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.activities.queries import KnownNames, hear
from tongxin.directory.activities.queries.candidates import MOST_UNITS, candidates
from tongxin.directory.activities.tests.firm import Firm
from tongxin.directory.parties.actions import add_contact, create_party
from tongxin.directory.parties.models import Party

MONDAY = datetime(2026, 11, 23, 13, 35, tzinfo=ZoneInfo("Asia/Shanghai"))


def hear_it(firm: Firm, text: str, *, by=None, party: Party | None = None, **said):
    return hear(text, by=fresh(by or firm.seller), now=MONDAY, party=party, said=Said(**said))


def names(firm: Firm, text: str, *, by=None, party: Party | None = None) -> tuple[list[str], list[str]]:
    known = KnownNames(fresh(by or firm.seller), party=party)
    return [hit.name for hit in known.people(text)], [hit.name for hit in known.parties(text)]


@pytest.mark.parametrize(
    ("text", "people", "parties"),
    [
        ("拜访张三", ["张三"], []),
        ("张三、沈丽都在", ["沈丽", "张三"], []),
        ("去苏州恒润精密机械有限公司看设备", [], ["恒润精密"]),
        ("苏州恒润精密机械的马国栋", ["马国栋"], ["恒润精密"]),
        ("恒润精密要加急", [], ["恒润精密"]),
        ("打给李四", [], []),
        ("", [], []),
    ],
)
def test_names_are_found_where_they_stand(firm, text, people, parties):
    found_people, found_parties = names(firm, text)
    assert sorted(found_people) == sorted(people)
    assert found_parties == parties


@pytest.mark.parametrize("text", ["昨天拜访恒润，报价3万", "昨天拜访了恒润，报价3万", "上周五走访过恒润", "回访了恒润"])
def test_a_customer_is_known_by_how_their_name_begins_whatever_the_verb(firm, text):
    party = hear_it(firm, text).party
    assert party is not None
    assert party.short_name == "恒润精密"


def test_nobody_learns_names_from_customers_they_do_not_see(firm):
    for person in (firm.south, firm.stranger):
        assert names(firm, "去恒润精密拜访张三和马总", by=person) == ([], [])
    assert names(firm, "拜访张三", by=firm.clerk) == (["张三"], [])


def test_a_title_is_understood_at_the_customer_in_context(firm):
    other = create_party(by=firm.seller, name="澄江水务集团有限公司")
    add_contact(by=firm.seller, party=other, name="马明", title="总工")
    assert names(firm, "马总同意了", party=firm.party)[0] == ["马国栋"]
    assert names(firm, "马总同意了")[0] == []
    write_down(by=firm.seller, text="见了面", party=firm.party)
    assert names(firm, "马总同意了")[0] == ["马国栋"]


def test_of_two_of_one_name_the_one_at_this_customer_is_meant(firm):
    other = create_party(by=firm.seller, name="澄江水务集团有限公司")
    add_contact(by=firm.seller, party=other, name="张三")
    assert len(names(firm, "打给张三")[0]) == 2
    [hit] = KnownNames(firm.seller, party=other).people("打给张三")
    assert hit.party == other.pk


def test_the_number_of_queries_is_small_and_fixed(firm):
    def count(text: str) -> int:
        known = KnownNames(person := fresh(firm.seller), party=firm.party)
        assert person
        with CaptureQueriesContext(connection) as queries:
            known.people(text), known.parties(text)
        return len(queries)

    assert count("去恒润精密拜访张三、马总、李工、王主任") == 7
    assert count("张总，") == count("张总，" * 40) == 8


def test_candidates_do_not_grow_with_the_text():
    assert len(candidates("阀" * 50_000)) <= 20
    assert len(candidates("".join(chr(0x4E00 + place) for place in range(5_000)))) < MOST_UNITS * 20


def test_the_sentence_of_the_picture(firm):
    heard = hear_it(firm, "明天下午3点拜访张三 谈报价5万")
    assert (heard.tense, heard.kind, heard.party, heard.people) == ("planned", "visit", firm.party, (firm.zhang.pk,))
    assert (heard.at, str(heard.amount)) == (datetime(2026, 11, 24, 15, tzinfo=MONDAY.tzinfo), "50000.00 CNY")


def test_what_was_corrected_wins(firm):
    text = "明天下午3点拜访张三 谈报价5万"
    assert hear_it(firm, text, kind="call").kind == "call"
    moved = hear_it(firm, text, when="2026-11-26T09:30")
    assert (moved.at.isoformat(), moved.tense) == ("2026-11-26T09:30:00+08:00", "planned")
    assert hear_it(firm, text, when="2026-11-20").tense == "done"
    assert hear_it(firm, text, off=frozenset({f"person:{firm.zhang.pk}"})).people == ()
    assert hear_it(firm, text, off=frozenset({"amount", "time"})).amount is None


@pytest.mark.parametrize("when", ["2026-13-45", "2026-13-45T99:99", "gestern", "T", " "])
def test_nonsense_corrections_change_nothing(firm, when):
    heard = hear_it(firm, "明天下午3点拜访张三", when=when, kind="dance", picked=frozenset({10**17}))
    assert (heard.kind, heard.at) == ("visit", datetime(2026, 11, 24, 15, tzinfo=MONDAY.tzinfo))


def test_a_reminder_that_nobody_would_ring_is_not_promised(firm):
    heard = hear_it(firm, "明天下午3点拜访张三，提前30分钟提醒我")
    assert "remind" not in {slot.key for slot in heard.slots}
    written = write_down(by=firm.seller, text="明天下午3点拜访张三，提前30分钟提醒我")
    assert "提醒" in written.step.text


def test_who_is_in_doubt_is_left_to_the_writer(firm):
    other = create_party(by=firm.seller, name="澄江水务集团有限公司")
    second = add_contact(by=firm.seller, party=other, name="张三").person
    heard = hear_it(firm, "刚给张三打了电话")
    assert (heard.people, heard.party) == ((), None)
    picked = hear_it(firm, "刚给张三打了电话", picked=frozenset({second.pk}))
    assert (picked.people, picked.party) == ((second.pk,), other)


def test_a_plan_becomes_a_step_without_its_time_in_the_words(firm):
    tomorrow = timezone.localtime(now()) + timedelta(days=1)
    written = write_down(by=firm.seller, text="明天下午3点拜访张三 谈报价5万")
    assert written.activity is None
    step = Step.objects.get()
    assert (step.text, step.kind, step.party, step.amount, step.currency) == (
        "拜访张三 谈报价5万",
        "visit",
        firm.party,
        5_000_000,
        "CNY",
    )
    assert timezone.localtime(step.due_at).date() == tomorrow.date()
    assert [person.name for person in step.people.all()] == ["张三"]


def test_a_report_becomes_an_activity_with_its_next_step(firm):
    written = write_down(by=firm.seller, text="刚拜访了马国栋，他同意先改 2 号线。下一步：周五寄样品", party=firm.party)
    assert written.activity is not None
    assert (written.activity.kind, written.activity.names, written.activity.party) == ("visit", ["马国栋"], firm.party)
    assert written.step is not None
    assert "寄样品" in written.step.text
    assert written.step.due_on is not None


def test_everything_is_saved_even_what_nobody_understands(firm):
    for text in ("嗯", "👍👍", "x" * 4_500, "明天" + "要谈的事" * 200, "2026-02-31 去哪", "'; drop table"):
        write_down(by=firm.seller, text=text)
    assert Activity.objects.count() + Step.objects.count() >= 6
    kept = {fold(activity.text) for activity in Activity.objects.all()}
    assert "x" * 4_500 in kept


def test_only_an_empty_sentence_is_refused(firm):
    for text in ("", "  \n", "\u200b"):
        with pytest.raises(ValidationError):
            write_down(by=firm.seller, text=text)


def test_a_strangers_customer_takes_no_sentence(firm):
    for person in (firm.south, firm.stranger):
        with pytest.raises(PermissionDenied):
            write_down(by=person, text="刚打了电话", party=firm.party)
    assert not Activity.objects.exists()
