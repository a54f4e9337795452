"""One archive: a manifest and its members, as .tar.gz.

Nothing is ever unpacked by the names, kinds and owners that a tar file claims: members are read as plain bytes, and only those are
written whose name stands in the manifest and is a simple path below the folder given. So links, devices and `../` lead nowhere.
"""

import gzip
import hashlib
import io
import os
import re
import tarfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from tongxin.project.care.manifest import DamagedArchive, Manifest, Member, read_manifest

MANIFEST = "manifest.json"
DATABASE = "database.sqlite3"
_LONGEST_MANIFEST = 512 * 1024 * 1024
_PIECE = 1024 * 1024
_SIMPLE = re.compile(r"(?:database\.sqlite3|rows/[a-z0-9_]+\.jsonl|files(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+)")
# Level 3 packs a SQLite file four times as fast as the usual 9, and hardly larger.
_COMPRESSION = 3


class AlreadyThere(FileExistsError):
    """A backup never writes over a file."""


def member_of(path: Path) -> Member:
    """Digest and size of a file."""
    with path.open("rb") as file:
        return Member(hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)


def write_archive(target: Path, manifest: Manifest, sources: Mapping[str, Path]) -> None:
    """Write the members and read all of it again; only then does the file get its name. Raises AlreadyThere, DamagedArchive."""
    if target.exists():
        raise AlreadyThere(f"{target} exists; choose another name")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            _write(file, manifest, sources)
            file.flush()
            os.fsync(file.fileno())
        if read_archive(part) != manifest:
            raise DamagedArchive("what was written reads differently; the disk may be failing")
        os.link(part, target)  # unlike renaming, this refuses to write over a file that came meanwhile
    except FileExistsError as error:
        raise AlreadyThere(f"{target} exists; choose another name") from error
    finally:
        part.unlink(missing_ok=True)


def _write(file: IO[bytes], manifest: Manifest, sources: Mapping[str, Path]) -> None:
    with (
        gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=_COMPRESSION) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        text = manifest.to_json()
        _add(tar, MANIFEST, len(text), io.BytesIO(text))
        for name in manifest.members:
            with sources[name].open("rb") as source:
                _add(tar, name, manifest.members[name].size, source)


def _add(tar: tarfile.TarFile, name: str, size: int, source: IO[bytes]) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    tar.addfile(entry, source)


def read_archive(path: Path, into: Path | None = None) -> Manifest:
    """Read every member, compare it with the manifest, and write it under `into` if given. Raises DamagedArchive."""
    try:
        with gzip.open(path) as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
            manifest = _first(tar)
            missing = set(manifest.members)
            while (entry := tar.next()) is not None:
                tar.members.clear()  # type: ignore[attr-defined]  # not in the stubs; it would remember a million of them
                if entry.name not in missing:
                    raise DamagedArchive(f"{entry.name!r} does not belong in it")
                missing.remove(entry.name)
                _take(tar, entry, manifest.members[entry.name], into)
            while packed.read(_PIECE):  # to the end, where gzip keeps its own checksum
                continue
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise DamagedArchive("it is cut off or damaged, or no .tar.gz at all") from error
    if missing:
        raise DamagedArchive(f"{min(missing)} is missing from it")
    return manifest


def _first(tar: tarfile.TarFile) -> Manifest:
    entry = tar.next()
    source = tar.extractfile(entry) if entry is not None and entry.isfile() else None
    if entry is None or source is None or entry.name != MANIFEST or entry.size > _LONGEST_MANIFEST:
        raise DamagedArchive("it does not begin with a manifest")
    manifest = read_manifest(source.read())
    for name in manifest.members:
        if not _SIMPLE.fullmatch(name):
            raise DamagedArchive(f"{name!r} is no name that a backup has")
    return manifest


def _take(tar: tarfile.TarFile, entry: tarfile.TarInfo, expected: Member, into: Path | None) -> None:
    source = tar.extractfile(entry) if entry.isfile() else None
    if source is None or entry.size != expected.size:
        raise DamagedArchive(f"{entry.name} is not what the manifest says")
    digest = hashlib.sha256()
    target = None if into is None else into / entry.name
    if target is not None:
        target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") if target is not None else io.BytesIO() as sink:
        while piece := source.read(_PIECE):
            digest.update(piece)
            if target is not None:
                sink.write(piece)
    if digest.hexdigest() != expected.sha256:
        raise DamagedArchive(f"{entry.name} was changed after it was written")
