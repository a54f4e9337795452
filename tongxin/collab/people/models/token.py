"""A token: a program acting for a person."""

import hashlib
import secrets
from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import pgettext_lazy

from tongxin.collab.people.models.person import Person

PREFIX = "tx_"


def digest_of(secret: str) -> str:
    """What is stored instead of the secret. The secret has 256 random bits, so a plain hash suffices."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_secret() -> str:
    """A fresh secret, shown once."""
    return PREFIX + secrets.token_urlsafe(32)


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens, chosen."""

    def alive(self, at: datetime) -> Self:
        """Not revoked, not expired, and given to somebody who works here since the same credential epoch."""
        return self.filter(
            models.Q(expires_at=None) | models.Q(expires_at__gt=at),
            revoked_at=None,
            person__deactivated_at=None,
            epoch=models.F("person__credential_epoch"),
        )


class Token(models.Model):
    """Sees exactly what its person may see, within its scopes (`read`, `write`)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(pgettext_lazy("token", "name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    epoch = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
