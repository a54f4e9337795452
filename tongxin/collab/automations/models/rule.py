"""A rule: when something happens or holds, and conditions fit, something is done."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from tongxin.collab.access.policies import can_administer
from tongxin.collab.people.models import Person


class RuleQuerySet(models.QuerySet["Rule"]):
    """Rules, chosen."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Administrators write rules and read their log; to nobody else they show."""
        return self.all() if can_administer(person) else self.none()

    def present(self) -> Self:
        """Those that were not taken away."""
        return self.filter(removed_at=None)

    def acting(self) -> Self:
        """Those that act now: switched on, and no brake is on."""
        return self.present().filter(is_on=True).exclude(models.Exists(Brake.objects.filter(released_at=None)))


class Rule(models.Model):
    """`draft` is what is being written (see `definition`), `live` the version that acts. `occasion` repeats the live version's, so that
    an event finds its rules by an index; it is empty where a rule waits until something holds. A rule acts in the name of `acts_as`
    and within that person's rights; `made_by` hears when it fails."""

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=30)
    occasion = models.CharField(max_length=60, blank=True)
    acts_as = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_on = models.BooleanField(default=False)
    draft = models.JSONField(default=dict)
    live = models.ForeignKey("RuleVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["occasion"], name="rule_waiting", condition=Q(is_on=True))]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_on=False) | Q(live__isnull=False, removed_at=None), name="rule_on_has_version"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page among the settings."""
        return reverse("rule", args=[self.pk])

    @property
    def is_changed(self) -> bool:
        """Whether what is written differs from what acts."""
        return self.live is not None and self.live.definition != self.draft


class RuleVersion(models.Model):
    """What a rule was when it was put into use. What it set going is done by it, whatever the rule becomes."""

    rule = models.ForeignKey(Rule, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "number"], name="rule_version_once")]

    def __str__(self) -> str:
        return f"{self.rule_id}.{self.number}"


class Holding(models.Model):
    """A record of which the condition of a rule holds, since when that was first seen, and when the rule acted on it."""

    rule = models.ForeignKey(Rule, on_delete=models.CASCADE, related_name="+", db_index=False)
    subject_id = models.BigIntegerField()
    since = models.DateTimeField()
    acted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "subject_id"], name="holding_once")]
        indexes = [models.Index(fields=["rule", "since"], name="holding_due", condition=Q(acted_at=None))]

    def __str__(self) -> str:
        return f"{self.rule_id}:{self.subject_id}"


class Brake(models.Model):
    """All rules stand still from `pulled_at` until `released_at`."""

    pulled_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    pulled_at = models.DateTimeField()
    released_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(models.Value(1), name="brake_one_at_a_time", condition=Q(released_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.pulled_at}"
