"""Bringing leads in from a file: a list of a fair, of a web form, of an old system."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import fold
from tongxin.base.events import in_batch
from tongxin.base.registries import Choices, Outcome, RowRefused, Undone, Verdict
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import remove_documents
from tongxin.frontoffice.leads.actions.noting import MayNotNoteLeads, check_facts, note_lead
from tongxin.frontoffice.leads.events import LeadNoted
from tongxin.frontoffice.leads.models import Lead, LeadSource
from tongxin.frontoffice.leads.policies import can_note_leads

SIZE = 500
FACTS = ("name", "company", "title", "phone", "email", "wechat", "city", "about")


@dataclass
class LeadDraft:
    """A row; `source` is a word for where it came from."""

    row: int
    source: str
    owner: int | None
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """What tells leads apart: the phone, else the mail address, else who it is."""
        known = self.facts.get
        return known("phone") or known("email") or f"{known('company', '')}|{known('name', '')}"


def draft(values: Mapping[str, Any], row: int) -> LeadDraft:  # Any: values by field key
    """A row as it was read. Raises RowRefused for one that names nobody, and for what is too long."""
    facts = {name: str(values.get(f"lead_{name}") or "").strip() for name in FACTS}
    facts = {name: text for name, text in facts.items() if text}
    if not facts.get("name") and not facts.get("company"):
        raise RowRefused("lead_name", _("Who is it? A name or a company is enough."))
    try:
        check_facts(facts)
    except ValidationError as error:
        raise RowRefused(f"lead_{next(iter(error.message_dict))}", " ".join(error.messages)) from error
    return LeadDraft(
        row=row, source=str(values.get("lead_source") or "").strip(), owner=values.get("owner"), facts=facts
    )


def prepare(one: LeadDraft) -> None:
    """Nothing is worked out without the database."""


def check(person: Any, drafts: Sequence[LeadDraft], seen: set[int]) -> list[Verdict]:  # Any: person of the doors
    """What would become of them: known are those that are open already with this phone or mail address."""
    known = _known(person, drafts)
    verdicts = []
    for one in drafts:
        mark = hash(one.mark)
        if (number := known.get(one.mark)) is not None:
            verdicts.append(Verdict("same", _("an open lead has this phone or mail address"), number))
        elif mark in seen:
            verdicts.append(Verdict("twice", _("stands in the file twice")))
        else:
            verdicts.append(Verdict("new"))
        seen.add(mark)
    return verdicts


def _known(person: Any, drafts: Sequence[LeadDraft]) -> dict[str, int]:  # Any: as above
    marks = {one.mark for one in drafts}
    rows = Lead.objects.visible_to(person).open()
    found = {**dict(rows.filter(email__in=marks).exclude(email="").values_list("email", "pk"))}
    return found | dict(rows.filter(phone__in=marks).exclude(phone="").values_list("phone", "pk"))


@transaction.atomic
def write(person: Person, drafts: Sequence[LeadDraft], batch: str, choices: Choices) -> list[Outcome]:
    """Note what is new; rules of assignment find the owner where the file names none. Raises MayNotNoteLeads."""
    if not can_note_leads(person):
        raise MayNotNoteLeads(_("Your role may not add leads."))
    known = _known(person, drafts)
    sources = {fold(one.called): one for one in LeadSource.objects.in_use()}
    with in_batch(batch):
        return [_written(person, one, known, sources) for one in drafts]


def _written(by: Person, one: LeadDraft, known: dict[str, int], sources: Mapping[str, LeadSource]) -> Outcome:
    if one.mark in known:
        return Outcome(one.row, "unchanged", known[one.mark], _("an open lead has this phone or mail address"))
    source = sources.get(fold(one.source)) if one.source else None
    owner = Person.objects.get(pk=one.owner) if one.owner else None
    try:
        with transaction.atomic():
            made = note_lead(by=by, source=source, owner=owner, **one.facts)
    except ValidationError as error:
        return Outcome(one.row, "refused", reason=" ".join(error.messages), field="owner")
    known[one.mark] = made.pk
    strange = one.source and source is None
    notes = (_("no source is called “%(name)s”") % {"name": one.source[:60]},) if strange else ()
    return Outcome(one.row, "created", made.pk, notes=notes)


@transaction.atomic
def undo(person: Any, batch: str, cursor: int | None, before: Collection[str]) -> Undone:  # Any: as above
    """What came in goes, but for those that were answered or worked on since, which are kept and listed."""
    rows = Entry.objects.filter(batch=batch, name=LeadNoted.name)
    if cursor is not None:
        rows = rows.filter(id__lt=cursor)
    entries = list(rows.order_by("-id").values_list("id", "subject_id")[:SIZE])
    undone = Undone(cursor=entries[-1][0] if len(entries) == SIZE else None)
    found = list(Lead.objects.filter(pk__in=[number for _entry, number in entries]).order_by("pk").select_for_update())
    gone = [one for one in found if one.state == Lead.State.NEW and one.responded_at is None and one.version == 1]
    kept = {one.pk for one in found} - {one.pk for one in gone}
    undone.kept = [(one.pk, one.called, _("worked on since the import")) for one in found if one.pk in kept]
    numbers = [one.pk for one in gone]
    steps = [one.step for one in gone if one.step is not None]
    remove_documents("lead", numbers)
    Lead.objects.filter(pk__in=numbers).delete()
    for step in steps:
        step.delete()
    undone.deleted = len(numbers)
    return undone
