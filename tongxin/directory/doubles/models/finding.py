"""What is needed to find doubles: under which keys parties are filed, who must be looked at again, which pairs are likely."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party, sees


class Key(models.Model):
    """A party is filed under a key, a number made from its name, phone, address …: only parties that share one are compared."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+", db_index=False)
    value = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["value", "party"], name="key_once_per_party")]
        indexes = [models.Index(fields=["party"], name="key_of_party")]

    def __str__(self) -> str:
        return f"{self.value:x}: {self.party_id}"


class Changed(models.Model):
    """Something about a party changed since it was last looked at. Only ever added to and read in order: no key, so that writing costs nothing."""

    party_id = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.party_id)


class PairQuerySet(models.QuerySet["Pair"]):
    """Pairs, chosen. Loaded by doors only through `visible_to(person)`."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Those of which the person sees at least one side. The other one, if unseen, is only said to exist."""
        return self.filter(sees(person, "one_id") | sees(person, "other_id"))

    def living(self) -> Self:
        """Those of which both sides are there."""
        return self.filter(one__deleted_at=None, other__deleted_at=None)

    def open(self) -> Self:
        """Those about which nobody said that they are two."""
        return self.filter(different_at=None)

    def different(self) -> Self:
        """Those about which somebody said so."""
        return self.filter(different_at__isnull=False)

    def of(self, party_id: int) -> Self:
        """Those in which a party stands."""
        return self.filter(Q(one=party_id) | Q(other=party_id))


class Pair(models.Model):
    """Two parties, the lower number first, that are likely one (`likelihood` in percent), or that somebody told apart."""

    one = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    likelihood = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    found_at = models.DateTimeField()
    different_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    different_at = models.DateTimeField(null=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-likelihood", "-id"], name="pair_open", condition=Q(different_at=None)),
            models.Index(
                fields=["-different_at", "-id"], name="pair_different", condition=Q(different_at__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="pair_once"),
            models.CheckConstraint(condition=Q(one__lt=models.F("other")), name="pair_in_order"),
            models.CheckConstraint(condition=Q(likelihood__lte=100), name="pair_in_percent"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} = {self.other_id}? {self.likelihood} %"
