"""A pool: customers who belong to nobody at the moment, and the people who may take them."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongxin.collab.access.models import reach_of
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person

# What can be kept from sight until a customer is taken; the name never, or nobody could choose.
MASKABLE = {
    "phones": _("phones (138****8000)"),
    "city": _("city"),
    "industry": _("industry"),
    "tier": _("tier"),
    "source": _("source"),
    "note": _("note"),
}


class PoolQuerySet(models.QuerySet["Pool"]):
    """Pools, chosen. Loaded by doors only through `visible_to(person)`."""

    def open(self) -> Self:
        """Those in use."""
        return self.filter(is_open=True)

    def in_order(self) -> Self:
        """The most important first: where somebody stands in the scope of two, the first counts."""
        return self.order_by("priority", "id")

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Open pools in whose scope the person stands, and those which the person looks after. Nothing else, whatever the role."""
        reach = reach_of(person)
        if not reach.person_id:
            return self.none()
        above = {int(number) for unit in reach.units for number in unit.path.strip("/").split("/")}
        member = Q(is_open=True) & (Q(people=reach.person_id) | Q(units__in=sorted(above)))
        return self.filter(pk__in=self.model.objects.filter(member | Q(keepers=reach.person_id)).values("pk"))


class Pool(models.Model):
    """`units` (with all below them) and `people` may look in and claim; `keepers` look after it. A smaller `priority` comes first."""

    name = models.CharField(_("name of the pool"), max_length=60, unique=True)
    units = models.ManyToManyField(Unit, verbose_name=_("units and all below them"), related_name="+", blank=True)
    people = models.ManyToManyField(Person, verbose_name=_("single people"), related_name="+", blank=True)
    keepers = models.ManyToManyField(Person, verbose_name=_("looked after by"), related_name="+", blank=True)
    priority = models.PositiveSmallIntegerField(_("order"), default=10)
    is_open = models.BooleanField(_("in use"), default=True)
    keeps_colleagues = models.BooleanField(_("team members keep sight of a customer who comes in"), default=False)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()

    objects = PoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("public pool")
        verbose_name_plural = _("public pools")

    def __str__(self) -> str:
        return self.name
