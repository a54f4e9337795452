"""A value that did not come in."""

from django.db import models

from tongxin.interfaces.imports.models.file_import import Import


class Rejection(models.Model):
    """Row (as a spreadsheet counts), column heading, what stood there, and why it could not be taken.

    `is_row` says that the whole row stayed out; otherwise the rest of the row came in.
    """

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rejections", db_index=False)
    row = models.BigIntegerField()
    column = models.CharField(max_length=255)
    field = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=500)
    is_row = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["of", "id"], name="rejection_of_import")]

    def __str__(self) -> str:
        return f"{self.row} {self.column}: {self.reason}"
