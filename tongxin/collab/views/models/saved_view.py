"""A saved view of a list."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.http import urlencode
from django.utils.translation import pgettext_lazy

from tongxin.base.filters import to_query
from tongxin.collab.access.models import reach_of
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person


def no_filter() -> dict[str, Any]:  # Any: JSON
    """The filter that lets everything through."""
    return {"v": 1, "and": []}


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Views, chosen."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """One's own, those of the firm, and those shared with a unit in which or under which one has a post."""
        reach = reach_of(person)
        if not reach.person_id:
            return self.none()
        above = {int(number) for unit in reach.units for number in unit.path.strip("/").split("/")}
        Sharing = SavedView.Sharing
        return self.filter(
            Q(owner=reach.person_id) | Q(sharing=Sharing.FIRM) | Q(sharing=Sharing.UNIT, unit__in=sorted(above))
        )

    def in_order(self) -> Self:
        """As the tabs stand."""
        return self.order_by("position", "id")


class SavedView(models.Model):
    """How somebody looks at a list. `filter` is the filter language's JSON, `columns` keys of columns, `group` one key;
    `shape` is a word of the list's own, empty for its usual shape."""

    class Sharing(models.TextChoices):
        PRIVATE = "private", pgettext_lazy("sharing", "only me")
        UNIT = "unit", pgettext_lazy("sharing", "my unit")
        FIRM = "firm", pgettext_lazy("sharing", "everybody")

    kind = models.CharField(max_length=30)
    name = models.CharField(pgettext_lazy("saved view", "name of the view"), max_length=60)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sharing = models.CharField(max_length=8, choices=Sharing.choices, default=Sharing.PRIVATE)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    filter = models.JSONField(default=no_filter)
    sort = models.CharField(max_length=60, blank=True)
    columns = models.JSONField(default=list, blank=True)
    group = models.CharField(max_length=60, blank=True)
    shape = models.CharField(max_length=8, blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "position", "id"], name="view_by_kind")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "name"], name="view_name_once"),
            models.CheckConstraint(
                condition=Q(sharing="unit", unit__isnull=False) | (~Q(sharing="unit") & Q(unit__isnull=True)),
                name="view_unit_when_shared",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def query(self) -> str:
        """The address of the view behind its list's path, beginning with `?`."""
        values: dict[str, Any] = {**to_query(self.filter)}  # Any: texts and lists of them
        more = {"sort": self.sort, "group": self.group, "shape": self.shape, "columns": ",".join(self.columns)}
        values |= {name: value for name, value in more.items() if value}
        return f"?{urlencode({**values, 'view': self.pk}, doseq=True)}"
