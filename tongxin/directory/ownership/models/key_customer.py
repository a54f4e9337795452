"""A key customer: stays with its owner, whatever rules and colleagues want."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party


class KeyCustomer(models.Model):
    """Nobody but an administrator hands it over, and no rule returns it to a pool."""

    party = models.OneToOneField(Party, on_delete=models.CASCADE, primary_key=True, related_name="key_mark")
    why = models.CharField(_("why"), max_length=200)
    marked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    marked_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.party_id)
