"""Bringing files in: whole or not at all."""

import os
import resource
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.files.base import ContentFile, File
from django.utils import translation

from tongxin.base.subjects import Subject
from tongxin.collab.files.actions import (
    MOST_BYTES,
    DiskFull,
    EmptyFile,
    FileTooLarge,
    attach_file,
    remove_attachment,
    store_file,
    sweep_attachments,
    sweep_contents,
)
from tongxin.collab.files.actions.names import clean_name
from tongxin.collab.files.actions.sweeping import _throw_away
from tongxin.collab.files.models import Attachment, StoredFile
from tongxin.collab.files.models.sniffing import content_type_of
from tongxin.collab.files.queries import ContentMissing, open_file
from tongxin.collab.journal.models import Entry

NOW = datetime.now(tz=UTC)


def upload(data: bytes = b"abc", name: str = "报价.txt") -> ContentFile:
    return ContentFile(data, name=name)


def on_disk(folder) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_file_lies_under_its_digest(cast, own_folder):
    file = store_file(by=cast.seller, upload=upload())
    digest = sha256(b"abc").hexdigest()
    assert file.path == own_folder / digest[:2] / digest[2:4] / digest
    assert (file.sha256, file.size, file.content_type, file.name) == (digest, 3, "text/plain", "报价.txt")
    with open_file(file) as contents:
        assert contents.read() == b"abc"
    assert on_disk(own_folder) == [digest]
    assert Entry.objects.filter(name="file.stored").get().particulars == {"file": "报价.txt", "size": 3}


def test_equal_contents_lie_there_once_and_each_keeps_their_own_name(cast, own_folder):
    first = store_file(by=cast.seller, upload=upload())
    assert store_file(by=cast.seller, upload=upload()) == first
    other = store_file(by=cast.south, upload=upload(name="机密.txt"))
    assert (other.name, first.name, other.sha256) == ("机密.txt", "报价.txt", first.sha256)
    assert len(on_disk(own_folder)) == 1
    assert Entry.objects.filter(name="file.stored").count() == 2


def test_large_uploads_are_streamed(cast):
    data = os.urandom(300_000)
    assert open_file(store_file(by=cast.seller, upload=upload(data))).read() == data


def nothing_stored(folder) -> bool:
    return on_disk(folder) == [] and not StoredFile.objects.exists()


def test_an_empty_file_is_refused(cast, own_folder):
    with pytest.raises(EmptyFile):
        store_file(by=cast.seller, upload=upload(b""))
    assert nothing_stored(own_folder)


class Endless(File):
    """Says it is small and goes on and on."""

    size = 10

    def chunks(self, chunk_size=None):
        for _ in range(100):
            yield bytes(1024 * 1024)


def test_what_is_too_large_is_refused_by_its_size_and_by_what_comes(cast, own_folder):
    large = upload()
    large.size = MOST_BYTES + 1
    with pytest.raises(FileTooLarge, match="50"):
        store_file(by=cast.seller, upload=large)
    with pytest.raises(FileTooLarge):
        store_file(by=cast.seller, upload=Endless(BytesIO(), name="x"))
    assert nothing_stored(own_folder)


def test_a_full_disk_is_said_and_nothing_is_half_stored(cast, own_folder):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, before[1]))
    try:
        with pytest.raises(DiskFull):
            store_file(by=cast.seller, upload=upload(os.urandom(1024 * 1024)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert nothing_stored(own_folder)
    assert store_file(by=cast.seller, upload=upload()).size == 3, "it goes on as soon as there is room"


def test_lost_contents_are_named(cast):
    file = store_file(by=cast.seller, upload=upload())
    file.path.unlink()
    with pytest.raises(ContentMissing, match="报价"):
        open_file(file)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("报价 2026.xlsx", "报价 2026.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\合同.pdf", "合同.pdf"),
        ("a\r\nSet-Cookie: x.txt", "a Set-Cookie x.txt"),
        ("发票\u202egpj.exe", "发票gpj.exe"),
        ('x"<b>.txt', "xb.txt"),
        ("...", "Untitled"),
        ("", "Untitled"),
        ("长" * 300 + ".docx", "长" * 145 + ".docx"),
        ("a." + "b" * 300, "a." + "b" * 148),
        ("\x00\x01.png", "png"),
    ],
)
def test_names_are_made_harmless(given, kept):
    with translation.override("en"):
        assert clean_name(given) == kept


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0..", "image/jpeg"),
        (b"GIF89a..", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "application/octet-stream"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"PK\x03\x04....xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"PK\x03\x04....a.txt", "application/zip"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "text/plain"),
        (b"<!doctype html><script>", "text/plain"),
        ("姓名,电话".encode(), "text/plain"),
        ("姓名,电话".encode()[:-1], "text/plain"),
        ("姓名".encode("utf-16"), "text/plain"),
        ("姓名,电话".encode("gb18030"), "application/octet-stream"),
        (b"MZ\x90\x00\x03", "application/octet-stream"),
    ],
)
def test_the_type_is_told_by_the_contents(head, kind):
    assert content_type_of(head) == kind


def make_old(path, days: int = 2) -> None:
    at = (NOW - timedelta(days=days)).timestamp()
    os.utime(path, (at, at))


def test_contents_that_nothing_refers_to_are_swept_after_a_day(cast, own_folder):
    kept = store_file(by=cast.seller, upload=upload())
    orphan = store_file(by=cast.seller, upload=upload(b"orphan"))
    fresh = store_file(by=cast.seller, upload=upload(b"fresh"))
    StoredFile.objects.exclude(pk=kept.pk).delete()
    broken_off = own_folder / "unfinished" / "tmp1"
    broken_off.write_bytes(b"half")
    for path in (kept.path, orphan.path, broken_off):
        make_old(path)
    assert sweep_contents(now=NOW) == 2
    assert on_disk(own_folder) == sorted([kept.sha256, fresh.sha256])


def test_contents_that_come_in_anew_are_not_swept(cast, own_folder):
    file = store_file(by=cast.seller, upload=upload())
    make_old(file.path)
    StoredFile.objects.all().delete()
    again = store_file(by=cast.seller, upload=upload())
    assert sweep_contents(now=datetime.now(tz=UTC)) == 0
    assert again.path.exists()


def test_contents_that_come_in_while_the_sweep_looks_at_them_are_put_back(cast):
    file = store_file(by=cast.seller, upload=upload())
    assert not _throw_away(file.path, datetime.now(tz=UTC))
    assert file.path.read_bytes() == b"abc"


def test_removed_files_are_forgotten_after_thirty_days(cast, drawers, own_folder):
    drawers[cast.seller.pk] = {1, 2}
    removed, shared = (store_file(by=cast.seller, upload=upload(data)) for data in (b"1", b"2"))
    for file in (removed, shared):
        remove_attachment(by=cast.seller, attachment=attach_file(by=cast.seller, file=file, on=Subject("drawer", 1)))
    attach_file(by=cast.seller, file=shared, on=Subject("drawer", 2))
    later = datetime.now(tz=UTC)
    assert sweep_attachments(now=later + timedelta(days=29)) == 0
    assert sweep_attachments(now=later + timedelta(days=31)) == 2
    assert list(StoredFile.objects.all()) == [shared]
    assert Attachment.objects.get().record_id == 2
