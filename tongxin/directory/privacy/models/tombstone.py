"""A tombstone: whom we erased, by numbers alone, so that an older backup does not bring them back."""

from django.db import models


class Tombstone(models.Model):
    """`born` are the erased parties with the instant at which each was added: a number alone could be another's in another database.
    `judged` are rows elsewhere (corner, row) that somebody said are theirs."""

    born = models.JSONField(default=dict)
    judged = models.JSONField(default=list)
    request_id = models.BigIntegerField()
    erased_at = models.DateTimeField()

    def __str__(self) -> str:
        return ", ".join(self.born)
