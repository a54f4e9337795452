"""Where the firm names a scanner for viruses, it reads every file before it is kept; without its answer nothing is."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from tests.cast import Cast
from tests.security.clamd import EICAR, STREAM_MAX, clamd
from tongxin.base.clock import now
from tongxin.base.reading import Unreadable
from tongxin.base.scanning.asking import Infected, NoScanner, TooLargeToScan, scan
from tongxin.base.scanning.places import Scanner, scanner_at
from tongxin.collab.files.actions import FileRefused, store_file
from tongxin.collab.files.models import StoredFile
from tongxin.collab.org.queries import the_letterhead
from tongxin.interfaces.imports.actions import receive_file
from tongxin.interfaces.imports.models import Import
from tongxin.project.care.findings import examine
from tongxin.project.hosting.companies import Company
from tongxin.project.hosting.serving import surroundings

LOST = "127.0.0.1:1"


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    with clamd() as found:
        yield found


@pytest.fixture(autouse=True)
def named(place: str, settings: Any, tmp_path: Path) -> Path:  # Any: pytest-django's settings
    settings.CLAMD, settings.MEDIA_ROOT = scanner_at(place), tmp_path / "files"
    return tmp_path / "files"


def kept(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


def test_an_attachment_is_kept_only_when_the_scanner_finds_nothing(cast: Cast, named: Path, settings: Any) -> None:
    wrong = {
        "发现了「Eicar-Test-Signature」": EICAR,
        "超过了病毒扫描程序能检查的大小": b"x" * (STREAM_MAX + 1),
    }
    for words, data in wrong.items():
        with pytest.raises(FileRefused, match=words):
            store_file(by=cast.seller, upload=ContentFile(data, name="账单.txt"))
    settings.CLAMD = scanner_at(LOST)
    with pytest.raises(FileRefused, match="没有应答"):
        store_file(by=cast.seller, upload=ContentFile(b"clean", name="账单.txt"))
    assert kept(named) == []
    assert not StoredFile.objects.exists()


def test_a_file_to_import_too(cast: Cast, named: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        receive_file(by=cast.boss, name="名单.csv", pieces=["单位名称\n".encode(), EICAR])
    with translation.override("en"):
        assert refused.value.reason == "The virus scanner found “Eicar-Test-Signature” in the file. It was not kept."
    assert kept(named) == []
    assert not Import.objects.exists()
    receive_file(by=cast.boss, name="名单.csv", pieces=["单位名称\n恒润\n".encode()])
    assert len(kept(named)) == 1


def test_the_logo_too_and_what_was_typed_stays(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.boss)
    logo = SimpleUploadedFile("logo.png", b"\x89PNG\r\n\x1a\n" + EICAR)
    page = client.post("/settings/company/", {"name": "恒信", "english_name": "Hengxin Valves", "logo": logo})
    assert page.status_code == 422
    assert "Eicar-Test-Signature" in page.content.decode()
    assert "Hengxin Valves" in page.content.decode()
    assert the_letterhead().logo == ""


def test_what_is_sent_has_the_limits_of_the_protocol(settings: Any) -> None:
    scan(BytesIO(b""))
    scan(BytesIO(b"x" * STREAM_MAX))
    with pytest.raises(Infected):
        scan(BytesIO(b"x" * 50_000 + EICAR))
    with pytest.raises(TooLargeToScan):
        scan(BytesIO(b"x" * 3_000_000))
    settings.CLAMD = None
    scan(BytesIO(EICAR))


def test_nothing_goes_over_the_open_net(settings: Any) -> None:
    settings.CLAMD = Scanner(host="8.8.8.8", port=3310)
    with pytest.raises(NoScanner) as refused:
        scan(BytesIO(b"x"))
    assert "open net" in refused.value.why


def test_doctor_says_whether_it_answers(cast: Cast, place: str, settings: Any) -> None:
    assert examine(now())["virus_scanner"] == {"place": place, "version": "ClamAV 1.4.6/27000/Sun Nov 22 2026"}
    settings.CLAMD = scanner_at(LOST)
    state = examine(now())
    assert f"the virus scanner at {LOST} does not answer" in " ".join(state["problems"])


def test_where_it_listens_is_a_socket_or_a_port() -> None:
    assert scanner_at(" ") is None
    assert scanner_at("/run/clamav/clamd.ctl") == Scanner(path="/run/clamav/clamd.ctl")
    assert scanner_at("[::1]:3310") == Scanner(host="::1", port=3310)
    assert str(scanner_at("scanner.lan:3310")) == "scanner.lan:3310"
    for text in ("scanner.lan", "scanner.lan:0", "tcp://scanner.lan:3310", "a b:3310"):
        with pytest.raises(ValueError, match="TONGXIN_CLAMD"):
            scanner_at(text)


def test_the_programs_of_a_host_ask_the_scanner_of_the_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was dropped on the way to them once: their files were kept unread, and nobody was told."""
    monkeypatch.setenv("TONGXIN_CLAMD", LOST)
    assert surroundings(Company(tmp_path, "https://hengxin.example"))["TONGXIN_CLAMD"] == LOST
