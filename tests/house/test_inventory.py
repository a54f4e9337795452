"""docs/inventory.md lists what the code has: nothing is kept, signed, opened, written or run that does not stand there."""

import json
import logging
import re
from itertools import chain

from django.apps import apps
from django.conf import settings

from tests.house.tables import ROOT, rows, sources
from tongxin.base import work
from tongxin.base.database.secret import SecretField
from tongxin.base.registries.personal_data import personal_data
from tongxin.project.logs import JsonLine

PAGE = "docs/inventory.md"
SALT = re.compile(r"(?:(?:SALT|salt) ?= ?|salted_hmac\()\"([^\"]+)\"")
CHANCE = re.compile(r"\bsecrets\.(?:token|rand|choice)|\btoken_hex\(|os\.urandom|generate_private_key")
OPENS = re.compile(
    r"create_connection\(|HTTPS?Connection\(|socket\.socket\(|\bline\.connect\(|urlopen|smtplib\.SMTP|core\.mail|"
    r"from tongxin\.base\.egress import [^\n]*\b(?:post|fetch)\b"
)
LOGGER = re.compile(r"getLogger\((__name__|\"[\w.]+\")\)")
LIBRARIES = (
    "requests",
    "httpx",
    "aiohttp",
    "urllib3",
    "urllib.request",
    "ftplib",
    "telnetlib",
    "asyncio",
    "socketserver",
)
STRANGE = re.compile(rf"^\s*(?:import|from) (?:{'|'.join(map(re.escape, LIBRARIES))})\b", re.M)
HANDLERS = re.compile(r"\b(?:addHandler|basicConfig|dictConfig|fileConfig|syslog)\b|logging\.\w*Handler\(")
LISTENS = {"base/egress.py", "project/listening.py"}  # the way out itself, and the socket on which the program hears


def named(heading: str, column: int = 0) -> list[str]:
    """What stands in backticks in one column of the table behind a heading."""
    cells = [[first, *others][column] for first, others in rows(PAGE, heading).items()]
    return list(chain.from_iterable(re.findall(r"`([^`]+)`", cell) for cell in cells))


def where(pattern: re.Pattern[str], *hints: str) -> set[str]:
    """The modules in which it is found; looked for only in those that hold one of the hints, which is quicker."""
    return {place for place, text in sources().items() if any(hint in text for hint in hints) and pattern.search(text)}


def test_every_table_is_on_a_level_that_says_what_protects_it() -> None:
    tables = {level: re.findall(r"`([^`]+)`", cell) for level, (cell,) in rows(PAGE, "## Levels of what").items()}
    assert list(tables) == list(rows("SECURITY.md", "**What is kept, and how it is protected**"))
    assert sorted(chain.from_iterable(tables.values())) == sorted(one._meta.label for one in apps.get_models())
    corners = {column.rpartition(".")[0] for corner in personal_data for column in corner.columns}
    high = {label.lower() for label in (*tables["secret"], *tables["personal"])}
    assert corners - high == set(), "something about a person stands there"


def test_every_key_stands_there_with_its_purpose() -> None:
    salts = [salt for text in sources().values() if "salt" in text or "SALT" in text for salt in SALT.findall(text)]
    assert sorted(named("## Keys and purposes", 1)) == sorted(set(salts))
    for _what, (words, place) in rows(PAGE, "## Keys and purposes").items():
        assert words.strip("`") in sources()[place.strip("`")], place
    assert set(named("Chance comes from", 2)) == where(
        CHANCE, "secrets", "token_hex", "urandom", "generate_private_key"
    )
    columns = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SecretField)
    ]
    assert sorted(named("Kept as they are")) == sorted(columns)
    levels = rows(PAGE, "## Levels of what")
    assert {column.rpartition(".")[0] for column in columns} <= set(re.findall(r"`([^`]+)`", levels["secret"][0]))


def test_every_connection_stands_there() -> None:
    assert {place for place in named("## Connections", 2) if place.endswith(".py")} == where(
        OPENS, "connect", "Connection", "socket", "urlopen", "smtplib", "core.mail", "egress"
    ) - LISTENS
    assert where(STRANGE, *LIBRARIES) == set(), "a library that opens connections of its own"


def test_the_log_says_what_stands_there_and_goes_nowhere_else() -> None:
    found = {
        "tongxin." + place.removesuffix(".py").replace("/", ".") if name == "__name__" else name.strip('"')
        for place, text in sources().items()
        if "getLogger" in text
        for name in LOGGER.findall(text)
    }
    assert sorted(named("## The log")) == sorted(found)
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    assert f"`{settings.LOGGING['formatters']['line']['format']}`" in text
    record = logging.LogRecord("x", logging.INFO, "", 0, "says", (), (ValueError, ValueError(), None))
    assert ", ".join(f"`{key}`" for key in list(json.loads(JsonLine().format(record)))[:-1]) in text
    assert [one["class"] for one in settings.LOGGING["handlers"].values()] == ["logging.StreamHandler"]
    assert not [one for one in settings.LOGGING["handlers"].values() if "stream" in one], "standard error"
    assert where(HANDLERS, "logging", "syslog", "Handler") == set(), "another place for the log"


def test_all_work_that_takes_long_stands_there() -> None:
    known = [name for name, one in work._works.items() if ".tests." not in one.function.__module__]
    assert sorted(named("## What takes long")) == sorted(known)
