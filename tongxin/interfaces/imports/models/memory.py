"""Which column meant what the last time."""

from django.db import models

from tongxin.collab.people.models import Person


class RememberedMapping(models.Model):
    """`fingerprint` stands for the set of headings; `mapping` is {heading key: field or ""}, `choices` as in an import.

    It belongs to the firm: what one colleague settled for the ledger of a region need not be asked of the next.
    """

    fingerprint = models.CharField(max_length=64)
    target = models.CharField(max_length=40)
    mapping = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    used_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fingerprint", "target"], name="mapping_once_per_headings")]

    def __str__(self) -> str:
        return f"{self.target}: {', '.join(self.mapping)}"
