"""Roles: bundles of scopes per kind of record and rights per field."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongxin.collab.people.models import Person


class Scope(models.TextChoices):
    """How far somebody sees or acts, from nothing to everything. The order matters: later ones include earlier ones."""

    NONE = "none", _("nothing")
    OWN = "own", _("own")
    TEAM = "team", _("own and those under me")
    UNIT = "unit", _("my units")
    BELOW = "below", _("my units and below")
    ALL = "all", _("everything")


class Role(models.Model):
    """`scopes` is {kind: {"read": scope, "write": scope}}, `fields` is {kind: {field: "hidden" | "masked" | "read"}}; absent means none / write."""

    name = models.CharField(_("role"), max_length=60, unique=True)
    is_administrator = models.BooleanField(_("may change settings, people and rights"), default=False)
    scopes = models.JSONField(default=dict, blank=True)
    fields = models.JSONField(default=dict, blank=True)
    can_import = models.BooleanField(_("may import files"), default=True)
    can_export = models.BooleanField(_("may export lists"), default=True)

    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """A person holds a role. Rights of several roles add up."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="assignments")
    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="assignments")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="assignment_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.role_id}"
