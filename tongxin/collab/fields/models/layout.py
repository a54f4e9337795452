"""Layouts: which facts a role sees first, in which sections and order, and what is asked for when a record is made."""

from django.db import models
from django.db.models import Q

from tongxin.collab.access.models import Role


class Layout(models.Model):
    """`sections` is [{"title": text, "facts": [keys]}]; `form` lists keys asked for at the start. Without a role it is everybody's.

    A layout only orders: rights decide what is shown, and a fact that stands in no section follows at the end.
    """

    kind = models.CharField(max_length=30)
    role = models.ForeignKey(Role, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    sections = models.JSONField(default=list, blank=True)
    form = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "role"], name="layout_once"),
            models.UniqueConstraint(fields=["kind"], name="layout_of_all_once", condition=Q(role=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.role_id or ''}"
