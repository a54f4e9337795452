"""Whoever demands it is found everywhere and erased everywhere, but for what is printed as kept."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.security.canaries import everything_stored
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.journal.models import Entry
from tongxin.directory.activities.actions import note_activity
from tongxin.directory.activities.models import Activity
from tongxin.directory.parties.actions import add_contact, change_party, create_party
from tongxin.directory.parties.models import ContactPoint, Party
from tongxin.directory.privacy.actions import (
    AlreadyClosed,
    MayNotAnswer,
    ask_to_erase,
    begin_hold,
    choose_found,
    close_request,
    due_after,
    open_request,
)
from tongxin.directory.privacy.models import Found, SubjectRequest, Tombstone


@pytest.fixture
def firm(cast: Cast) -> Party:
    """A firm at which 张慧敏 works."""
    return create_party(by=cast.seller, name="苏州恒润精密机械有限公司", note="采购找张慧敏，手机 138-1234-5678")


@pytest.fixture
def person(cast: Cast, firm: Party) -> Party:
    """张慧敏, a contact with a phone."""
    contact = add_contact(by=cast.seller, party=firm, name="张慧敏", title="采购", points={"phone": ["13812345678"]})
    note_activity(by=cast.seller, party=firm, kind="call", text="和张慧敏谈了价格，回电 138 1234 5678")
    return contact.person


def ask(cast: Cast, party: Party | None, **more: object) -> SubjectRequest:
    request = open_request(by=cast.boss, kind="erase", name="张慧敏", identified_by="身份证", party=party, **more)
    work_off()
    request.refresh_from_db()
    return request


def erase(cast: Cast, request: SubjectRequest) -> SubjectRequest:
    ask_to_erase(by=cast.boss, request=request)
    work_off()
    request.refresh_from_db()
    return request


def test_everything_is_found_with_the_reason_why(cast: Cast, firm: Party, person: Party) -> None:
    request = ask(cast, person)
    assert request.state == "found"
    ties = {(one.corner, one.tie) for one in Found.objects.filter(request=request)}
    assert {("party", "own"), ("contact", "own"), ("point", "own"), ("party", "word"), ("activity", "word")} <= ties


def test_erased_the_person_stands_nowhere_and_the_firm_stays(cast: Cast, firm: Party, person: Party) -> None:
    request = erase(cast, ask(cast, person))
    assert not Party.objects.filter(pk=person.pk).exists()
    assert not ContactPoint.objects.exists()
    firm.refresh_from_db()
    assert firm.note == "采购找***，手机 ***"
    assert Activity.objects.get().text == "和***谈了价格，回电 ***"
    assert request.kept == []
    assert request.state == "open"
    close_request(by=cast.boss, request=request, answer="已全部删除")
    kept = everything_stored(without=("privacy_subjectrequest",))
    assert [where for where, text in kept if "慧敏" in text or "13812345678" in text] == []


def test_a_namesake_elsewhere_is_left_until_somebody_says_so(cast: Cast, person: Party) -> None:
    other = create_party(by=cast.seller, name="无锡永信机械有限公司", note="老板也叫张慧敏")
    request = ask(cast, person)
    doubt = Found.objects.get(request=request, tie="name", corner="party")
    assert (int(doubt.row), doubt.is_chosen) == (other.pk, False)
    erase(cast, request)
    other.refresh_from_db()
    assert other.note == "老板也叫张慧敏"
    assert [(one["corner"], one["row"]) for one in request.__class__.objects.get(pk=request.pk).kept].count(
        ("party", str(other.pk))
    ) == 1


def test_a_namesake_that_was_chosen_goes(cast: Cast, person: Party) -> None:
    other = create_party(by=cast.seller, name="无锡永信机械有限公司", note="老板也叫张慧敏")
    request = ask(cast, person)
    choose_found(by=cast.boss, request=request, chosen=list(Found.objects.values_list("pk", flat=True)))
    erase(cast, request)
    other.refresh_from_db()
    assert other.note == "老板也叫***"


def test_what_is_held_stays_and_is_printed(cast: Cast, firm: Party, person: Party) -> None:
    begin_hold(by=cast.boss, party=person, reason="劳动仲裁")
    request = erase(cast, ask(cast, person))
    assert Party.objects.filter(pk=person.pk, name="张慧敏").exists()
    assert ("party", str(person.pk), "劳动仲裁") in [(one["corner"], one["row"], one["why"]) for one in request.kept]
    assert not Tombstone.objects.exists()
    assert Activity.objects.get().text == "和***谈了价格，回电 ***"


def test_somebody_we_keep_no_record_of_is_found_by_words(cast: Cast) -> None:
    firm = create_party(by=cast.seller, name="昆山润达机械有限公司", note="仓库老李 13987654321")
    request = ask(cast, None, words=["139 8765 4321"])
    erase(cast, request)
    firm.refresh_from_db()
    assert firm.note == "仓库老李 ***"


def test_the_journal_keeps_who_did_something_and_not_what(cast: Cast, person: Party) -> None:
    change_party(by=cast.seller, party=person, industry="采购代理")
    before = Entry.objects.filter(kind="party", subject_id=person.pk).count()
    erase(cast, ask(cast, person))
    left = Entry.objects.filter(kind="party", subject_id=person.pk)
    assert left.count() >= before > 0
    assert {entry.name for entry in left} == {"entry.erased"}
    assert all(not entry.particulars and entry.before is None for entry in left)


def test_the_day_of_the_answer_knows_the_holidays() -> None:
    assert due_after(date(2026, 11, 20)) == date(2026, 12, 11)
    assert due_after(date(2026, 2, 10)) == date(2026, 3, 9)  # with a week off for the spring festival


def test_only_administrators_and_only_open_cases(cast: Cast, person: Party) -> None:
    with pytest.raises(MayNotAnswer):
        open_request(by=cast.manager, kind="erase", name="张慧敏", identified_by="身份证", party=person)
    request = ask(cast, person)
    close_request(by=cast.boss, request=request, answer="本人撤回")
    assert not Found.objects.exists()
    with pytest.raises(AlreadyClosed):
        ask_to_erase(by=cast.boss, request=request)
