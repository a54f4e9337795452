"""Both languages are always complete, and raw SQL stays where it is allowed."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2] / "tongxin"
SQL_PLACES = {
    "base/database/bulk.py",
    "base/database/planning.py",
    "base/database/prepared.py",
    "base/database/replica.py",
    "base/sqlite/base.py",
    "base/ui/filling.py",
    "collab/search",
    "collab/jobs",
    "project/care",
    "project/commands",
}
RAW = re.compile(
    r"\.raw\(|RawSQL|\.extra\(|cursor\.execute|cursor\.executemany|connection\.execute|mark_safe|\beval\(|\bexec\(|pickle"
    r"|os\.system|os\.popen|shell=True|\.from_string\(|hashlib\.(?:md5|sha1)|md5\(|sha1\("
)


def apps_with_words() -> list[Path]:
    return sorted({path.parents[1] for path in ROOT.rglob("locale/zh_Hans")} - {ROOT})


def template_words(text: str) -> set[str]:
    """Messages of a template: {% translate "…" %} and {% blocktranslate %}…{% endblocktranslate %}."""
    # Django asks the catalogue for these with every per cent sign doubled.
    asked = re.finditer(r"""\{%\s*(?:translate|trans)\s+(["'])(.*?)\1""", text)
    found = {m.group(2).replace("%", "%%") for m in asked}
    for block in re.finditer(r"\{%\s*blocktrans(?:late)?\b(.*?)%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}", text, re.S):
        body = re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", re.sub(r"%(?!\})(?<!\{%)", "%%", block.group(2)))
        for part in re.split(r"\{%\s*plural\s*%\}", body):
            found.add(
                " ".join(line.strip() for line in part.strip().splitlines()) if "trimmed" in block.group(1) else part
            )
    return found


def words_of(app: Path) -> set[str]:
    keywords = {
        "_": None,
        "gettext": None,
        "gettext_lazy": None,
        "ngettext": (1, 2),
        "ngettext_lazy": (1, 2),
        "pgettext": ((1, "c"), 2),
        "pgettext_lazy": ((1, "c"), 2),
    }
    found: set[str] = set()
    for _file, _line, message, _comments, _context in extract_from_dir(
        str(app), [("**.py", "python")], keywords=keywords
    ):
        parts = message if isinstance(message, tuple | list) else [message]
        found.update(part for part in parts if part)
    for template in app.rglob("*.html"):
        found |= template_words(template.read_text())
    return {word for word in found if word.strip()}


def own_words(app: Path) -> set[str]:
    inner = [other for other in apps_with_words() if other != app and app in other.parents]
    return words_of(app) - {word for other in inner for word in words_of(other)}


def translated(app: Path) -> set[str]:
    source = app / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    if not source.exists():
        return set()
    catalog = read_po(io.BytesIO(source.read_bytes()))
    found: set[str] = set()
    for message in catalog:
        if message.string and not message.fuzzy:
            found.update([message.id] if isinstance(message.id, str) else message.id)
    return found


@pytest.mark.parametrize("app", apps_with_words(), ids=lambda app: str(app.relative_to(ROOT)))
def test_chinese_is_complete(app: Path) -> None:
    assert sorted(own_words(app) - translated(app)) == []


def test_a_missing_word_would_be_seen() -> None:
    assert (
        template_words("""{% translate "Save" %}{% blocktranslate trimmed %}Hello
    {{ name }}{% endblocktranslate %}{% blocktranslate %}{{ n }} % off{% plural %}{{ n }} % of all{% endblocktranslate %}""")
        == {
            "Save",
            "Hello %(name)s",
            "%(n)s %% off",
            "%(n)s %% of all",
        }
    )


def in_allowed_place(path: Path) -> bool:
    name = str(path.relative_to(ROOT))
    return any(name.startswith(place) for place in SQL_PLACES)


def test_raw_sql_and_unsafe_calls_stay_in_their_places() -> None:
    sources = [path for path in ROOT.rglob("*.py") if "tests" not in path.parts and "migrations" not in path.parts]
    wrong = {
        str(path): RAW.findall(path.read_text())
        for path in sources
        if not in_allowed_place(path) and RAW.search(path.read_text())
    }
    assert wrong == {}
    assert RAW.search("Party.objects.raw('…')")


def test_what_time_it_is_is_asked_of_the_one_clock() -> None:
    """Histories are played through the real actions at another time (`replaying`), and nothing of them may ask another clock."""
    others = re.compile(r"timezone\.now\(\)|\blocal(?:date|time)\(\)|\bdate\.today\(\)|\bdatetime\.now\(")
    sources = [path for path in ROOT.rglob("*.py") if "tests" not in path.parts and "migrations" not in path.parts]
    wrong = [str(path.relative_to(ROOT)) for path in sources if others.search(path.read_text())]
    assert wrong == ["base/clock.py"]


def test_no_template_marks_text_as_safe_or_styles_inline() -> None:
    wrong = [
        str(template)
        for template in ROOT.rglob("templates/**/*.html")
        if re.search(r"\|\s*safe\b|\{%\s*autoescape\s+off|\sstyle=|\son[a-z]+=[\"']", template.read_text())
    ]
    assert wrong == []


def all_translations() -> dict[tuple[str, str], dict[str, set[str]]]:
    """Every message with its context, and which Chinese each catalogue gives it."""
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for source in ROOT.rglob("locale/zh_Hans/LC_MESSAGES/django.po"):
        for message in read_po(io.BytesIO(source.read_bytes())):
            if message.id:
                key = (message.context or "", str(message.id))
                found.setdefault(key, {}).setdefault(str(message.string), set()).add(str(source.relative_to(ROOT)))
    return found


def test_one_message_has_one_meaning() -> None:
    """Catalogues of all rooms are one at run time: the same English needs a context where the Chinese differs."""
    assert {key: said for key, said in all_translations().items() if len(said) > 1} == {}
