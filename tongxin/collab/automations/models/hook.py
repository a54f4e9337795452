"""A hook: a service outside that rules may tell of what happened."""

from typing import Any, Self
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.urls import reverse

from tongxin.base.database.secret import SecretField
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
    standardwebhooks.com describes it, so that the service knows who speaks."""

    name = models.CharField(max_length=60)
    address = SecretField(blank=True)
    secret = SecretField(blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = HookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(address="", secret=""), name="hook_gone_keeps_no_secret"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page among the settings."""
        return reverse("hook", args=[self.pk])

    @property
    def host(self) -> str:
        """Where it leads, without what may be a key."""
        return str(urlsplit(self.address.reveal()).netloc)
