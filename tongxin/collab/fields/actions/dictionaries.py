"""Keeping lists of choices."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean, fold
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.actions.administering import ask_administrator
from tongxin.collab.fields.events import DictionaryChanged
from tongxin.collab.fields.models import Dictionary, DictionaryEntry
from tongxin.collab.people.models import Person

MOST = 500


class ChoiceTaken(ValidationError):
    """The list has this choice already."""


class NotTwoChoices(ValidationError):
    """A choice is merged into another one of its list that is in use."""


def new_dictionary(*, name: str, labels: Sequence[str], known: int | None) -> Dictionary:
    """The dictionary of number `known`, or a new one with these choices. Part of defining a field. Raises ValidationError."""
    if known is not None:
        found = Dictionary.objects.filter(pk=known).first()
        if found is None:
            raise ValidationError({"dictionary": _("This list is not there any more.")})
        return found
    if not any(clean(label) for label in labels):
        raise ValidationError({"choices": _("Write at least one choice, each on a line of its own.")})
    names = set(Dictionary.objects.filter(name__startswith=name).values_list("name", flat=True))
    free = next(one for number in range(1, 1000) if (one := name if number == 1 else f"{name} {number}") not in names)
    made = Dictionary.objects.create(name=free[:60], created_at=now())
    for label in labels:
        if clean(label):
            _add(made, label)
    return made


def _fit(dictionary: Dictionary, label: str, own: int | None = None) -> str:
    label = " ".join(clean(label).split())
    if not label or len(label) > 60:
        raise ValidationError({"choices": _("A choice has between 1 and 60 characters.")})
    if any(sign in label for sign in ",，、;；"):
        raise ValidationError({"choices": _("A choice holds no commas: they separate several choices.")})
    others = DictionaryEntry.objects.filter(dictionary=dictionary).exclude(pk=own or 0)
    if fold(label) in {fold(one) for pair in others.values_list("label", "key") for one in pair}:
        raise ChoiceTaken({"choices": _("“%(label)s” stands in the list already.") % {"label": label}})
    return label


def _add(dictionary: Dictionary, label: str) -> DictionaryEntry:
    label = _fit(dictionary, label)
    count = dictionary.entries.count()
    if count >= MOST:
        raise ValidationError({"choices": _("At most %(n)d choices.") % {"n": MOST}})
    return DictionaryEntry.objects.create(dictionary=dictionary, key=label, label=label, position=count)


def _locked(by: Person, dictionary: Dictionary) -> Dictionary:
    ask_administrator(by)
    return Dictionary.objects.select_for_update().get(pk=dictionary.pk)


def _tell(by: Person, dictionary: Dictionary, event: DictionaryChanged) -> None:
    dictionary.version += 1
    dictionary.save()
    tell(event, by=by, on=Subject("dictionary", dictionary.pk))


@transaction.atomic
def add_choice(*, by: Person, dictionary: Dictionary, label: str) -> DictionaryEntry:
    """One more choice, at the end. Raises ChoiceTaken."""
    dictionary = _locked(by, dictionary)
    entry = _add(dictionary, label)
    _tell(by, dictionary, DictionaryChanged(dictionary=dictionary.name, added=[entry.label]))
    return entry


@transaction.atomic
def rename_choice(*, by: Person, entry: DictionaryEntry, label: str) -> DictionaryEntry:
    """Other words for a choice: all records that chose it read so at once, and none is touched. Raises ChoiceTaken."""
    dictionary = _locked(by, entry.dictionary)
    entry = DictionaryEntry.objects.get(pk=entry.pk)
    before = entry.label
    entry.label = _fit(dictionary, label, entry.pk)
    if entry.label != before:
        entry.save()
        _tell(by, dictionary, DictionaryChanged(dictionary=dictionary.name, renamed=[f"{before} → {entry.label}"]))
    return entry


@transaction.atomic
def merge_choices(*, by: Person, entry: DictionaryEntry, into: DictionaryEntry) -> DictionaryEntry:
    """Let one choice mean another of its list: it reads so, is found so and is no longer offered. No record is touched, so that
    `retire_choice(retired=False)` parts them again. Raises NotTwoChoices."""
    dictionary = _locked(by, entry.dictionary)
    entries = {one.pk: one for one in dictionary.entries.all()}
    entry, target = entries.get(entry.pk, entry), entries.get(into.pk)
    if target is None or target.pk == entry.pk or target.retired_at is not None or entry.merged_into_id == target.pk:
        raise NotTwoChoices(
            {"choices": _("Choose two different choices of this list, and one that is in use to stay.")}
        )
    dictionary.entries.filter(merged_into=entry).update(merged_into=target)
    entry.merged_into, entry.retired_at = target, entry.retired_at or now()
    entry.save()
    _tell(by, dictionary, DictionaryChanged(dictionary=dictionary.name, merged=[f"{entry.label} → {target.label}"]))
    return entry


@transaction.atomic
def retire_choice(*, by: Person, entry: DictionaryEntry, retired: bool = True) -> DictionaryEntry:
    """No longer offer a choice, or offer it again, as one of its own if it was merged. Records that chose it keep it."""
    dictionary = _locked(by, entry.dictionary)
    entry = DictionaryEntry.objects.get(pk=entry.pk)
    if (entry.retired_at is not None) != retired:
        entry.retired_at = now() if retired else None
        entry.merged_into = None
        entry.save()
        told = {"retired" if retired else "added": [entry.label]}
        _tell(by, dictionary, DictionaryChanged(dictionary=dictionary.name, **told))
    return entry


@transaction.atomic
def move_choice(*, by: Person, entry: DictionaryEntry, up: bool) -> None:
    """One place up or down in the list."""
    dictionary = _locked(by, entry.dictionary)
    entries = list(dictionary.entries.all())
    at = next(place for place, one in enumerate(entries) if one.pk == entry.pk)
    to = at - 1 if up else at + 1
    if 0 <= to < len(entries):
        entries[at], entries[to] = entries[to], entries[at]
        for place, one in enumerate(entries):
            one.position = place
        DictionaryEntry.objects.bulk_update(entries, ["position"])
        _tell(by, dictionary, DictionaryChanged(dictionary=dictionary.name))
