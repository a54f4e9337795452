"""Where leads come from, and to whom they go."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person

# Names of what a firm starts with, until it gives its own.
GIVEN = {
    "web": pgettext_lazy("source", "Web form"),
    "phone": pgettext_lazy("source", "Called us"),
    "fair": pgettext_lazy("source", "Trade fair"),
    "referral": pgettext_lazy("source", "Recommended"),
    "tender": pgettext_lazy("source", "Tender notice"),
    "search": pgettext_lazy("source", "Found by us"),
}
HOURS = {"web": 4, "phone": 2, "fair": 16, "referral": 8, "tender": 8, "search": 24}


class LeadSourceQuerySet(models.QuerySet["LeadSource"]):
    """Sources, chosen."""

    def in_use(self) -> Self:
        """Those that can be chosen, in order."""
        return self.filter(retired_at=None).order_by("place", "id")


class LeadSource(models.Model):
    """`key` names a given one, `name` is the firm's own word; somebody answers within `hours` of work."""

    key = models.CharField(max_length=40, blank=True, editable=False)
    name = models.CharField(_("name"), max_length=60, blank=True)
    hours = models.PositiveSmallIntegerField(_("first answer within working hours"), default=8)
    place = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = LeadSourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """What it is called: in the firm's words, or in the reader's language."""
        return self.name or str(GIVEN.get(self.key, self.key))


class AssignmentRule(models.Model):
    """Leads of a source (or any), whose city and words hold one of `cities` and `words` (or any), go to `person`, or to whoever in `unit` got none for
    the longest time. The first that fits counts."""

    place = models.PositiveSmallIntegerField(default=0)
    source = models.ForeignKey(LeadSource, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    cities = models.CharField(_("cities"), max_length=300, blank=True)
    words = models.CharField(_("words in it"), max_length=300, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | models.Q(unit__isnull=False), name="lead_rule_goes_somewhere"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.person or self.unit}"
