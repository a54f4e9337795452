"""A piece of markup behind every word that people have typed, and what of it is found on a page as anything but text."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.apps import apps
from django.db.models import CharField, Field, JSONField, Model, TextField

from tests.security.world import CANARY, OWN_TABLES
from tongxin.collab.files.models import StoredFile

# It closes whatever it may stand in, begins elements and attributes of its own, breaks wherever words are taken for a format, and would be worked
# out by templates of five makes.
PIECE = (
    "'\"`%(x)s%d{x}{ data-alien=1 onfocus=alert(1)><i data-alien=2></script></textarea></title></style>--></svg>"
    "<i data-alien=3>{{7*1234567}}{% now 'Y' %}${7*1234567}<%=7*1234567%>"
)
WORKED_OUT = str(7 * 1234567)
TAG = re.compile(r"""<[a-zA-Z](?:"[^"]*"|'[^']*'|[^"'>])*>""")
SUSPECT = re.compile(r"alien|script:|data:", re.IGNORECASE)
ADDRESSES = ("href", "src", "action", "formaction", "hx-get", "hx-post", "data")


class Strange(HTMLParser):
    """Elements and attributes that came from a piece of markup and not from a template, and addresses that run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if "alien" in name or name.startswith("on"):
                self.found.append(f"<{tag} {name}>")
            elif name in ADDRESSES and (value or "").strip().lower().startswith(("javascript:", "data:", "vbscript:")):
                self.found.append(f"<{tag} {name}={value}>")


def strange(page: str) -> list[str]:
    """What on a page is not ours; a template of words that was worked out is as bad."""
    reader = Strange()
    for tag in TAG.findall(page):
        if SUSPECT.search(tag):
            reader.feed(tag)
    reader.close()
    return [*reader.found, *([WORKED_OUT] if WORKED_OUT in page else [])]


def _columns(model: type[Model]) -> dict[str, int | None]:
    """Those which hold words, and how many signs each takes."""
    fields: list[Field] = [field for field in model._meta.concrete_fields if not (field.choices or field.generated)]
    return {field.attname: field.max_length for field in fields if isinstance(field, CharField | TextField | JSONField)}


def _rows(model: type[Model], columns: dict[str, int | None]) -> Iterator[tuple[Model, list[str]]]:
    """Rows with a word of the south's, and the columns in which it stands."""
    for row in model._base_manager.all() if columns else ():
        if names := [name for name in columns if CANARY in str(getattr(row, name))]:
            yield row, names


def _with_piece(value: object, longest: int | None) -> object:
    """The same, with the piece behind each of the words."""
    if isinstance(value, dict):
        return {key: _with_piece(one, None) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_piece(one, None) for one in value]
    return value.replace(CANARY, CANARY + PIECE)[:longest] if isinstance(value, str) else value


def soil() -> int:
    """Put the piece behind every word of the south's in the database. Answers in how many places it stands now."""
    count = 0
    for label in OWN_TABLES:
        for model in apps.get_app_config(label).get_models():
            columns = _columns(model)
            for row, names in _rows(model, columns):
                values = {name: _with_piece(getattr(row, name), columns[name]) for name in names}
                model._base_manager.filter(pk=row.pk).update(**values)
                count += len(names)
    return count + StoredFile.objects.update(name=f"{PIECE}.html"[-150:])
