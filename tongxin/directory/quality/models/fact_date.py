"""Since when a fact is as it is, or was last found right."""

from django.db import models

from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party


class FactDate(models.Model):
    """Only for facts that were changed or confirmed after the record was added: the others are as old as their record."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+", db_index=False)
    fact = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    is_confirmed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["party", "fact"], name="fact_date_once")]

    def __str__(self) -> str:
        return f"{self.fact} of {self.party_id}"
