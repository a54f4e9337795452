"""Units: branches, regions, departments, teams – a tree."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units, chosen."""

    def open(self) -> Self:
        """Those in use."""
        return self.filter(closed_at=None)

    def below(self, units: Iterable["Unit"]) -> Self:
        """These units and all under them."""
        under = models.Q(pk__in=[])
        for unit in units:
            under |= models.Q(path__startswith=unit.path)
        return self.filter(under)


class Unit(models.Model):
    """A part of the firm. `path` holds the numbers from the root down, `/1/4/9/`, so that a subtree is one range."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("company")
        BRANCH = "branch", _("branch")
        REGION = "region", _("region")
        DEPARTMENT = "department", _("department")
        TEAM = "team", _("team")

    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(pgettext_lazy("unit", "kind"), max_length=12, choices=Kind.choices, default=Kind.DEPARTMENT)
    parent = models.ForeignKey(
        "self",
        verbose_name=pgettext_lazy("unit", "belongs to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    path = models.CharField(max_length=255, db_index=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["parent", "name"], name="unit_name_in_parent")]

    def __str__(self) -> str:
        return self.name

    @property
    def depth(self) -> int:
        """0 for the firm itself."""
        return self.path.count("/") - 2

    def is_below(self, other: "Unit") -> bool:
        """Whether this unit is `other` or lies under it."""
        return self.path.startswith(other.path)
