"""Values of custom fields of records that do not keep them themselves."""

from django.db import models


class OwnValues(models.Model):
    """All values of one record as JSON by key, as people are shown them. A record without values has no row."""

    kind = models.CharField(max_length=30)
    record_id = models.BigIntegerField()
    custom = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "record_id"], name="own_values_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.record_id}"
