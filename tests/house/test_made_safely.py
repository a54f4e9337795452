"""How the program is made: of which parts, without tests inside, without caches of what people see, and with what in the browser."""

import importlib.metadata
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tables import PACKAGE, ROOT, sources

IMPORTED = re.compile(r"^\s*(?:from (\w+)(?:\.\w+)* import |import (\w+)(?:\.\w+)*(?: as \w+)?(?:,|$|  #))", re.M)
BY_NAME = re.compile(r'importlib\.(?:import_module|util\.find_spec)\("(\w+)')
PART = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)(.*)$")
EXTRA = {"rapidocr", "zxingcpp", "cv2", "numpy"}  # reading of cards, which an installation may go without
CHANCE = {"collab/jobs/actions/lease.py", "frontoffice/pools/actions/dealing.py", "frontoffice/pools/dealing.py"}
HASHES = {"sha256", "blake2b", "file_digest", "new"}  # `new` with SHA-1 in breached.py, where the lists have it so
PRIMITIVES = {
    "cryptography.hazmat.primitives",
    "cryptography.hazmat.primitives.asymmetric",
    "cryptography.hazmat.primitives.asymmetric.utils",
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.serialization",
    "cryptography.exceptions",
}
OWN_ARGUMENTS = {
    ("interfaces/rest/queries/lines.py", "_question"),
    ("interfaces/imports/recognising/headings.py", "telling_names"),
    ("interfaces/imports/recognising/sniffing.py", "_places"),
    ("frontoffice/pools/queries/sales.py", "_question"),
    ("base/sqlite/base.py", "_say_once"),
}
UNBOUND = re.compile(r"^@(?:functools\.)?cache\ndef (\w+)\((?!\))|(maxsize=None)", re.M)
KINDS_SERVED = {".css", ".js", ".svg"}
PLUG_IN = re.compile(r"<(?:object|embed|applet|frame|frameset|iframe|portal|marquee)\b", re.I)
COMPUTED = re.compile(r"([\w.)\]]+)\[([^\]\"'`]+)\]\s*(?:\?\?|\|\||&&)?=(?![=>])")
PROTOTYPES = re.compile(
    r"__proto__|\.prototype\b|\bconstructor\b|setPrototypeOf|\bfor \((?:const|let|var) \w+ in |Object\.assign\([^,]*,(?!\s*\{)|\bextend\("
)


def parts(lock: str) -> dict[str, list[tuple[str, int]]]:
    """The parts in a lock file, each with its versions and how many hashes stand behind them."""
    found: dict[str, list[tuple[str, int]]] = {}
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        if part := PART.match(line):
            name, version = canonicalize_name(part[1]), part[2]
            found.setdefault(name, []).append((version, 0))
        elif "--hash=sha256:" in line:
            version, count = found[name][-1]
            found[name][-1] = (version, count + 1)
        else:
            assert not line.strip() or line.lstrip().startswith("#"), line
    return found


def needed(names: set[str]) -> set[str]:
    """These and all that they need here, by what is installed."""
    found, waiting = set(), set(names)
    while waiting:
        found.add(name := waiting.pop())
        asked = map(Requirement, importlib.metadata.requires(name) or ())
        waiting |= {
            canonicalize_name(one.name) for one in asked if one.marker is None or one.marker.evaluate({"extra": ""})
        } - found
    return found


@cache
def scripts() -> dict[str, str]:
    return {str(path): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("static/**/*.js")}


def test_every_part_is_locked_by_its_hashes() -> None:
    lock, project = parts("requirements.lock"), tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert [name for name, held in lock.items() if len(held) != 1 or not all(count for _version, count in held)] == []
    wanted = {canonicalize_name(Requirement(one).name) for one in project["project"]["dependencies"]}
    assert needed(wanted) - set(lock) == set(), "a part of a part is not in the list"
    names = importlib.metadata.packages_distributions()
    imported = {found for text in sources().values() for pair in IMPORTED.findall(text) for found in pair if found}
    imported |= {found for text in sources().values() if "importlib" in text for found in BY_NAME.findall(text)}
    strange = imported - sys.stdlib_module_names - {"tongxin"} - EXTRA
    assert {
        name for name in strange if not {canonicalize_name(one) for one in names.get(name, ())} & set(lock)
    } == set()
    assert set(lock) <= set(parts("requirements-dev.lock")) & set(parts("requirements-ocr.lock"))


