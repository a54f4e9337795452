"""Devices on which somebody lets their browser show notices, and the keys by which the firm is known to push services."""

from typing import Any, Self

from django.db import models

from tongxin.base.database.secret import SecretField
from tongxin.collab.people.models import Person


class DeviceQuerySet(models.QuerySet["Device"]):
    """Devices, chosen."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """One's own; nobody else's. Fails closed."""
        if not isinstance(person, Person) or not person.is_active:
            return self.none()
        return self.filter(person=person)


class Device(models.Model):
    """A browser's subscription (W3C Push API): `endpoint` is where its push service takes messages, `key` and `auth` make them readable
    to this browser alone (RFC 8291). `digest` of the endpoint tells one from another."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    endpoint = SecretField()
    key = SecretField()
    auth = SecretField()
    added_at = models.DateTimeField()

    objects = DeviceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class PushKeys(models.Model):
    """The firm's own pair of keys (RFC 8292), made once: browsers take messages from whoever holds `private` and from nobody else."""

    public = models.CharField(max_length=100)
    private = SecretField()

    def __str__(self) -> str:
        return self.public
