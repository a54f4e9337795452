"""What the columns of a file may mean."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.reading import Column, Source
from tongxin.base.registries import ImportField, ImportTarget, import_targets
from tongxin.collab.people.models import Person
from tongxin.interfaces.imports.models import Import, RememberedMapping
from tongxin.interfaces.imports.recognising import Guess, guess_target, heading_key, recognise, target_fields
from tongxin.interfaces.imports.values.plan import FAMILY_NAME, GIVEN_NAME, WHOLE_NAME

# Headings that our own lists of rejected values add; they come back with the mended file.
REASON_HEADING = gettext_lazy("What to mend")
ROW_HEADING = gettext_lazy("Row in the first file")
_OWN_HEADINGS = ("What to mend", "要改的地方", "Row in the first file", "原文件的行")
_LONGEST_NAME = 50


def fields_of(target: ImportTarget, person: Person) -> list[ImportField]:
    """What columns can become: the target's fields, and the two halves of a person's name where it takes a whole one."""
    fields = list(target.fields(person))
    whole = next((one for one in fields if one.key == WHOLE_NAME), None)
    if whole is not None:
        halves = (
            (FAMILY_NAME, gettext_lazy("contact's family name")),
            (GIVEN_NAME, gettext_lazy("contact's given name")),
        )
        fields += [
            ImportField(key=key, label=label, kind="text", group=whole.group, max_length=_LONGEST_NAME)
            for key, label in halves
        ]
    return fields


def columns_of(source: Source) -> list[Column]:
    """The columns of the chosen sheet; none for cards."""
    return source.chosen.columns if source.chosen is not None else []


def target_named(wanted: str, source: Source) -> ImportTarget:
    """The target asked for; for "auto" the one that the table looks like, customers when nothing says so."""
    if wanted != "auto":
        return import_targets.get(wanted)
    guess = "contacts" if source.kind == "cards" else guess_target(columns_of(source)).target
    found = import_targets.find(guess or "") or import_targets.find("customers")
    return found or min(import_targets, key=lambda target: target.order)


def fingerprint_of(headings: Sequence[str]) -> str:
    """One digest for the same set of headings, whatever their order."""
    return sha256(json.dumps(sorted(map(heading_key, headings))).encode()).hexdigest()


def remembered_for(columns: Sequence[Column], target: str) -> RememberedMapping | None:
    """What was settled the last time a file with these headings came."""
    headings = [column.heading for column in columns if column.has_heading]
    if not headings:
        return None
    return RememberedMapping.objects.filter(fingerprint=fingerprint_of(headings), target=target).first()


def guesses_for(
    columns: Sequence[Column], target: ImportTarget, person: Person, mapping: Mapping[str, str]
) -> list[dict[str, Any]]:
    """One entry of `Import.mapping` per column; `mapping` is what was settled before, by heading key."""  # Any: JSON
    known = {**mapping, **{heading_key(heading): "" for heading in _OWN_HEADINGS}}
    kind = target.key if target.key in ("customers", "contacts") else None
    guesses = recognise(columns, target_fields(fields_of(target, person)), known, kind)  # type: ignore[arg-type]  # narrowed above
    return [_entry(column, guess) for column, guess in zip(columns, guesses, strict=True)]


def _entry(column: Column, guess: Guess) -> dict[str, Any]:  # Any: JSON
    return {
        "column": column.heading,
        "field": guess.field or "",
        "confidence": guess.confidence,
        "why": guess.why,
        "samples": [sample[:80] for sample in column.samples[:5]],
    }


def heading_of(of: Import, field: str) -> str:
    """The heading of the column that fills a field, for saying where something is missing."""
    for entry in of.mapping:
        if entry["field"] == field:
            return str(entry["column"])
    return _("name") if field == "name" else field
