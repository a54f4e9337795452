"""Who looked behind a mask."""

from typing import Self

from django.db import models
from django.utils.translation import pgettext_lazy

from tongxin.collab.people.models import Person


class RevealRule(models.Model):
    """How the firm lets people look behind masks; one row at most, without it the defaults hold."""

    per_hour = models.PositiveIntegerField(pgettext_lazy("reveal", "looks an hour and person"), default=30)
    asks_reason = models.BooleanField(pgettext_lazy("reveal", "a reason must be given"), default=False)

    def __str__(self) -> str:
        return f"{self.per_hour}/h"


# Stand in the place of a field: one record, or several at once, were shown to somebody who sees whole what the firm masks for others.
OPENED, LISTED = "page", "list"


class RevealQuerySet(models.QuerySet["Reveal"]):
    """Looks, chosen."""

    def behind_masks(self) -> Self:
        """Those for which somebody pressed a button; pages that show the whole are opened without one."""
        return self.exclude(field__in=(OPENED, LISTED))

    def of_person(self, person: int | None) -> Self:
        """Those of one colleague; of all for None."""
        return self if person is None else self.filter(person=person)

    def at_party(self, party: int | None) -> Self:
        """Those at one record; at all for None."""
        return self if party is None else self.filter(kind="party", party_id=party)


class Reveal(models.Model):
    """One look behind a mask, or what was shown whole (`field` is OPENED or LISTED): who, at which field of which record, when, why, and
    from which address. The value itself is not written down, and the record, `party_id` of `kind`, is a bare number, so that the log
    outlives it. What was shown whole stands once an hour: a record, or how many `records` a `door` (pattern of an address) showed in
    answers of this hour, and which `facts`."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=40, default="party")
    party_id = models.BigIntegerField()
    field = models.CharField(max_length=40)
    reason = models.CharField(pgettext_lazy("reveal", "reason"), max_length=200, blank=True)
    address = models.CharField(max_length=45, blank=True)
    door = models.CharField(max_length=120, blank=True)
    facts = models.CharField(max_length=200, blank=True)
    records = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    objects = RevealQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at"], name="reveal_by_person"),
            models.Index(fields=["party_id", "-id"], name="reveal_at_party"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.field} of {self.party_id}"
