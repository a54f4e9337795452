"""A request on its pages, from the customer's page to the answer."""

import io
import json
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.journal.models import Entry
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.models import Found, SubjectRequest

FORM = {"kind": "erase", "name": "张慧敏", "identified_by": "身份证", "asked_on": "2026-11-20", "words": "", "note": ""}


@pytest.fixture
def person(cast: Cast) -> Party:
    """Somebody of whom we know a phone."""
    return create_party(by=cast.boss, name="张慧敏", kind=Party.Kind.PERSON, points={"phone": ["13812345678"]})


@pytest.fixture
def boss(cast: Cast) -> Client:
    """An administrator's browser."""
    client = Client()
    client.force_login(cast.boss)
    return client


def opened(boss: Client, person: Party) -> SubjectRequest:
    boss.post(reverse("new_subject_request"), {**FORM, "party": person.pk})
    work_off()
    return SubjectRequest.objects.get()


def test_from_the_customer_to_the_copy(boss: Client, person: Party) -> None:
    assert reverse("new_subject_request") in boss.get(reverse("customer_privacy", args=[person.pk])).content.decode()
    case = opened(boss, person)
    page = boss.get(case.get_absolute_url()).content.decode()
    assert "本人的记录" in page
    assert "138 1234 5678" in page
    answer = boss.post(reverse("subject_copy", args=[case.pk]))
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        told = json.loads(archive.read("data.json"))
        assert "张慧敏" in archive.read("index.html").decode()
    assert "point" in [corner["corner"] for corner in told["corners"]]
    assert Entry.objects.filter(name="privacy.exported").count() == 1


def test_erased_only_after_the_name_was_typed(boss: Client, person: Party) -> None:
    case = opened(boss, person)
    boss.post(reverse("erase_subject", args=[case.pk]), {"name": "张"})
    work_off()
    assert Party.objects.filter(pk=person.pk).exists()
    boss.post(reverse("erase_subject", args=[case.pk]), {"name": "张慧敏"})
    work_off()
    assert not Party.objects.filter(pk=person.pk).exists()
    page = boss.get(case.get_absolute_url()).content.decode()
    assert "处理结果" in page
    assert "作为已答复请求的证明" in page


def test_an_answer_needs_words_and_ends_the_case(boss: Client, person: Party) -> None:
    case = opened(boss, person)
    address = reverse("answer_subject", args=[case.pk])
    assert boss.post(address, {"answer": ""}).status_code == 422
    assert boss.post(address, {"answer": "合同仍在履行，暂不能删除", "refused": "on"}).status_code == 302
    case.refresh_from_db()
    assert (case.state, Found.objects.count()) == ("refused", 0)
    assert boss.post(address, {"answer": "x"}).status_code == 422


def test_a_request_without_a_record_needs_words(boss: Client) -> None:
    assert boss.post(reverse("new_subject_request"), FORM).status_code == 422
    assert boss.post(reverse("new_subject_request"), {**FORM, "words": "138 1234 5678\n张慧敏"}).status_code == 302
    assert SubjectRequest.objects.get().words == ["138 1234 5678", "张慧敏"]


def test_only_administrators(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.manager)
    assert client.get(reverse("subject_requests")).status_code == 403
    assert client.get(reverse("new_subject_request")).status_code == 403
