"""Colleagues who work on a customer together with its owner."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongxin.collab.people.models import Person
from tongxin.directory.parties.models.party import Party


class TeamMember(models.Model):
    """A colleague on a party's team; sees it and may change it within the write scope."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="team_members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(_("part in the team"), max_length=40, blank=True)
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["party", "person"], name="team_member_once")]

    def __str__(self) -> str:
        return f"{self.party_id}: {self.person_id}"
