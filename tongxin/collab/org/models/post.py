"""Posts: who does what in which unit."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongxin.collab.org.models.unit import Unit
from tongxin.collab.people.models import Person


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, chosen."""

    def held(self) -> Self:
        """Those held now."""
        return self.filter(left_at=None)


class Post(models.Model):
    """One person in one unit. A person may hold several; the main one gives new records their unit."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(_("post"), max_length=60, blank=True)
    is_head = models.BooleanField(_("leads the unit"), default=False)
    is_main = models.BooleanField(_("main post"), default=False)
    reports_to = models.ForeignKey(
        Person, verbose_name=_("reports to"), null=True, blank=True, on_delete=models.SET_NULL, related_name="reports"
    )
    since = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(is_main=True, left_at=None), name="post_one_main_per_person"
            ),
            models.UniqueConstraint(
                fields=["person", "unit"], condition=models.Q(left_at=None), name="post_once_per_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.person_id} @ {self.unit_id}"
