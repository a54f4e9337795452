"""A hook: a service outside that rules may tell of what happened."""

from datetime import datetime
from typing import Any, Self
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.urls import reverse

from tongxin.base.database.secret import Secret, SecretField
from tongxin.collab.access.policies import can_administer


class HookQuerySet(models.QuerySet["Hook"]):
    """Hooks, chosen."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Administrators set them up."""
        return self.all() if can_administer(person) else self.none()

    def present(self) -> Self:
        """Those that were not taken away."""
        return self.filter(removed_at=None)


class Hook(models.Model):
    """`address` may hold a key of the service and is shown by its host only; what is sent is signed with `secret`, as
    standardwebhooks.com describes it, so that the service knows who speaks. Until `former_until` it is signed with `former_secret`
    too, so that the service may learn the new one at leisure."""

    name = models.CharField(max_length=60)
    address = SecretField(blank=True)
    secret = SecretField(blank=True)
    former_secret = SecretField(blank=True)
    former_until = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = HookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(address="", secret="", former_secret=""),
                name="hook_gone_keeps_no_secret",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page among the settings."""
        return reverse("hook", args=[self.pk])

    def secrets_at(self, moment: datetime) -> list[Secret]:
        """With which of them it is signed then, the newer first."""
        is_former_good = self.former_until is not None and moment < self.former_until
        return [self.secret, self.former_secret] if is_former_good and self.former_secret else [self.secret]

    @property
    def host(self) -> str:
        """Where it leads, without what may be a key."""
        return str(urlsplit(self.address.reveal()).netloc)
