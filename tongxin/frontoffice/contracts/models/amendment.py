"""What is to become of a contract that holds: decided first, carried out then."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.collab.people.models import Person
from tongxin.frontoffice.contracts.models.contract import Contract


class ContractAmendment(models.Model):
    """`wanted` and `before` say the same things, as they are to be and as they were when it was asked for: `ends_on` as text, `gross` in
    minor units, `quantities` by numbers of lines (0 takes a line out). `words` become a clause of their own. Carried out, it made version
    `revision` of the contract."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("amendment", "being decided")
        AGREED = "agreed", pgettext_lazy("amendment", "carried out")
        REFUSED = "refused", pgettext_lazy("amendment", "refused")

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="amendments")
    wanted = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    words = models.TextField(_("words"), blank=True)
    why = models.CharField(_("why"), max_length=300)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.ASKED)
    revision = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract"], condition=Q(state="asked"), name="contract_amended_one_at_a_time")
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.contract_id}: {self.why}"
