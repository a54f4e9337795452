"""An address by which other programs read a person's calendar."""

from typing import Self

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from tongxin.collab.people.models import Person


class FeedQuerySet(models.QuerySet["Feed"]):
    """Feeds, chosen."""

    def alive(self) -> Self:
        """Not revoked, and of somebody who works here since the same credential epoch."""
        return self.filter(revoked_at=None, person__deactivated_at=None, epoch=F("person__credential_epoch"))


class Feed(models.Model):
    """Whoever knows the address reads what its person may see, at every look anew; private entries only as busy.

    Only a digest of the secret in the address is kept.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    epoch = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
