"""Flows: how something is decided, in versions that never change."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.collab.access.models import reach_of
from tongxin.collab.people.models import Person


class FlowQuerySet(models.QuerySet["Flow"]):
    """Flows, chosen."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Everybody who works here may read how things are decided. Fails closed."""
        return self.all() if reach_of(person).person_id else self.none()

    def in_use(self) -> Self:
        """Those by which something can be asked for."""
        return self.filter(is_on=True, current__gt=0)


class Flow(models.Model):
    """`current` is the number of the version for new approvals, 0 before the first. `kind` is one of the approval kinds."""

    key = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=40)
    name = models.CharField(pgettext_lazy("flow", "name"), max_length=60)
    is_on = models.BooleanField(_("in use"), default=True)
    current = models.PositiveIntegerField(default=0)
    order = models.PositiveSmallIntegerField(default=50)

    objects = FlowQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("approvals", "flow")

    def __str__(self) -> str:
        return self.name


class FlowVersion(models.Model):
    """What was published once stays as it is: approvals hold on to it."""

    flow = models.ForeignKey(Flow, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    graph = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["flow", "number"], name="flow_version_once")]

    def __str__(self) -> str:
        return f"{self.flow_id} v{self.number}"
