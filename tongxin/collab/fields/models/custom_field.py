"""A field that the firm added to a kind of record."""

from collections.abc import Mapping
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from tongxin.base.clock import now
from tongxin.collab.fields.models.dictionary import Dictionary, DictionaryEntry


class Type(models.TextChoices):
    """What a field holds."""

    TEXT = "text", pgettext_lazy("field type", "text")
    LONG = "long", pgettext_lazy("field type", "long text")
    NUMBER = "number", pgettext_lazy("field type", "number")
    MONEY = "money", pgettext_lazy("field type", "money")
    DATE = "date", pgettext_lazy("field type", "date")
    CHOICE = "choice", pgettext_lazy("field type", "choice")
    CHOICES = "choices", pgettext_lazy("field type", "several choices")
    YES_NO = "yes_no", pgettext_lazy("field type", "yes or no")
    PERSON = "person", pgettext_lazy("field type", "colleague")
    PARTY = "party", pgettext_lazy("field type", "customer")
    FILE = "file", pgettext_lazy("field type", "file")
    SERIAL = "serial", pgettext_lazy("field type", "running number")
    FORMULA = "formula", pgettext_lazy("field type", "formula")
    ROLL_UP = "roll_up", pgettext_lazy("field type", "roll-up")


CHOOSING = (Type.CHOICE, Type.CHOICES)
WORKED_OUT = (Type.SERIAL, Type.FORMULA, Type.ROLL_UP)
PREFIX = "c_"


class CustomFieldQuerySet(models.QuerySet["CustomField"]):
    """Fields, chosen."""

    def of(self, kind: str) -> Self:
        """Those of a kind of record, in order."""
        return self.filter(kind=kind, purged_at=None).order_by("position", "id")

    def live(self) -> Self:
        """Those in use."""
        return self.filter(retired_at=None)

    def whole(self) -> Self:
        """With their choices."""
        return self.select_related("dictionary").prefetch_related("dictionary__entries")


class CustomField(models.Model):
    """`key` begins with `c_` and never changes: records, rights, views and programs know the field by it.

    `formula` names other fields by their keys in brackets, `uses` lists these keys; `result` is the type of what a formula
    or roll-up gives. `source` names the roll-up. `pattern` is that of running numbers. `required_when` is a rule as JSON:
    {"field", "op", "value"}. `only_for` confines the field to one part of its kind of record, such as people. A retired field is absent everywhere and its values are kept; a purged one has none left and
    stays as a row, so that its key is never given again.
    """

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=40)
    label = models.CharField(pgettext_lazy("custom field", "name of the field"), max_length=40)
    hint = models.CharField(pgettext_lazy("custom field", "hint"), max_length=200, blank=True)
    type = models.CharField(pgettext_lazy("custom field", "type"), max_length=10, choices=Type.choices)
    section = models.CharField(pgettext_lazy("custom field", "section"), max_length=40, blank=True)
    position = models.PositiveIntegerField(default=0)
    on_form = models.BooleanField(default=False)
    is_required = models.BooleanField(default=False)
    required_when = models.JSONField(null=True, blank=True)
    dictionary = models.ForeignKey(Dictionary, null=True, blank=True, on_delete=models.PROTECT, related_name="fields")
    decimals = models.PositiveSmallIntegerField(default=2)
    currency = models.CharField(max_length=3, default="CNY")
    pattern = models.CharField(max_length=60, blank=True)
    formula = models.TextField(blank=True)
    uses = models.JSONField(default=list, blank=True)
    result = models.CharField(max_length=10, blank=True)
    source = models.CharField(max_length=60, blank=True)
    only_for = models.CharField(max_length=20, blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=now)
    retired_at = models.DateTimeField(null=True, blank=True)
    purged_at = models.DateTimeField(null=True, blank=True)

    objects = CustomFieldQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "position", "id"], name="custom_field_by_kind")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="custom_field_key_once"),
            models.UniqueConstraint(
                fields=["kind", "label"], name="custom_field_label_once", condition=Q(retired_at=None)
            ),
            models.CheckConstraint(condition=Q(key__startswith=PREFIX), name="custom_field_key_begins"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def holds(self) -> str:
        """The type of the values themselves: that of the result for formulas and roll-ups, text for running numbers."""
        return self.result if self.type in (Type.FORMULA, Type.ROLL_UP) else self.type

    @property
    def is_worked_out(self) -> bool:
        """Whether the system fills it, so that nobody may type into it."""
        return self.type in WORKED_OUT

    @property
    def labels(self) -> Mapping[str, str]:
        """The choices by key, retired ones among them; a merged one reads like the one it means."""
        entries = self._entries()
        by_id = {entry.pk: entry.label for entry in entries}
        return {entry.key: by_id.get(entry.merged_into_id or entry.pk, entry.label) for entry in entries}

    @property
    def merged(self) -> list[tuple[str, str, str]]:
        """(key, its own label, the key it means) of choices that were merged into another."""
        entries = self._entries()
        keys = {entry.pk: entry.key for entry in entries}
        return [(one.key, one.label, keys[one.merged_into_id]) for one in entries if one.merged_into_id in keys]

    def meant(self, stored: Any) -> Any:  # Any: JSON values
        """A stored choice, or several, as the keys they mean now; other values as they are."""
        means = {key: into for key, _label, into in self.merged} if stored and self.dictionary_id else {}
        if not means:
            return stored
        if isinstance(stored, list):
            return list(dict.fromkeys(means.get(key, key) for key in stored))
        return means.get(stored, stored)

    @property
    def offered(self) -> list[tuple[str, str]]:
        """(key, label) of what can be chosen."""
        return [(entry.key, entry.label) for entry in self._entries() if entry.retired_at is None]

    def _entries(self) -> list[DictionaryEntry]:
        return [] if self.dictionary is None else list(self.dictionary.entries.all())
