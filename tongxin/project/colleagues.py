"""Bringing colleagues in from a file: who they are, in which unit, and to whom they report."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.chinese.folding import fold
from tongxin.base.events import in_batch
from tongxin.base.registries import (
    Choices,
    ImportField,
    ImportTarget,
    Outcome,
    RowRefused,
    Undone,
    Verdict,
    import_targets,
)
from tongxin.collab.access.actions import Newcomer, NotAdministrator, found_unit, hire, place_in_unit
from tongxin.collab.access.models import Role
from tongxin.collab.access.policies import can_administer
from tongxin.collab.access.queries import NO_MAIL
from tongxin.collab.journal.models import Entry
from tongxin.collab.org.models import Post, Unit
from tongxin.collab.people.events import PersonAdded
from tongxin.collab.people.models import Person

_TEXTS = ("name", "mail", "unit", "manager", "title", "role")


@dataclass
class ColleagueDraft:
    """A row as text."""

    row: int
    name: str
    mail: str
    unit: str
    manager: str
    title: str
    role: str


def draft(values: Mapping[str, Any], row: int) -> ColleagueDraft:  # Any: values by field key
    """A row as it was read. Raises RowRefused for a row that names nobody."""
    told = {key: " ".join(str(values.get(f"colleague_{key}") or "").split()) for key in _TEXTS}
    if not told["name"]:
        raise RowRefused("colleague_name", _("This row names nobody."))
    return ColleagueDraft(row=row, **{**told, "mail": told["mail"].lower()})


def prepare(one: ColleagueDraft) -> None:
    """Nothing is worked out without the database."""


def check(person: Any, drafts: Sequence[ColleagueDraft], seen: set[int]) -> list[Verdict]:  # Any: person of the doors
    """What would become of them: known by their mail address, else by their whole name."""
    verdicts = []
    for one in drafts:
        mark, known = hash(one.mail or fold(one.name)), _known(one.name, one.mail)
        if known is not None:
            verdicts.append(Verdict("same", _("works here already"), known.pk, known.name))
        elif mark in seen:
            verdicts.append(Verdict("twice", _("stands in the file twice")))
        else:
            verdicts.append(Verdict("new"))
        seen.add(mark)
    return verdicts


def _known(name: str, mail: str = "") -> Person | None:
    if mail:
        return Person.objects.filter(email=mail).first()
    return Person.objects.active().filter(name=name).first()


@transaction.atomic
def write(person: Person, drafts: Sequence[ColleagueDraft], batch: str, choices: Choices) -> list[Outcome]:
    """Let them in with their posts; units and superiors whom nobody knew yet are made. Raises NotAdministrator."""
    if not can_administer(person):
        raise NotAdministrator(_("Only administrators change people, units and rights."))
    with in_batch(batch):
        return [_written(person, one, batch) for one in drafts]


def _written(by: Person, one: ColleagueDraft, batch: str) -> Outcome:
    known = _known(one.name, one.mail)
    if known is not None:
        return Outcome(one.row, "unchanged", known.pk, _("works here already"))
    try:
        with transaction.atomic():
            made = _hired(by, one, batch)
    except ValidationError as error:
        return Outcome(one.row, "refused", reason=" ".join(error.messages), field="colleague_mail")
    notes = () if one.mail else (_("without a mail address: can’t sign in yet"),)
    return Outcome(one.row, "created", made.pk, notes=notes)


def _hired(by: Person, one: ColleagueDraft, batch: str) -> Person:
    unit = _unit(by, one.unit)
    manager = _manager(by, one, unit, batch)
    role = Role.objects.filter(name__iexact=one.role).first() if one.role else None
    mail = one.mail or _no_mail(one.row, batch)
    made = hire(by=by, newcomer=Newcomer(name=one.name, email=mail, roles=[role] if role else [], language=by.language))
    if unit is not None:
        place_in_unit(by=by, person=made, unit=unit, title=one.title[:60], reports_to=manager)
    return made


def _unit(by: Person, name: str) -> Unit | None:
    if not name:
        return None
    known = Unit.objects.open().filter(name=name[:80]).order_by("path").first()
    return known or found_unit(by=by, name=name[:80], kind=Unit.Kind.REGION, parent=Unit.objects.get(parent=None))


def _manager(by: Person, one: ColleagueDraft, unit: Unit | None, batch: str) -> Person | None:
    """To whom this one reports. Whoever leads before standing in a row of their own is let in, too, as head of the unit if it has none."""
    if not one.manager or one.manager == one.name:
        return None
    known = _known(one.manager)
    if known is not None:
        return known
    mail = _no_mail(one.row, f"{batch}-m")
    made = hire(by=by, newcomer=Newcomer(name=one.manager, email=mail, language=by.language))
    if unit is not None:
        is_head = not Post.objects.held().filter(unit=unit, is_head=True).exists()
        place_in_unit(by=by, person=made, unit=unit, is_head=is_head)
    return made


def _no_mail(row: int, batch: str) -> str:
    return f"{batch.replace(':', '-')}-{row}@{NO_MAIL}"


@transaction.atomic
def undo(person: Any, batch: str, cursor: int | None, before: Collection[str]) -> Undone:  # Any: as above
    """Who came in goes, but for those who have done or been given something since, who are kept and listed."""
    undone = Undone()
    numbers = (
        Entry.objects.filter(batch=batch, name=PersonAdded.name).order_by("-id").values_list("subject_id", flat=True)
    )
    for one in Person.objects.filter(pk__in=list(numbers)).order_by("-id"):
        number, name = one.pk, one.name
        try:
            with transaction.atomic():
                one.delete()
        except (ProtectedError, RestrictedError):
            undone.kept.append((number, name, _("has done or been given something since")))
        else:
            undone.deleted += 1
    return undone


def _fields(person: Any) -> list[ImportField]:  # Any: person type of the doors
    return [
        ImportField(key="colleague_name", label=gettext_lazy("name of the colleague"), kind="text", max_length=50),
        ImportField(
            key="colleague_mail", label=gettext_lazy("mail address of the colleague"), kind="text", max_length=254
        ),
        ImportField(key="colleague_unit", label=gettext_lazy("unit of the colleague"), kind="text", max_length=80),
        ImportField(key="colleague_manager", label=gettext_lazy("reports to"), kind="text", max_length=50),
        ImportField(key="colleague_title", label=gettext_lazy("post"), kind="text", max_length=60),
        ImportField(key="colleague_role", label=gettext_lazy("role"), kind="text", max_length=60),
    ]


def register_target() -> None:
    """Colleagues, a row each."""
    import_targets.register(
        "colleagues",
        ImportTarget(
            key="colleagues", label=gettext_lazy("Colleagues and units"), order=60, fields=_fields, draft=draft, prepare=prepare,
            check=check, write=write, undo=undo, naming=("colleague_name",), makes="",
        ),
    )  # fmt: skip
