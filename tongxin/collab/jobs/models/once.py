"""A deed that must happen once, however often it is asked for."""

from datetime import datetime
from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class OnceQuerySet(models.QuerySet["Once"]):
    """Answered requests, chosen."""

    def past(self, now: datetime) -> Self:
        """Those whose answer need not be kept any longer."""
        return self.filter(expires_at__lte=now)


class Once(models.Model):
    """The answer to a request, by who asked (`principal`, as `person:12` or `token:3`) and the key they gave.

    It is written in the transaction of the deed itself: while the deed runs nobody else can read it, and a deed that was
    not committed left no answer.
    """

    principal = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    answer = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    objects = OnceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["principal", "key"], name="once_per_principal")]

    def __str__(self) -> str:
        return f"{self.principal} {self.key}"