def test_what_is_installed_holds_no_tests() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel == {"packages": ["tongxin"], "exclude": ["tests", "settings_test.py"]}
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {"**", "!tongxin", "**/tests", "**/settings_test.py"} <= set(left_out), "of the container"
    installed = [path for path in PACKAGE.rglob("*") if not {"tests", "settings_test.py"} & set(path.parts)]
    assert [path for path in installed if re.match(r"test_|conftest|fixtures?$|samples?$", path.name)] == []
    tools = re.compile(
        r"^\s*(?:from|import) (?:tests|pytest|hypothesis|playwright|unittest|pdb|doctest|tongxin\.\S*tests)\b", re.M
    )
    program = {place: text for place, text in sources().items() if place != "project/settings_test.py"}
    assert [place for place, text in program.items() if tools.search(text) or "breakpoint()" in text] == []
    assert not [app for app in settings.INSTALLED_APPS if re.search(r"debug|silk|admin|extensions|test", app)]


def test_secrets_are_made_and_checked_by_known_implementations() -> None:
    uses = {place: text for place, text in sources().items() if "cryptography" in text or "hashlib" in text}
    primitives = {name for text in uses.values() for name in re.findall(r"from (cryptography[\w.]*) import", text)}
    assert primitives <= PRIMITIVES, (
        "of the library, no part of which its makers call dangerous to use is in it but this"
    )
    hashes = {
        name
        for text in uses.values()
        for name in re.findall(r"hashlib\.(\w+)|from hashlib import (\w+)", text)
        for name in name
        if name
    }
    assert hashes <= HASHES
    dice = re.compile(r"^\s*(?:import random|from random import)", re.M)
    found = {
        place for place, text in sources().items() if dice.search(text) and not place.startswith("project/care/demo/")
    }
    assert found == CHANCE, "chance that can be foreseen: for pauses, for dealing customers out, for a made-up firm"


def test_nothing_of_anybody_is_cached() -> None:
    """Pages say no-store, which the matrix looks for; here: nothing between requests but what is worked out of whole words, so many at most."""
    assert not hasattr(settings, "CACHES") or settings.CACHES == {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    }
    used = re.compile(r"core\.cache|cache_page|cache_control\(|condition\(etag")
    assert [place for place, text in sources().items() if used.search(text)] == []
    assert "cache" not in settings.SESSION_ENGINE
    templates = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("templates/**/*.html"))
    assert not [text for text in templates if "{% cache" in text or "{% load cache" in text]
    unbound = {(place, name or more) for place, text in sources().items() for name, more in UNBOUND.findall(text)}
    assert unbound == OWN_ARGUMENTS, "whose arguments are names of the program's own"


def test_the_browser_needs_nothing_that_is_dying() -> None:
    served = {path.suffix for path in PACKAGE.rglob("static/**/*") if path.is_file()}
    assert served == KINDS_SERVED
    pages = {str(path): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("templates/**/*.html")}
    assert [name for name, text in {**pages, **scripts()}.items() if PLUG_IN.search(text)] == []
    old = re.compile(
        r"ActiveXObject|document\.(?:write|domain)|execCommand\(\"(?!copy)|navigator\.plugins|showModalDialog|beforeunload"
    )
    assert [name for name, text in scripts().items() if old.search(text)] == []


def test_no_script_lets_a_name_that_came_in_reach_a_prototype() -> None:
    assert [name for name, text in scripts().items() if PROTOTYPES.search(text)] == []
    set_by_name = {(Path(name).name, *found) for name, text in scripts().items() for found in COMPUTED.findall(text)}
    assert {one for one in set_by_name if not one[2].isdecimal()} == {("theme.js", "root.dataset", "name")}
    assert PROTOTYPES.search("Object.assign(kept, JSON.parse(text))")
    assert COMPUTED.search("kept[name] ??= value")
