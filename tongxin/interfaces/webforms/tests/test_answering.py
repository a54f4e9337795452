"""Visitors fill in a form: they become customers, or their words go where they are known already."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.collab.journal.models import Entry as JournalEntry
from tongxin.collab.people.actions import deactivate_person
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.doubles.actions import merge_parties, undo_merge
from tongxin.directory.parties.actions import add_contact, create_party
from tongxin.directory.parties.models import Contact, Party
from tongxin.directory.privacy.models import Consent
from tongxin.frontoffice.leads.actions import convert_lead
from tongxin.frontoffice.leads.models import Lead
from tongxin.interfaces.webforms.actions import MayNotSave, file_entry, save_form
from tongxin.interfaces.webforms.models import Entry, Outcome, WebForm

SAID = {
    "name": "马志远",
    "company": "苏州恒润精密机械有限公司",
    "phone": "139 5123 4567",
    "message": "想要 DN50 闸阀的报价",
}


@pytest.fixture
def web_form(cast: Cast) -> WebForm:
    return save_form(
        by=cast.boss, name="官网", heading="联系我们", asks=["company", "phone", "message"],
        consent="同意接收资料", thanks="今天给您回电话。", tag="官网", owner=cast.seller,
    )  # fmt: skip


def opened(form: WebForm, seconds: float = 20) -> str:
    return signing.dumps([form.pk, (now() - timedelta(seconds=seconds)).timestamp()], salt="tongxin.webforms.opened")


def send(form: WebForm, seconds: float = 20, **typed: str):
    return Client().post(form.public_path, {**SAID, "opened": opened(form, seconds), **typed})


def test_a_visitor_becomes_a_customer_whom_somebody_calls_today(cast: Cast, web_form: WebForm) -> None:
    assert "恒信阀门有限公司" in Client().get(web_form.public_path).content.decode()
    assert "联系我们" in Client().get(web_form.public_path).content.decode()
    assert "今天给您回电话" in send(web_form, agreed="on").content.decode()
    party = Party.objects.get(name="苏州恒润精密机械有限公司")
    contact = Contact.objects.get(party=party)
    assert (party.owner, contact.person.name) == (cast.seller, "马志远")
    assert {tag.name for tag in party.tags.all()} == {"官网"}
    assert Activity.objects.get(party=party).text == "有访客通过“官网”留言"
    assert Step.objects.get(party=party).owner == cast.seller
    assert (Consent.objects.get().party, Consent.objects.get().evidence) == (contact.person, "同意接收资料")
    assert Entry.objects.get().outcome == Outcome.NEW


def test_nothing_is_agreed_where_the_box_stays_empty(cast: Cast, web_form: WebForm) -> None:
    send(web_form)
    assert not Consent.objects.exists()


def test_who_is_known_gets_no_second_record_and_learns_nothing(cast: Cast, web_form: WebForm) -> None:
    known = create_party(by=cast.south, name="苏州恒润精密机械有限公司")
    unknown = send(web_form, company="另一家泵业有限公司", phone="13800001111", name="沈丽").content
    assert send(web_form).content.partition(b"<main")[2] == unknown.partition(b"<main")[2]
    assert Party.objects.filter(name="苏州恒润精密机械有限公司").get() == known
    assert Activity.objects.get(party=known).made_by == cast.south
    assert Step.objects.get(party=known).owner == cast.south


def test_a_known_number_leads_to_the_firm_where_that_person_works(cast: Cast, web_form: WebForm) -> None:
    firm = create_party(by=cast.south, name="远东泵业有限公司")
    person = add_contact(by=cast.south, party=firm, name="马志远", points={"phone": ["13951234567"]}).person
    send(web_form, company="")
    assert list(Activity.objects.get(party=firm).people.all()) == [person]


@pytest.mark.parametrize(
    ("seconds", "typed"),
    [(0.5, {}), (20, {"website": "x"}), (20, {"message": "https://a.example http://b.example www.c.example"})],
)
def test_spam_is_kept_aside_and_can_be_taken_all_the_same(cast: Cast, web_form: WebForm, seconds, typed) -> None:
    assert "今天给您回电话" in send(web_form, seconds, **typed).content.decode()
    entry = Entry.objects.get()
    assert (entry.outcome, entry.party) == (Outcome.SPAM, None)
    assert not Party.objects.exists()
    assert file_entry(by=cast.boss, entry=entry).outcome == Outcome.NEW
    file_entry(by=cast.boss, entry=entry)
    assert Activity.objects.count() == 1


def test_the_same_words_twice_are_one_entry_and_many_are_too_many(cast: Cast, web_form: WebForm) -> None:
    send(web_form)
    send(web_form)
    assert Entry.objects.count() == 1
    for number in range(9):
        assert send(web_form, name=f"访客{number}", phone=f"1380000000{number}").status_code == 200
    assert send(web_form, name="第十一人").status_code == 429
    assert Entry.objects.count() == 10


@pytest.mark.parametrize("typed", [{"name": ""}, {"phone": ""}, {"phone": "12"}, {"opened": "forged"}, {"opened": ""}])
def test_what_is_wrong_comes_back_with_what_was_typed(cast: Cast, web_form: WebForm, typed) -> None:
    answer = send(web_form, **typed)
    assert answer.status_code == 422
    assert "想要 DN50 闸阀的报价" in answer.content.decode()
    assert not Entry.objects.exists()


def test_an_entry_waits_when_its_colleague_has_left_and_nothing_is_lost(cast: Cast, web_form: WebForm) -> None:
    deactivate_person(by=cast.boss, person=cast.seller)
    assert "今天给您回电话" in send(web_form).content.decode()
    entry = Entry.objects.get()
    assert entry.outcome == Outcome.WAITING
    assert "李薇" in entry.why
    with pytest.raises(ValidationError):
        file_entry(by=cast.boss, entry=entry)
    save_form(by=cast.boss, form=web_form, name="官网", heading="联系我们", asks=["phone"], owner=cast.colleague)
    assert file_entry(by=cast.boss, entry=entry).party.owner == cast.colleague


def test_a_colleague_without_the_right_to_add_makes_entries_wait(cast: Cast, web_form: WebForm) -> None:
    save_form(by=cast.boss, form=web_form, name="官网", heading="x", asks=["phone"], owner=cast.clerk)
    send(web_form)
    assert Entry.objects.get().outcome == Outcome.WAITING
    assert not Party.objects.exists()


def test_a_closed_form_is_not_there(cast: Cast, web_form: WebForm) -> None:
    save_form(by=cast.boss, form=web_form, name="官网", heading="x", asks=["phone"], owner=cast.seller, is_open=False)
    assert Client().get(web_form.public_path).status_code == 404
    assert send(web_form).status_code == 404
    assert not Entry.objects.exists()


def test_only_administrators_open_doors_to_the_web(cast: Cast) -> None:
    told = JournalEntry.objects.count()
    with pytest.raises(MayNotSave):
        save_form(by=cast.seller, name="x", heading="x", asks=["phone"], owner=cast.seller)
    assert JournalEntry.objects.count() == told


@pytest.mark.parametrize("wrong", [{"asks": ["company"]}, {"name": " "}, {"heading": ""}, {"tag": "很" * 41}])
def test_a_form_by_which_nobody_could_be_called_back_is_refused(cast: Cast, wrong) -> None:
    typed = {"name": "官网", "heading": "联系", "asks": ["phone"], "owner": cast.seller, **wrong}
    with pytest.raises(ValidationError):
        save_form(by=cast.boss, **typed)
    assert not WebForm.objects.exists()


def test_two_people_editing_a_form_do_not_overwrite_each_other(cast: Cast, web_form: WebForm) -> None:
    typed = {"name": "官网", "heading": "x", "asks": ["phone"], "owner": cast.seller}
    save_form(by=cast.boss, form=web_form, version=1, **typed)
    with pytest.raises(ValidationError):
        save_form(by=cast.boss, form=web_form, version=1, **typed)


def test_administrators_see_what_came_in_and_its_code(cast: Cast, web_form: WebForm) -> None:
    send(web_form)
    client = Client()
    client.force_login(cast.boss)
    page = client.get(web_form.get_absolute_url()).content.decode()
    assert "马志远" in page
    assert web_form.public_path in page
    assert "<svg" in page
    for address in ("/settings/webforms/", f"/settings/webforms/{web_form.pk}/"):
        assert client.get(address).status_code == 200
    client.force_login(cast.seller)
    assert client.get(web_form.get_absolute_url()).status_code in (403, 404)


def test_what_was_written_leads_to_the_record_that_stays(cast: Cast, web_form: WebForm) -> None:
    send(web_form)
    gone, kept = Party.objects.get(name="苏州恒润精密机械有限公司"), create_party(by=cast.boss, name="恒润机械")
    merge = merge_parties(by=cast.boss, kept=kept, gone=gone)
    assert Entry.objects.get().party == kept
    undo_merge(by=cast.boss, merge=merge)
    assert Entry.objects.get().party == gone


def test_where_the_form_says_so_a_visitor_becomes_a_lead_and_what_was_agreed_follows(
    cast: Cast, web_form: WebForm
) -> None:
    WebForm.objects.filter(pk=web_form.pk).update(makes_leads=True)
    send(web_form, agreed="on")
    lead = Lead.objects.get()
    assert not Party.objects.filter(name="苏州恒润精密机械有限公司").exists()
    assert (lead.owner, lead.source.key if lead.source else "") == (cast.seller, "web")
    assert "想要 DN50 闸阀的报价" in lead.about
    assert (Entry.objects.get().lead, Entry.objects.get().outcome) == (lead, Outcome.NEW)
    done = convert_lead(by=cast.seller, lead=lead, opportunity="DN50 闸阀")
    assert Entry.objects.get().party == done.party
    assert (Consent.objects.get().party, Consent.objects.get().evidence) == (done.contact, "同意接收资料")
