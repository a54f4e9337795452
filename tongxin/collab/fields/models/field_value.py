"""Values of custom fields as lists filter and sort by them: one narrow row for each, indexed by what it holds."""

from django.db import models
from django.db.models import Q

from tongxin.collab.fields.models.custom_field import CustomField


class FieldValue(models.Model):
    """One value of one record; several choices are several rows, told apart by `place`. An empty value has no row.

    Text, choices and running numbers stand in `text` (its beginning), numbers, amounts in major units, people, parties and
    yes/no in `number`, days in `day`. The record's own JSON is what people are shown: both are written in one transaction.
    """

    field = models.ForeignKey(CustomField, on_delete=models.CASCADE, related_name="+", db_index=False)
    record_id = models.BigIntegerField()
    place = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=200, default="", blank=True)
    number = models.FloatField(null=True)
    day = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["field", "text", "record_id"], name="field_value_text", condition=~Q(text="")),
            models.Index(fields=["field", "number", "record_id"], name="field_value_number", condition=~Q(number=None)),
            models.Index(fields=["field", "day", "record_id"], name="field_value_day", condition=~Q(day=None)),
        ]
        constraints = [models.UniqueConstraint(fields=["field", "record_id", "place"], name="field_value_once")]

    def __str__(self) -> str:
        return f"{self.field_id} of {self.record_id}"
