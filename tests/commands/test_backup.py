"""A backup made while people work holds one instant of everything; a restore takes all of it or nothing."""

import contextlib
import gzip
import hashlib
import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.commands.terminal import ROOT, Terminal

WORKING = Path(__file__).with_name("busy.py")


@contextlib.contextmanager
def busy_colleague(firm: Terminal) -> Iterator[subprocess.Popen[str]]:
    """Somebody works until the block ends; it begins with the first things done."""
    env = firm.environment(TONGXIN_DATA=str(firm.data), DJANGO_SETTINGS_MODULE="tongxin.project.settings")
    work = subprocess.Popen([sys.executable, str(WORKING)], env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert work.stdout is not None
        assert work.stdout.readline() == "0\n"
        yield work
        assert work.poll() is None
    finally:
        work.kill()
        work.communicate()


def manifest_of(archive: Path) -> Any:
    with tarfile.open(archive) as tar:
        source = tar.extractfile("manifest.json")
        assert source is not None
        return json.load(source)


def one_number(data: Path, sql: str) -> int:
    with contextlib.closing(sqlite3.connect(data / "tongxin.sqlite3")) as connection:
        return int(connection.execute(sql).fetchone()[0])


def customers(data: Path) -> int:
    return one_number(data, "SELECT count(*) FROM parties_party")


@pytest.fixture(scope="module")
def archive(firm: Terminal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup made while a colleague writes."""
    path = tmp_path_factory.mktemp("backups") / "firm.tar.gz"
    with busy_colleague(firm):
        told = firm.told("backup", str(path))
    assert told["files"] >= 1
    return path


def test_a_backup_names_what_is_in_it(archive: Path) -> None:
    manifest = manifest_of(archive)
    assert manifest["database"] == "sqlite"
    assert ["parties", "0001_initial"] in manifest["migrations"]
    assert manifest["rows"]["people_person"] == 1
    assert archive.stat().st_mode & 0o077 == 0
    assert not any("secret" in name for name in manifest["members"])


def test_a_backup_leaves_nothing_beside_it(firm: Terminal, archive: Path) -> None:
    assert list(archive.parent.iterdir()) == [archive]
    assert list(firm.data.glob("care-*")) == []


def test_restored_rows_and_files_are_those_of_one_instant(archive: Path, terminal: Terminal) -> None:
    terminal.done("restore", str(archive))
    manifest = manifest_of(archive)
    for table, count in manifest["rows"].items():
        assert one_number(terminal.data, f'SELECT count(*) FROM "{table}"') == count
    for name, (sha256, size) in manifest["members"].items():
        if name.startswith("files/"):
            contents = (terminal.data / name).read_bytes()
            assert (hashlib.sha256(contents).hexdigest(), len(contents)) == (sha256, size)
    with contextlib.closing(sqlite3.connect(terminal.data / "tongxin.sqlite3")) as connection:
        for (digest,) in connection.execute("SELECT sha256 FROM files_storedfile"):
            assert (terminal.data / "files" / digest[:2] / digest[2:4] / digest).exists()
    ours = [archive, terminal.data / "tongxin.sqlite3", *(path for path in terminal.data.glob("files/*/*/*"))]
    assert [path for path in ours if path.stat().st_mode & 0o077] == []  # nobody else on the machine reads them
    state = terminal.told("doctor")
    assert state["is_usable"]
    assert state["database"]["pending"] == []


def test_data_that_are_there_stay_unless_told_otherwise(firm: Terminal, archive: Path, terminal: Terminal) -> None:
    terminal.found_firm()
    assert "--replace" in terminal.refused("restore", str(archive))
    assert customers(terminal.data) == 0
    stray = terminal.data / "files" / "ab" / "cd" / f"abcd{'0' * 60}"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"of the firm that was here before")
    os.utime(stray, (0, 0))
    terminal.done("restore", str(archive), "--replace")
    assert customers(terminal.data) == manifest_of(archive)["rows"]["parties_party"]
    assert not stray.exists(), "no row names it any more"


def test_a_backup_never_writes_over_a_file(firm: Terminal, archive: Path) -> None:
    before = archive.read_bytes()
    assert "choose another name" in firm.refused("backup", str(archive))
    assert archive.read_bytes() == before


def test_without_a_database_there_is_nothing_to_back_up(terminal: Terminal, tmp_path: Path) -> None:
    assert "there is no database" in terminal.refused("backup", str(tmp_path / "none.tar.gz"))


Members = list[tuple[tarfile.TarInfo, bytes]]


def rewritten(archive: Path, target: Path, change: Callable[[Members], Members]) -> Path:
    """The archive as somebody who knows tar would change it."""
    with tarfile.open(archive) as tar:
        members = [(entry, tar.extractfile(entry).read()) for entry in tar]  # type: ignore[union-attr]
    with tarfile.open(target, "w:gz") as tar:
        for entry, contents in change(members):
            entry.size = len(contents) if entry.isfile() else 0
            tar.addfile(entry, io.BytesIO(contents))
    return target


def with_manifest(change: Callable[[Any], None]) -> Callable[[Members], Members]:
    def changed(members: Members) -> Members:
        manifest = json.loads(members[0][1])
        change(manifest)
        return [(members[0][0], json.dumps(manifest).encode()), *members[1:]]

    return changed


def one_byte_else(members: Members) -> Members:
    entry, contents = members[-1]
    return [*members[:-1], (entry, contents[:-1] + bytes([contents[-1] ^ 1]))]


def a_link(members: Members) -> Members:
    entry = tarfile.TarInfo(members[-1][0].name)
    entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
    return [*members[:-1], (entry, b"")]


def something_more(members: Members) -> Members:
    return [*members, (tarfile.TarInfo("../escaped"), b"x")]


def a_way_out(manifest: Any) -> None:
    manifest["members"]["files/../../escaped"] = ["0" * 64, 1]


TAMPERING = {
    "a byte is different": (one_byte_else, "changed after it was written"),
    "a member is missing": (lambda members: members[:-1], "missing"),
    "a member is a link": (a_link, "not what the manifest says"),
    "a member leads elsewhere": (something_more, "does not belong in it"),
    "the manifest leads elsewhere": (with_manifest(a_way_out), "no name that a backup has"),
    "a table has fewer rows": (with_manifest(lambda m: m["rows"].update(people_person=2)), "rows instead of 2"),
    "it is of a newer Tongxin": (with_manifest(lambda m: m["migrations"].append(["parties", "0999_later"])), "newer"),
    "it is of another database": (with_manifest(lambda m: m.update(database="postgresql")), "postgresql"),
    "it is of another format": (with_manifest(lambda m: m.update(format=2)), "format is 2"),
}


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A folder that refused restores must leave as it is."""
    return Terminal(tmp_path_factory.mktemp("untouched") / "data").prepare()


def inside(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


CUT = {f"it ends after {kept} of itself": kept for kept in (0.0, 0.5, 0.999)}


@pytest.fixture(scope="module")
def refusals(archive: Path, untouched: Terminal, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said to each bad archive; nothing may have come of all of them."""
    folder, before, whole = tmp_path_factory.mktemp("bad"), inside(untouched.data.parent), archive.read_bytes()
    bad = {what: rewritten(archive, folder / f"{what}.tar.gz", change) for what, (change, _why) in TAMPERING.items()}
    for what, kept in CUT.items():
        bad[what] = folder / f"{what}.tar.gz"
        bad[what].write_bytes(whole[: int(len(whole) * kept)])
    bad["letter"], bad["nothing"] = folder / "letter.tar.gz", folder / "nothing.tar.gz"
    bad["letter"].write_bytes(gzip.compress("你好".encode()))
    said = untouched.all_refused(*[("restore", str(path)) for path in bad.values()])
    assert inside(untouched.data.parent) == before
    return dict(zip(bad, said, strict=True))


@pytest.mark.parametrize("what", TAMPERING)
def test_a_tampered_archive_changes_nothing(refusals: dict[str, str], what: str) -> None:
    assert "nothing was changed" in refusals[what]
    assert TAMPERING[what][1] in refusals[what]


@pytest.mark.parametrize("what", CUT)
def test_an_archive_cut_off_changes_nothing(refusals: dict[str, str], what: str) -> None:
    assert "nothing was changed" in refusals[what]


def test_a_file_that_is_no_archive_is_refused(refusals: dict[str, str]) -> None:
    assert "no .tar.gz" in refusals["letter"]
    assert "No such file" in refusals["nothing"]
