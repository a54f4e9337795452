"""Facts are noted, fade, are confirmed, put right and forgotten, by those who may."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import fresh
from tongxin.base.clock import now, replaying
from tongxin.base.dates.yearly import YearlyDay
from tongxin.base.subjects import Subject
from tongxin.collab.journal.models import Entry
from tongxin.directory.doubles.actions import merge_parties, undo_merge
from tongxin.directory.memory.actions import (
    ChangedMeanwhile,
    NotYours,
    confirm_fact,
    correct_fact,
    forget_fact,
    note_fact,
    take_back,
)
from tongxin.directory.memory.models import HALF_LIFE, Confidence, Fact, Kind, state_of, trust
from tongxin.directory.memory.queries import coming_days, remembered, worth_knowing
from tongxin.directory.parties.actions import add_relation, change_party, create_party, join_team, remove_contact

YEAR = timedelta(days=365)


def noted(firm, text="爱喝龙井", kind="likes", *, party=None, by=None, **more) -> Fact:
    return note_fact(by=by or firm.seller, party=party or firm.zhang, kind=kind, text=text, **more)


FADING = [
    ("likes", "sure", 0, "sure"), ("likes", "sure", 365, "sure"), ("likes", "sure", 730, "fading"), ("likes", "sure", 1460, "ask"),
    ("habit", "sure", 365, "fading"), ("habit", "sure", 730, "ask"), ("taboo", "sure", 1000, "sure"), ("likes", "guess", 0, "fading"),
    ("likes", "guess", 600, "ask"), ("date", "sure", 20_000, "sure"), ("usual", "likely", 0, "sure"), ("usual", "likely", 200, "fading"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "confidence", "days", "state"), FADING)
def test_facts_fade_with_age(kind, confidence, days, state):
    assert state_of(kind, confidence, timedelta(days=days)) == state


@given(st.sampled_from(list(Kind)), st.sampled_from(list(Confidence)), st.integers(-10, 40_000), st.integers(0, 40_000))
def test_trust_never_grows_with_age(kind, confidence, days, more):
    first, later = (trust(kind, confidence, timedelta(days=age)) for age in (days, days + more))
    assert 0 <= later <= first <= 1


def test_half_is_left_after_a_half_life():
    for kind, days in HALF_LIFE.items():
        if days is not None:
            assert trust(kind, "sure", timedelta(days=days)) == pytest.approx(0.5)


def test_a_fact_stands_with_the_customer_and_in_the_journal(firm):
    fact = noted(firm, told_by="沈丽", source=Subject("activity", 7), customer=firm.party)
    [about] = remembered(firm.clerk, firm.party, now())
    assert (about.party, str(about.facts[0].fact), about.facts[0].state) == (firm.zhang, "爱喝龙井", "sure")
    entry = Entry.objects.get(name="memory.noted")
    assert (entry.subject_id, entry.customer_id, entry.actor_id) == (fact.pk, firm.party.pk, firm.seller.pk)
    assert "龙井" not in str(entry.particulars)


def test_said_again_it_is_confirmed_and_not_kept_twice(firm):
    with replaying(now() - YEAR):
        first = noted(firm, confidence="guess")
    again = noted(firm, by=firm.clerk)
    assert (again.pk, Fact.objects.count(), again.state_at(now())) == (first.pk, 1, "sure")
    assert again.confirmed_by == firm.clerk


def test_one_tap_makes_it_fresh_and_another_takes_that_back(firm):
    with replaying(now() - 3 * YEAR):
        fact = noted(firm)
    assert fact.state_at(now()) == "fading"
    held = confirm_fact(by=firm.clerk, fact=fact)
    assert held.state_at(now()) == "sure"
    back = take_back(by=firm.clerk, fact=held, version=held.version)
    assert (back.state_at(now()), back.confirmed_by) == ("fading", firm.seller)


def test_a_correction_can_be_taken_back(firm):
    fact = noted(firm)
    right = correct_fact(by=firm.seller, fact=fact, text="爱喝普洱", kind="habit")
    assert (right.text, right.kind) == ("爱喝普洱", "habit")
    back = take_back(by=firm.seller, fact=right, version=right.version)
    assert (back.text, back.kind) == ("爱喝龙井", "likes")


def test_what_is_forgotten_is_gone_and_comes_back(firm):
    fact = noted(firm)
    forgotten = forget_fact(by=firm.seller, fact=fact)
    assert remembered(firm.seller, firm.party, now()) == []
    take_back(by=firm.seller, fact=forgotten)
    assert len(remembered(firm.seller, firm.party, now())) == 1


def test_nothing_is_taken_back_over_a_colleague(firm):
    fact = noted(firm)
    seen = fact.version
    correct_fact(by=firm.seller, fact=fact, text="爱喝普洱")
    with pytest.raises(ChangedMeanwhile):
        take_back(by=firm.seller, fact=fact, version=seen)
    with pytest.raises(ChangedMeanwhile):
        correct_fact(by=firm.seller, fact=fact, version=seen, text="不喝茶")
    assert Fact.objects.get().text == "爱喝普洱"


def test_who_sees_the_firm_notes_and_confirms_but_corrects_only_own(firm):
    fact = noted(firm)
    assert confirm_fact(by=firm.clerk, fact=fact)
    with pytest.raises(NotYours):
        correct_fact(by=firm.clerk, fact=fact, text="x")
    with pytest.raises(NotYours):
        forget_fact(by=firm.clerk, fact=fact)
    own = noted(firm, "不吃辣", "taboo", by=firm.clerk)
    assert correct_fact(by=firm.clerk, fact=own, text="不吃香菜").text == "不吃香菜"


def test_strangers_neither_see_nor_note(firm):
    fact = noted(firm)
    for person in (firm.south, firm.stranger, None):
        assert not Fact.objects.visible_to(person).exists()
    for person in (firm.south, firm.stranger):
        for deed in (
            lambda by: noted(firm, by=by),
            lambda by: confirm_fact(by=by, fact=fact),
            lambda by: take_back(by=by, fact=fact),
        ):
            with pytest.raises(PermissionDenied):
                deed(person)


def test_who_left_is_no_longer_seen_through_the_firm(firm, cast):
    fact = noted(firm)
    assert Fact.objects.visible_to(cast.clerk).filter(pk=fact.pk).exists()
    remove_contact(by=firm.seller, contact=firm.zhang.places.get())
    assert remembered(firm.seller, firm.party, now()) == []


@pytest.mark.parametrize("kind", ["health", "family", "buysfor"])
def test_private_facts_are_not_there_for_those_from_whom_they_are_hidden(firm, private, kind):
    fact = noted(firm, "对花生过敏", kind)
    clerk = fresh(firm.clerk)
    assert not Fact.objects.visible_to(clerk).exists()
    assert remembered(clerk, firm.party, now()) == []
    for deed in (lambda: noted(firm, kind=kind, by=clerk), lambda: confirm_fact(by=clerk, fact=fact)):
        with pytest.raises(PermissionDenied):
            deed()
    assert Fact.objects.visible_to(firm.seller).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "x" * 301},
        {"kind": "mood"},
        {"confidence": "x"},
        {"kind": "date", "text": "x", "occasion": "x"},
    ],
)
def test_what_says_nothing_is_refused_in_words(firm, wrong):
    with pytest.raises(ValidationError) as refused:
        noted(firm, **{"text": "x", "kind": "likes", **wrong})
    assert refused.value.messages[0]


def test_a_stranger_as_relative_is_refused(firm, cast):
    other = create_party(by=cast.south, name="别人", kind="person")
    with pytest.raises(ValidationError):
        noted(firm, "女儿", "family", relative=other)


def test_a_lunar_thirtieth_is_kept_on_the_twenty_ninth_and_says_so(firm):
    day = YearlyDay(12, 30, is_lunar=True)
    fact = noted(firm, "", "date", day=day, occasion="birthday")
    assert (fact.yearly, fact.next_on(date(2027, 1, 1))) == (day, date(2027, 2, 5))
    with replaying(now().replace(year=2027, month=1, day=25)):
        [coming] = coming_days(firm.seller, now())
    assert (coming.on, coming.party, coming.customer) == (date(2027, 2, 5), firm.zhang, firm.party)
    assert "廿九" in str(coming.rule)


def test_days_of_those_i_look_after_come_near_and_no_others(firm, cast):
    today = now().date()
    soon, later = today + timedelta(days=5), today + timedelta(days=40)
    noted(firm, "", "date", day=YearlyDay(soon.month, soon.day, 1980), occasion="birthday")
    noted(firm, "", "date", party=firm.shen, day=YearlyDay(later.month, later.day), occasion="wedding")
    [coming] = coming_days(firm.seller, now())
    assert (coming.on, coming.party, coming.age) == (soon, firm.zhang, soon.year - 1980)
    for person in (firm.south, firm.stranger, firm.clerk):
        assert coming_days(person, now()) == []


def test_a_birthday_on_file_comes_near_unless_it_is_hidden(firm, private):
    soon = now().date() + timedelta(days=3)
    change_party(by=firm.seller, party=firm.zhang, birthday=date(1984, soon.month, soon.day).isoformat())
    assert [(one.party, one.age) for one in coming_days(firm.seller, now())] == [(firm.zhang, soon.year - 1984)]
    noted(firm, "", "date", day=YearlyDay(1, 1, is_lunar=True), occasion="birthday")
    assert [one for one in coming_days(firm.seller, now()) if one.fact is None] == []


def test_days_of_ones_own_are_looked_for_among_ones_own_and_not_among_all(firm):
    join_team(by=firm.seller, party=firm.party, person=firm.helper)
    soon = now().date() + timedelta(days=5)
    noted(firm, "", "date", day=YearlyDay(soon.month, soon.day), occasion="founding")
    with CaptureQueriesContext(connection) as queries:
        assert len(coming_days(firm.helper, now())) == 1
    said = [str(query["sql"]) for query in queries]  # PostgreSQL tells a planned question by its number alone
    assert [sql for sql in said if 'LEFT OUTER JOIN "parties_teammember"' in sql] == []


def test_what_is_no_anniversary_comes_once(firm):
    june = noted(firm, "女儿六月高考", "family", day=YearlyDay(6))
    assert june.year == (now().year if now().month <= 6 else now().year + 1)
    assert june.next_on(date(june.year, 7, 1)) is None


def test_before_a_visit_one_knows_what_would_hurt(firm):
    for text, kind in (
        ("爱喝龙井", "likes"),
        ("足球", "hobby"),
        ("对花生过敏", "health"),
        ("周五不在", "habit"),
        ("不喝酒", "taboo"),
    ):
        noted(firm, text, kind)
    with replaying(now() - 9 * YEAR):
        noted(firm, "旧事", "habit")
    found = worth_knowing(firm.seller, [firm.party], now())[firm.party.pk]
    assert {one.fact.text for one in found[:2]} == {"对花生过敏", "不喝酒"}
    assert len(found) == 3
    assert worth_knowing(firm.south, [firm.party], now()) == {}
    [first, *_] = worth_knowing(firm.seller, [firm.party], now(), people=[firm.shen.pk])[firm.party.pk]
    noted(firm, "喝美式", "likes", party=firm.shen)
    [first, *_] = worth_knowing(firm.seller, [firm.party], now(), people=[firm.shen.pk])[firm.party.pk]
    assert first.fact.party == firm.shen


def test_members_of_a_household_are_remembered_together(firm):
    home = create_party(by=firm.seller, name="王家", kind="household")
    wang = create_party(by=firm.seller, name="王秀英", kind="person")
    add_relation(by=firm.seller, party=wang, other=home, kind="member")
    noted(firm, "给老伴买护膝", "buysfor", party=wang)
    assert [about.party for about in remembered(firm.seller, home, now())] == [wang]


def test_facts_follow_a_merge_and_go_back(firm):
    double = create_party(by=firm.seller, name="恒润精密机械", short_name="恒润")
    fact = noted(firm, "月底付款", "habit", party=double)
    merge = merge_parties(by=firm.seller, kept=firm.party, gone=double)
    assert Fact.objects.get(pk=fact.pk).party == firm.party
    later = noted(firm, "只看纸质资料", "habit", party=firm.party)
    undo_merge(by=firm.seller, merge=merge)
    assert (Fact.objects.get(pk=fact.pk).party, Fact.objects.get(pk=later.pk).party) == (double, firm.party)
