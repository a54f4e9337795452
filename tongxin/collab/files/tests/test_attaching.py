"""Files on records: seen and fetched by who may see the record, at this very moment."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from tongxin.base.subjects import Subject
from tongxin.collab.files.actions import NotYours, attach_file, remove_attachment, restore_attachment, store_file
from tongxin.collab.files.models import Attachment
from tongxin.collab.files.queries import attachments_of
from tongxin.collab.journal.models import Entry

DRAWER = Subject("drawer", 1)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


@pytest.fixture
def attachment(cast, drawers):
    """The seller's file in drawer 1, which the colleague sees as well."""
    drawers |= {cast.seller.pk: {1}, cast.colleague.pk: {1}, cast.boss.pk: {1}}
    return put(cast.seller, b"abc", "报价单.txt")


def put(person, data, name, on=DRAWER) -> Attachment:
    return attach_file(by=person, file=store_file(by=person, upload=ContentFile(data, name=name)), on=on, customer=7)


def fetch(client, person, attachment):
    client.force_login(person)
    return client.get(reverse("attachment", args=[attachment.pk]))


def test_attaching_is_told_on_the_record(cast, attachment):
    entry = Entry.objects.get(name="file.attached")
    assert (entry.kind, entry.subject_id, entry.customer_id, entry.actor_id) == ("drawer", 1, 7, cast.seller.pk)
    assert entry.particulars == {"file": "报价单.txt", "size": 3, "attachment": attachment.pk}


def test_the_same_file_hangs_on_a_record_once(cast, attachment):
    assert put(cast.seller, b"abc", "报价单.txt") == attachment
    assert Entry.objects.filter(name="file.attached").count() == 1


def test_one_attaches_own_uploads_to_records_that_one_sees(cast, attachment):
    with pytest.raises(NotYours):
        attach_file(by=cast.seller, file=attachment.file, on=Subject("drawer", 2))
    with pytest.raises(NotYours):
        attach_file(by=cast.seller, file=attachment.file, on=Subject("nothing", 1))
    with pytest.raises(NotYours):
        attach_file(by=cast.colleague, file=attachment.file, on=DRAWER)
    assert Attachment.objects.count() == 1


def test_who_sees_the_record_fetches_the_file_and_nobody_else(client, cast, attachment, drawers):
    response = fetch(client, cast.colleague, attachment)
    assert b"".join(response.streaming_content) == b"abc"
    for who in (cast.south, cast.stranger):
        assert fetch(client, who, attachment).status_code == 404
    drawers[cast.colleague.pk] = set()
    assert fetch(client, cast.colleague, attachment).status_code == 404, "asked again at every fetch"
    client.logout()
    assert client.get(reverse("attachment", args=[attachment.pk])).status_code == 302


def test_a_record_of_a_kind_that_nobody_knows_is_seen_by_nobody(client, cast, attachment):
    Attachment.objects.update(kind="nothing")
    assert fetch(client, cast.boss, attachment).status_code == 404


def test_nothing_but_pictures_opens_in_the_browser(client, cast, attachment):
    page = put(cast.seller, b"<svg onload=alert(1)>", "x.svg")
    response = fetch(client, cast.seller, page)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    picture = fetch(client, cast.seller, put(cast.seller, PNG, "厂门.html"))
    assert picture["Content-Disposition"].startswith("inline")
    assert picture["Content-Type"] == "image/png"
    for answer in (response, picture):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert "no-store" in answer["Cache-Control"]


def test_a_chinese_name_survives_the_download(client, cast, attachment):
    disposition = fetch(client, cast.seller, attachment)["Content-Disposition"]
    assert "filename*=utf-8''%E6%8A%A5%E4%BB%B7%E5%8D%95.txt" in disposition


def test_who_attached_it_or_an_administrator_removes_and_restores(client, cast, attachment):
    with pytest.raises(NotYours):
        remove_attachment(by=cast.colleague, attachment=attachment)
    assert list(attachments_of(cast.colleague, DRAWER)) == [attachment]
    remove_attachment(by=cast.seller, attachment=attachment, customer=7)
    assert fetch(client, cast.seller, attachment).status_code == 404
    assert list(attachments_of(cast.seller, DRAWER)) == []
    with pytest.raises(NotYours):
        restore_attachment(by=cast.colleague, attachment=attachment)
    restore_attachment(by=cast.boss, attachment=attachment)
    assert fetch(client, cast.seller, attachment).status_code == 200
    told = Entry.objects.filter(name__in=["file.removed", "file.restored"]).order_by("id")
    assert [entry.name for entry in told] == ["file.removed", "file.restored"]


def test_an_administrator_removes_nothing_on_records_out_of_sight(cast, attachment, drawers):
    drawers[cast.boss.pk] = set()
    with pytest.raises(NotYours):
        remove_attachment(by=cast.boss, attachment=attachment)


def test_removing_twice_is_told_once(cast, attachment):
    for _ in range(2):
        remove_attachment(by=cast.seller, attachment=attachment)
    assert Entry.objects.filter(name="file.removed").count() == 1


def test_a_removed_file_may_be_attached_anew_and_then_not_restored_beside_itself(cast, attachment):
    remove_attachment(by=cast.seller, attachment=attachment)
    anew = put(cast.seller, b"abc", "报价单.txt")
    assert anew != attachment
    restore_attachment(by=cast.seller, attachment=attachment)
    assert list(attachments_of(cast.seller, DRAWER)) == [anew]


def test_a_list_asks_each_kind_once(cast, attachment, django_assert_num_queries):
    put(cast.seller, PNG, "a.png")
    with django_assert_num_queries(2):
        assert len(attachments_of(cast.colleague, DRAWER)) == 2
