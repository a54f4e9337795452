"""Letting rows in."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.registries import import_targets
from tongxin.base.subjects import Subject
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.people.models import Person
from tongxin.interfaces.imports.actions.deciding import Decisions, NotNow, locked_import, set_mapping
from tongxin.interfaces.imports.actions.receiving import ask_importer
from tongxin.interfaces.imports.events import ImportStarted
from tongxin.interfaces.imports.models import Import, RememberedMapping
from tongxin.interfaces.imports.queries import fingerprint_of
from tongxin.interfaces.imports.recognising import heading_key

# Any one of these makes a record of a row.
NAMING: Final = frozenset({"name", "contact_name", "contacts", "contact_family_name", "contact_given_name"})


class NothingToBringIn(ValidationError):
    """No column says who it is about."""


def names_somebody(of: Import) -> bool:
    """Whether some column (or the nature of cards) says whom a row is about."""
    target = import_targets.get(of.target)
    telling = {one.key for one in target.fields(of.started_by) if one.required} | set(target.naming)
    return not of.is_table or bool({entry["field"] for entry in of.mapping} & (NAMING | telling))


@transaction.atomic
def start_import(
    *,
    by: Person,
    of: Import,
    rows: int | None = None,
    decisions: Decisions | None = None,
    is_decided: bool = True,
    priority: int = 0,
) -> Import:
    """Have the rows that are not in yet brought in by a job, at most `rows` of them. Asking twice starts one job.

    `decisions` are taken over first. With `is_decided` a person has looked at the columns, and what they mean is remembered.
    Raises MayNotImport, NotNow, NothingToBringIn, ValidationError.
    """
    held = Import.objects.select_for_update(of=("self",)).select_related("job").get(pk=of.pk)
    if held.condition == Import.State.RUNNING:
        return held
    if decisions is not None:
        set_mapping(by=by, of=of, is_checked=False, **decisions)
    of = locked_import(by, of)
    if of.state == Import.State.UNDOING:
        raise NotNow(_("This import is being taken back."))
    ask_importer(by, import_targets.get(of.target))
    if not names_somebody(of):
        raise NothingToBringIn(
            _("No column is the customer's or a person's name. Say which one is, then bring the file in.")
        )
    of.state, of.error, of.stop_after = Import.State.RUNNING, "", of.read + rows if rows else None
    arguments = {"import_id": of.pk, "by_id": by.pk}
    of.job = enqueue(name="imports.run", arguments=arguments, by=by, unique_key=of.batch, priority=priority)
    of.save(update_fields=["state", "error", "stop_after", "job"])
    if is_decided and of.is_table:
        remember_mapping(by=by, of=of)
    tell(ImportStarted(file=of.name, target=of.target, trial=rows), by=by, on=Subject("import", of.pk))
    return of


def remember_mapping(*, by: Person, of: Import) -> None:
    """Keep what the columns mean for the next file with these headings."""
    headings: list[str] = [entry["column"] for entry in of.mapping]
    values: dict[str, Any] = {  # Any: columns
        "mapping": {heading_key(entry["column"]): entry["field"] for entry in of.mapping},
        "choices": of.choices,
        "used_by": by,
        "used_at": now(),
    }
    RememberedMapping.objects.update_or_create(fingerprint=fingerprint_of(headings), target=of.target, defaults=values)
