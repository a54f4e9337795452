"""How an import reads on its page: columns with their fields, findings with their counts, questions."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any, Final, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tongxin.base.chinese.names import looks_like_person_name
from tongxin.base.clock import now
from tongxin.base.dates import InvalidDay, day_order, parse_day
from tongxin.base.registries import ImportField, import_targets
from tongxin.collab.access.policies import can_administer
from tongxin.collab.people.models import Person
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.queries import fields_of
from tongxin.interfaces.imports.queries.rows import colleagues_for
from tongxin.interfaces.imports.recognising import SURE

TRIAL: Final = 20  # rows that are brought in to look at, before the rest
_GROUPS: Final = {
    "firm": gettext_lazy("The firm"),
    "work": gettext_lazy("Working with them"),
    "people": gettext_lazy("People there"),
}
_ENCODINGS: Final = ("utf-8", "utf-8-sig", "gb18030", "big5", "utf-16", "cp1252", "shift_jis", "euc_kr")
_SEPARATORS: Final = {
    ",": gettext_lazy("comma"),
    ";": gettext_lazy("semicolon"),
    "\t": gettext_lazy("tab"),
    "|": gettext_lazy("upright line"),
}


class ColumnLine(NamedTuple):
    """One line of the mapping table."""

    number: int
    heading: str
    samples: str
    field: str
    groups: list[tuple[str, list[tuple[str, str]]]]
    tone: str
    share: int
    why: str
    asks: bool
    asks_order: bool
    order: str
    understood: str


class FoundLine(NamedTuple):
    """One line of the preview: how many, and examples with the reason."""

    tone: str
    text: str
    rows: int
    examples: list[dict[str, Any]]  # Any: JSON


def _grouped(fields: list[ImportField]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Fields by group, for a list to choose from."""
    ordered = sorted(fields, key=lambda one: list(_GROUPS).index(one.group) if one.group in _GROUPS else len(_GROUPS))
    return [
        (str(_GROUPS.get(group, group)), [(one.key, str(one.label)) for one in some])
        for group, some in groupby(ordered, key=lambda one: one.group)
    ]


def column_lines(of: Import, person: Person, given: Mapping[str, str]) -> list[ColumnLine]:
    """The mapping table; what the form holds already is kept."""
    fields = fields_of(import_targets.get(of.target), person)
    known = {one.key: one for one in fields}
    groups = _grouped(fields)
    return [_line(of, number, entry, known, groups, given) for number, entry in enumerate(of.mapping)]


def _line(
    of: Import,
    number: int,
    entry: dict[str, Any],  # Any: JSON
    fields: dict[str, ImportField],
    groups: list[tuple[str, list[tuple[str, str]]]],
    given: Mapping[str, str],
) -> ColumnLine:
    field = given.get(f"column-{number}", entry["field"])
    samples = entry.get("samples", [])
    unsure = bool(samples) and entry["confidence"] < SURE
    tone = "ochre" if unsure else "jade" if field else "o"
    return ColumnLine(
        number=number,
        heading=entry["column"],
        samples=_("; ").join(samples[:3]),
        field=field if field in fields else "",
        groups=groups,
        tone=tone,
        share=round(entry["confidence"] * 100),
        why=entry.get("why", ""),
        asks=unsure,
        asks_order=field in fields and fields[field].kind == "date" and _is_ambiguous(samples),
        order=given.get(f"order-{number}", of.choices.get("orders", {}).get(entry["column"], "")),
        understood=_understood(fields.get(field), samples[:3]),
    )


def _understood(field: ImportField | None, samples: list[str]) -> str:
    """How the samples are read, where their figures could be taken in two ways."""
    if field is None or field.understood is None:
        return ""
    return _("; ").join(f"{sample} = {field.understood(sample)}" for sample in samples)


def _is_ambiguous(samples: list[str]) -> bool:
    """Whether days in this column could be read in two ways."""
    order = day_order(samples)
    today = timezone.localdate(now())
    for sample in samples:
        try:
            parse_day(sample, today=today, order=order)
        except InvalidDay:
            if order is None and sum(sign in "/-." for sign in sample) == 2:
                return True
    return False


def people_asked(of: Import, person: Person) -> list[dict[str, Any]]:  # Any: template context
    """Words that may mean a colleague, each with who may be meant. An administrator may add whoever isn't here yet; whoever is alone
    in the firm most likely will."""
    colleagues = colleagues_for(of)
    may_add, is_alone = can_administer(person), len(colleagues.people) == 1
    asked = []
    for word in of.preview.get("people", []):
        guess = colleagues.guess(word)
        is_new = may_add and is_alone and guess is None and looks_like_person_name(word) > 0.5
        asked.append(
            {
                "word": word,
                "guess": guess.id if guess else None,
                "people": colleagues.people,
                "may_add": may_add,
                "is_new": is_new,
            }
        )
    return asked


def found_lines(of: Import) -> list[FoundLine]:
    """What the last look found, in the order in which one wants to know it."""
    counts, examples = of.preview.get("counts", {}), of.preview.get("examples", {})
    lines = [
        ("jade", "new", _("Come in as new")),
        (
            "indigo",
            "update",
            _("We have them; gaps are filled") if of.decided.existing == "fill" else _("We have them"),
        ),
        ("o", "same", _("We have them just so")),
        ("ochre", "likely", _("May be one we have")),
        ("indigo", "twice", _("Twice in this file; become one")),
        ("ochre", "elsewhere", _("Exist, but are looked after elsewhere")),
        ("ochre", "refused", _("Rows that can't come in")),
        ("ochre", "wrong", _("Single values that can't be read")),
    ]
    return [
        FoundLine(
            tone,
            text,
            counts[key],
            _linked(examples.get(key, [])) or (of.preview.get("wrong", []) if key in ("refused", "wrong") else []),
        )
        for tone, key, text in lines
        if counts.get(key)
    ]


def _linked(examples: list[dict[str, Any]]) -> list[dict[str, Any]]:  # Any: JSON
    """With the address of the record which exists, where the person may see it."""
    return [{**one, "url": reverse("customer", args=[one["record"]]) if one.get("record") else ""} for one in examples]


def looked_through(of: Import) -> str:
    """How much of the file the findings speak for."""
    if not of.preview or of.preview.get("is_whole"):
        return ""
    count = of.preview.get("rows", 0)
    return ngettext("%(count)d row looked through so far", "%(count)d rows looked through so far", count) % {
        "count": count
    }


def rows_to_come(of: Import) -> int | None:
    """How many rows can come in; None while that is not known."""
    if not of.preview.get("is_whole"):
        return None
    counts = of.preview.get("counts", {})
    return sum(int(counts.get(key, 0)) for key in ("new", "update", "same", "likely", "twice"))


def reading_ways(of: Import) -> dict[str, Any]:  # Any: template context
    """The ways in which the file could be read instead."""
    encodings = list(dict.fromkeys([of.encoding, *_ENCODINGS])) if of.encoding else []
    return {
        "targets": [
            (target.key, str(target.label)) for target in sorted(import_targets, key=lambda target: target.order)
        ],
        "sheets": of.sheets if len(of.sheets) > 1 else [],
        "encodings": encodings,
        "separators": [(sign, str(name)) for sign, name in _SEPARATORS.items()] if of.format == "csv" else [],
    }
