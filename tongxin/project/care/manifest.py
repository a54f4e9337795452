"""The first page of an archive: what is in it, and how one sees that all of it arrived."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

FORMAT = 1


class DamagedArchive(ValueError):
    """The file is no backup of Tongxin, or not all of it is as it was written."""


class Member(NamedTuple):
    """One file in the archive: its digest and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """`database` is sqlite or postgresql; `migrations` are (app, name) as applied; `rows` counts the rows of each table;
    `sequences` (PostgreSQL) are the last numbers given, by table and column."""

    program: str
    made_at: str
    database: str
    migrations: list[tuple[str, str]]
    rows: dict[str, int]
    members: dict[str, Member]
    sequences: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> bytes:
        """As it stands in the archive."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1).encode()

    @property
    def files(self) -> list[str]:
        """The members that people uploaded."""
        return [name for name in self.members if name.startswith("files/")]


def read_manifest(text: bytes) -> Manifest:
    """Raises DamagedArchive for anything that was not written by `to_json`."""
    try:
        given: Mapping[str, Any] = json.loads(text)  # Any: JSON values
        if given["format"] != FORMAT:
            raise DamagedArchive(f"its format is {given['format']}, this program reads format {FORMAT}")
        return Manifest(
            program=str(given["program"]),
            made_at=str(given["made_at"]),
            database=str(given["database"]),
            migrations=[(str(app), str(name)) for app, name in given["migrations"]],
            rows={str(table): int(count) for table, count in given["rows"].items()},
            members={str(name): Member(str(sha256), int(size)) for name, (sha256, size) in given["members"].items()},
            sequences={str(name): int(number) for name, number in given["sequences"].items()},
        )
    except DamagedArchive:
        raise
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedArchive("its manifest can't be read") from error
