"""What a customer allows, in the order in which it was said."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tongxin.base.clock import now, replaying
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.actions import MayNotNote, note_consent
from tongxin.directory.privacy.models import Consent
from tongxin.directory.privacy.panels import consent_context
from tongxin.directory.privacy.queries import may_contact

TODAY = date(2026, 11, 20)


@pytest.fixture
def party(cast: Cast) -> Party:
    """A customer of 李薇."""
    return create_party(by=cast.seller, name="张慧敏", kind=Party.Kind.PERSON, points={"phone": ["13812345678"]})


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def say(cast: Cast, party: Party, deed: str, channel: str, day: int, **more: object) -> Consent:
    given = {"purpose": "marketing", "source": "门店登记表", **more}
    return note_consent(by=cast.seller, party=party, deed=deed, channel=channel, said_on=date(2026, 11, day), **given)


@pytest.mark.parametrize(
    ("said", "sms", "mail"),
    [
        ([], False, False),
        ([("given", "sms", 1)], True, False),
        ([("given", "any", 1)], True, True),
        ([("given", "any", 1), ("withdrawn", "sms", 2)], False, True),
        ([("withdrawn", "sms", 2), ("given", "any", 1)], False, True),
        ([("given", "sms", 1), ("objected", "any", 2)], False, False),
        ([("objected", "any", 1), ("given", "mail", 2)], False, True),
        ([("given", "sms", 1), ("withdrawn", "sms", 1)], False, False),
    ],
)
def test_the_newest_word_on_a_way_holds(
    cast: Cast, party: Party, said: list[tuple[str, str, int]], sms: bool, mail: bool
) -> None:
    for deed, channel, day in said:
        say(cast, party, deed, channel, day)
    assert may_contact(party, "marketing", "sms", on=TODAY) is sms
    assert may_contact(party, "marketing", "mail", on=TODAY) is mail
    assert may_contact(party, "sharing", "sms", on=TODAY) is False


def test_consent_runs_out(cast: Cast, party: Party) -> None:
    say(cast, party, "given", "sms", 1, valid_until=date(2026, 11, 10))
    assert may_contact(party, "marketing", "sms", on=date(2026, 11, 10))
    assert not may_contact(party, "marketing", "sms", on=date(2026, 11, 11))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"purpose": "fun"}, "purpose"),
        ({"channel": "pigeon"}, "channel"),
        ({"deed": "maybe"}, "deed"),
        ({"source": "  "}, "source"),
        ({"said_on": date(2031, 1, 1)}, "said_on"),
        ({"valid_until": date(2000, 1, 1)}, "valid_until"),
    ],
)
def test_what_makes_no_sense_is_not_taken(cast: Cast, party: Party, wrong: dict[str, object], field: str) -> None:
    right = {"purpose": "marketing", "deed": "given", "source": "电话", "channel": "sms"}
    with pytest.raises(ValidationError) as refused:
        note_consent(by=cast.seller, party=party, **{**right, **wrong})
    assert field in refused.value.message_dict
    assert not Consent.objects.exists()


def test_only_who_sees_the_customer_notes_and_reads(cast: Cast, party: Party) -> None:
    with pytest.raises(MayNotNote):
        note_consent(by=cast.south, party=party, purpose="marketing", deed="given", source="x")
    say(cast, party, "given", "sms", 1)
    assert Consent.objects.visible_to(cast.seller).count() == 1
    assert not Consent.objects.visible_to(cast.south).exists()
    page = reverse("customer_privacy", args=[party.pk])
    assert enter(cast.south).get(page).status_code == 404


def test_the_journal_tells_the_deed_and_not_the_words(cast: Cast, party: Party) -> None:
    say(cast, party, "withdrawn", "sms", 1, evidence="别再发短信了")
    entry = Entry.objects.get(name="privacy.consent_noted")
    assert entry.particulars == {"purpose": "marketing", "channel": "sms", "deed": "withdrawn"}
    assert entry.customer_id == party.pk


def test_noted_on_the_page_with_a_file_it_shows_on_the_customer(cast: Cast, party: Party) -> None:
    client, page = enter(cast.seller), reverse("customer_privacy", args=[party.pk])
    form = {"purpose": "marketing", "channel": "sms", "deed": "given", "source": "门店登记表", "said_on": "2026-11-20"}
    upload = SimpleUploadedFile("登记表.txt", "同意".encode())
    assert client.post(page, {**form, "upload": upload, "once": "a1"}).status_code == 302
    assert Consent.objects.get().file is not None
    assert "营销信息" in client.get(party.get_absolute_url()).content.decode()
    answer = client.post(page, {**form, "source": ""})
    assert (answer.status_code, Consent.objects.count()) == (422, 1)


def test_a_consent_that_ran_out_is_shown_as_such(cast: Cast, party: Party) -> None:
    say(cast, party, "given", "sms", 1, valid_until=date(2026, 11, 10))
    with replaying(now() + timedelta(days=400)):
        page = enter(cast.seller).get(party.get_absolute_url()).content.decode()
    assert "已过期" in page


def test_the_panel_costs_one_look(cast: Cast, party: Party, django_assert_num_queries: pytest.FixtureRequest) -> None:
    for day in range(1, 6):
        say(cast, party, "given", "sms", day)
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture that is a function
        consent_context(cast.seller, party)
