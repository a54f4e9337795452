"""The companies of a host: a folder each, which is a data folder like any other, with a page that says how it is reached.

    ROOT/hengxin/company.json    host name, database, state, program
    ROOT/hengxin/…               what every data folder holds

All that a company has lies in its folder and its database: it is backed up, restored and taken to another host by itself.
"""

import json
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, NamedTuple, Self
from urllib.parse import urlsplit

from tongxin.project.cli import CommandFailed

_PAGE: Final = "company.json"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_LABEL: Final = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST: Final = re.compile(rf"{_LABEL}(\.{_LABEL})*")


class NoSuchCompany(CommandFailed):
    """No folder of that name is here."""


class NotToBeHosted(CommandFailed):
    """Its name, address or database can't be used here."""


class State(StrEnum):
    """Whether people are let in."""

    OPEN = "open"
    SUSPENDED = "suspended"


class Company(NamedTuple):
    """How a company is reached, and by which command `tongxin` it is served: the host's own where that is empty."""

    folder: Path
    address: str
    database: str = ""
    state: State = State.OPEN
    program: str = ""

    @property
    def name(self) -> str:
        """That of its folder."""
        return self.folder.name

    @property
    def host(self) -> str:
        """The name by which browsers ask for it."""
        return urlsplit(self.address).hostname or ""

    @classmethod
    def read(cls, folder: Path) -> Self:
        """As its page says now. Raises NoSuchCompany."""
        try:
            told = json.loads((folder / _PAGE).read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise NoSuchCompany(f"there is no company {folder.name} in {folder.parent}") from error
        return cls(folder, told["address"], told["database"], State(told["state"]), told["program"])

    def changed(self, **values: Any) -> Self:  # Any: fields of a company
        """Write the page anew, whole or not at all."""
        made = self._replace(**values)
        told = {key: value for key, value in made._asdict().items() if key != "folder"}
        draft = made.folder / f".{_PAGE}"
        draft.write_text(json.dumps(told, indent=1), encoding="utf-8")
        draft.chmod(0o600)  # the address of a database holds its password
        draft.replace(made.folder / _PAGE)
        return made


def companies(root: Path) -> Iterator[Company]:
    """All of them, by name."""
    for page in sorted(root.glob(f"*/{_PAGE}")):
        yield Company.read(page.parent)


def add_company(root: Path, *, name: str, address: str, database: str = "") -> Company:
    """A new folder; its database is made when it is first served. Raises NotToBeHosted."""
    parts = urlsplit(address)
    if not _NAME.fullmatch(name):
        raise NotToBeHosted("a company's name has small letters, digits and hyphens")
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.hostname or "") or parts.path.strip("/"):
        raise NotToBeHosted("an address looks like https://hengxin.example.com")
    for other in companies(root):
        if other.name == name or other.host == parts.hostname or (database and other.database == database):
            raise NotToBeHosted(f"{other.name} has this name, address or database already")
    (root / name).mkdir(parents=True, mode=0o700)
    return Company(root / name, address.rstrip("/"), database).changed()
