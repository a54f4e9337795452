"""What the person decides before rows come in: how the file is read, what columns mean, what becomes of doubles."""

from collections.abc import Collection, Mapping
from typing import Any, TypedDict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import fold
from tongxin.base.registries import import_targets
from tongxin.collab.access.actions import hire_by_name
from tongxin.collab.people.models import Person
from tongxin.interfaces.imports.actions.checking import begin_check
from tongxin.interfaces.imports.actions.receiving import MayNotImport, ask_importer, describe
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.policies import can_change_import
from tongxin.interfaces.imports.queries import fields_of, source_of
from tongxin.interfaces.imports.queries.columns import target_named

EXISTING = ("fill", "overwrite", "skip")
LIKELY = ("create", "fill", "skip")
ORDERS = ("ymd", "dmy", "mdy")


class Decisions(TypedDict):
    """What `set_mapping` takes, gathered by a form."""

    fields: Mapping[str, str]
    existing: str
    likely: str
    people: Mapping[str, int]
    newcomers: Collection[str]
    orders: Mapping[str, str]
    revision: int


class NotNow(ValidationError):
    """Rows are coming in or going out; nothing can be decided about them until that ends."""


def locked_import(by: Person, of: Import) -> Import:
    """The row, held until the transaction ends. Raises MayNotImport, NotNow."""
    of = Import.objects.select_for_update(of=("self",)).select_related("job", "started_by").get(pk=of.pk)
    if not can_change_import(by, of=of):
        raise MayNotImport(_("Only who dropped the file, or an administrator, may change this import."))
    if of.is_at_work or of.condition in (Import.State.DONE, Import.State.UNDONE) or not of.has_file:
        raise NotNow(_("This import is under way or has ended; nothing about it can be changed now."))
    return of


@transaction.atomic
def read_anew(
    *,
    by: Person,
    of: Import,
    sheet: str | None = None,
    encoding: str = "",
    separator: str = "",
    header_row: int | None = None,
    target: str = "auto",
) -> Import:
    """Read the file in another way and guess its columns afresh. Raises MayNotImport, NotNow, Unreadable."""
    of = locked_import(by, of)
    if of.cursor:
        raise NotNow(_("Some rows are in already; the rest must be read the same way."))
    of.sheet = of.sheet if sheet is None else sheet
    of.encoding, of.separator, of.header_row = encoding, separator, header_row
    source = source_of(of)
    chosen = target_named(target, source)
    ask_importer(by, chosen)
    describe(of, source, chosen, by)
    of.revision += 1
    of.save()
    begin_check(of)
    return of


@transaction.atomic
def set_mapping(
    *,
    by: Person,
    of: Import,
    fields: Mapping[str, str],
    existing: str = "fill",
    likely: str = "create",
    people: Mapping[str, int] | None = None,
    newcomers: Collection[str] = (),
    orders: Mapping[str, str] | None = None,
    revision: int | None = None,
    is_checked: bool = True,
) -> Import:
    """Say what columns mean (`fields`: column to field key, "" leaves it out), what becomes of rows about records we have, whom
    short names mean, and in which order days are written. `newcomers` are names in the file that nobody has yet: they become
    colleagues who get a mail address later. Columns that are not named stay as they are. With a `revision` the
    decisions count only if nothing was decided meanwhile.

    Raises MayNotImport, NotNow, NotAdministrator, ValidationError.
    """
    of = locked_import(by, of)
    if revision is not None and revision != of.revision:
        raise NotNow(_("The columns of this file were changed in another window meanwhile. Look at them again."))
    known = {one.key for one in fields_of(import_targets.get(of.target), by)}
    unknown = sorted({key for key in fields.values() if key and key not in known})
    if unknown or existing not in EXISTING or likely not in LIKELY:
        raise ValidationError(
            _("There is no such field or choice: %(what)s.") % {"what": ", ".join(unknown) or f"{existing}, {likely}"}
        )
    for entry in of.mapping:
        chosen = fields.get(entry["column"], entry["field"])
        if chosen != entry["field"]:
            entry.update(field=chosen, confidence=1.0, why=_("As you chose."))
    hired = {word: hire_by_name(by=by, name=word).pk for word in newcomers}
    of.choices = _choices(of.choices, existing, likely, {**(people or {}), **hired}, orders or {})
    of.revision += 1
    of.save(update_fields=["mapping", "choices", "revision"])
    if is_checked:
        begin_check(of)
    return of


def _choices(
    old: Mapping[str, Any], existing: str, likely: str, people: Mapping[str, int], orders: Mapping[str, str]
) -> dict[str, Any]:  # Any: JSON
    here = set(Person.objects.active().values_list("id", flat=True)) | {0}
    words = {fold(word): number for word, number in people.items() if number in here}
    days = {column: order for column, order in orders.items() if order in ORDERS}
    return {
        "existing": existing,
        "likely": likely,
        "people": {**old.get("people", {}), **words},
        "orders": {**old.get("orders", {}), **days},
    }
