"""Typed relations between parties; the group tree is the `parent` of a party."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongxin.directory.parties.models.party import Party


class Relation(models.Model):
    """`party` is … of `other`: supplier of, dealer of, competitor at, member of the household, related otherwise."""

    class Kind(models.TextChoices):
        SUPPLIES = "supplies", _("supplies")
        DISTRIBUTES = "distributes", _("distributes for")
        COMPETES = "competes", _("competes at")
        MEMBER = "member", _("is a member of")
        REFERRED = "referred", _("was introduced by")
        PARTNER = "partner", _("works with")
        RELATED = "related", _("is related to")

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="relations_to")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    note = models.CharField(_("note"), max_length=200, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "other", "kind"], name="relation_once"),
            models.CheckConstraint(condition=~models.Q(party=models.F("other")), name="relation_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.kind} {self.other_id}"
