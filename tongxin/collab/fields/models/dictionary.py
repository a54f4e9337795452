"""Dictionaries: lists of choices that the firm keeps, shared by as many fields as one likes."""

from django.db import models
from django.utils.translation import pgettext_lazy

from tongxin.base.clock import now


class Dictionary(models.Model):
    """A list of choices under a name."""

    name = models.CharField(pgettext_lazy("dictionary", "name of the list"), max_length=60, unique=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.name


class DictionaryEntry(models.Model):
    """One choice. Records hold `key`, people read `label`: renaming touches no record. A retired choice stays where it was
    chosen and is no longer offered. One that was merged into another is retired and means it: records keep what was chosen, so that the two
    can be parted again.
    """

    dictionary = models.ForeignKey(Dictionary, on_delete=models.CASCADE, related_name="entries")
    key = models.CharField(max_length=60)
    label = models.CharField(pgettext_lazy("dictionary", "choice"), max_length=60)
    position = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("position", "id")
        constraints = [models.UniqueConstraint(fields=["dictionary", "key"], name="dictionary_key_once")]

    def __str__(self) -> str:
        return self.label
