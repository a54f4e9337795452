"""What one visitor wrote."""

from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.clock import now
from tongxin.collab.access.policies import can_administer
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.leads.models import Lead
from tongxin.interfaces.webforms.models.form import WebForm


class Outcome(models.TextChoices):
    """What became of an entry."""

    NEW = "new", pgettext_lazy("entry of a web form", "new customer")
    KNOWN = "known", pgettext_lazy("entry of a web form", "known already")
    SPAM = "spam", pgettext_lazy("entry of a web form", "looks like spam")
    WAITING = "waiting", pgettext_lazy("entry of a web form", "waiting")


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries, chosen. Loaded by doors only through `visible_to(person)`."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """All for administrators, for others those of customers in sight, and of leads in sight that became no customer yet. Fails closed."""
        if can_administer(person):
            return self.all()
        waiting = Q(party=None, lead__in=Lead.objects.visible_to(person))
        return self.filter(Q(party__in=Party.objects.visible_to(person)) | waiting)

    def of_somebody(self) -> Self:
        """Those that became a customer or a lead."""
        return self.exclude(party=None, lead=None)

    def lately_from(self, net: str, *, minutes: int) -> Self:
        """Those from one network in the last minutes."""
        return self.filter(net=net, at__gt=now() - timedelta(minutes=minutes))


class Entry(models.Model):
    """`values` by key as they were typed; `net` is a digest of the visitor's network, to count by. `why` says why it waits or is held for spam."""

    form = models.ForeignKey(WebForm, on_delete=models.CASCADE, related_name="entries", db_index=False)
    at = models.DateTimeField()
    values = models.JSONField(default=dict)
    agreed = models.BooleanField(_("agreed"), default=False)
    net = models.CharField(max_length=32)
    outcome = models.CharField(_("outcome"), max_length=7, choices=Outcome.choices)
    why = models.CharField(max_length=200, blank=True)
    party = models.ForeignKey(Party, null=True, on_delete=models.SET_NULL, related_name="+")
    lead = models.ForeignKey(Lead, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a web form")
        verbose_name_plural = _("entries of web forms")
        indexes = [
            models.Index(fields=["form", "-at", "-id"], name="webentry_of_form"),
            models.Index(fields=["net", "at"], name="webentry_of_net"),
        ]

    def __str__(self) -> str:
        return str(self.values.get("name", ""))
