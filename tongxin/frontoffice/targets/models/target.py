"""What is to be reached."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongxin.base.money import Money
from tongxin.collab.access.models import ScopedQuerySet, Scoping
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person


class TargetQuerySet(ScopedQuerySet["Target"]):
    """Targets, chosen. Read by doors only through `within_scope(person)`: nobody is on the team of a target."""


class Target(models.Model):
    """`value` counts smallest units of `currency`, or pieces where there is none. It is the unit's (with all below) where `person` is
    empty, else the person's, whose main unit `unit` was when it was set. It holds from `begins_on` until the day before `ends_on`.
    As long as it stands as a file brought it in, `batch` names the import and `replaced` is the value that stood there before."""

    scoping: ClassVar[Scoping] = Scoping(kind="opportunity", owner="person", unit="unit", team="", record="pk")

    key = models.CharField(max_length=300, unique=True, editable=False)
    measure = models.CharField(_("measure"), max_length=40)
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, verbose_name=_("person"), null=True, on_delete=models.CASCADE, related_name="+")
    product = models.CharField(_("product"), max_length=120, blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField()
    value = models.BigIntegerField(_("target"))
    currency = models.CharField(max_length=3, blank=True)
    set_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    set_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    batch = models.CharField(max_length=60, blank=True, editable=False)
    replaced = models.BigIntegerField(null=True, editable=False)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        indexes = [models.Index(fields=["measure", "begins_on", "ends_on"], name="target_by_period")]
        constraints = [
            models.CheckConstraint(condition=models.Q(value__gt=0), name="target_above_zero"),
            models.CheckConstraint(condition=models.Q(ends_on__gt=models.F("begins_on")), name="target_has_days"),
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False) | models.Q(person__isnull=False), name="target_of_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def worth(self) -> Money | None:
        """The value as money, where it is one."""
        return Money(self.value, self.currency) if self.currency else None
