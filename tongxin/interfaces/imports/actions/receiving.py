"""A file arrives: it is kept, opened, and its columns are guessed."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.reading import Source, Unreadable
from tongxin.base.registries import Choices, ImportTarget
from tongxin.collab.access.policies import can_import
from tongxin.collab.people.models import Person
from tongxin.interfaces.imports.actions.checking import begin_check
from tongxin.interfaces.imports.actions.keeping import forget_file, keep_file
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.policies import can_change_import
from tongxin.interfaces.imports.queries import columns_of, guesses_for, remembered_for, source_of
from tongxin.interfaces.imports.queries.columns import target_named


class MayNotImport(PermissionDenied):
    """The person's roles do not let files in, or no records be added."""


def ask_importer(person: Person, target: ImportTarget) -> None:
    """Raises MayNotImport, also when the target itself takes nothing from this person."""
    if not can_import(person):
        raise MayNotImport(_("Your role may not bring files in."))
    try:
        with transaction.atomic():
            target.write(
                person, [], "", Choices()
            )  # nothing to write: only the target's own answer whether this person may
    except PermissionDenied as refusal:
        raise MayNotImport(str(refusal) or _("Your role may not bring files in.")) from refusal


def receive_file(
    *, by: Person, name: str, pieces: Iterable[bytes], target: str = "auto", is_checked: bool = True
) -> Import:
    """Keep a file, open it and guess its columns; with `is_checked` look through it as well. The same file dropped twice
    before anything was done with it is one import. Raises MayNotImport, Unreadable (DiskFull, FileTooLarge)."""
    if not can_import(by):
        raise MayNotImport(_("Your role may not bring files in."))
    digest, size = keep_file(pieces)
    of = Import(name=_short(name), sha256=digest, size=size, started_by=by, at=now())
    try:
        source = source_of(of)
        chosen = target_named(target, source)
        ask_importer(by, chosen)
        describe(of, source, chosen, by)
        return _put_down(of, is_checked)
    except (Unreadable, MayNotImport):
        forget_file(digest)
        raise


def _short(name: str) -> str:
    name = name.replace("\\", "/").rsplit("/", 1)[-1].replace("\0", "").strip() or "import"
    return name if len(name) <= 255 else f"{name[:200]}…{name[-50:]}"


def describe(of: Import, source: Source, target: ImportTarget, by: Person) -> None:
    """Write down what the file looks like, and what its columns mean as far as one can tell."""
    of.format, of.encoding, of.separator, of.target = source.format, source.encoding, source.separator, target.key
    of.sheets = [sheet.name for sheet in source.sheets if not sheet.hidden]
    of.sheet = source.chosen.name if source.chosen is not None and len(source.sheets) > 1 else ""
    columns = columns_of(source)
    memory = remembered_for(columns, target.key)
    of.mapping = guesses_for(columns, target, by, memory.mapping if memory else {})
    if memory is not None:
        of.choices = {**memory.choices, **of.choices}
    of.warnings = source.notes[:20]


@transaction.atomic
def _put_down(of: Import, is_checked: bool) -> Import:
    same = Import.objects.filter(started_by=of.started_by, sha256=of.sha256, name=of.name, state__in=Import.BEFORE)
    known = same.order_by("-id").first()
    if known is not None and known.sheet == of.sheet and known.target == of.target:
        return known
    of.save(force_insert=True)
    if is_checked:
        begin_check(of)
    return of


def also_bring_in(*, by: Person, of: Import, sheet: str) -> Import:
    """Another sheet of the same file as an import of its own. Raises MayNotImport, Unreadable."""
    if not can_change_import(by, of=of) or not of.has_file:
        raise MayNotImport(_("Your role may not bring files in."))
    other = Import(name=of.name, sha256=of.sha256, size=of.size, started_by=by, at=now(), sheet=sheet)
    source = source_of(other)
    target = target_named("auto", source)
    ask_importer(by, target)
    describe(other, source, target, by)
    return _put_down(other, is_checked=True)


@transaction.atomic
def discard_import(*, by: Person, of: Import) -> None:
    """Forget a file of which nothing was brought in. Raises MayNotImport; does nothing once rows are in."""
    of = Import.objects.select_for_update().get(pk=of.pk)
    if not can_change_import(by, of=of):
        raise MayNotImport(_("Only who dropped the file, or an administrator, may discard it."))
    if of.state not in Import.BEFORE:
        raise MayNotImport(_("Rows of this file are in; take the import back instead."))
    digest: Any = of.sha256  # Any: kept past the row's end
    of.delete()
    transaction.on_commit(lambda: forget_file(digest))
