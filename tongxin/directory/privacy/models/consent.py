"""What somebody allowed us, took back, or objected to."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from tongxin.collab.files.models import StoredFile
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party, sees


class Purpose(models.TextChoices):
    """For what we would like to use what we know."""

    MARKETING = "marketing", pgettext_lazy("consent", "marketing messages")
    CALLS = "calls", pgettext_lazy("consent", "sales calls and visits")
    PROFILING = "profiling", pgettext_lazy("consent", "personal recommendations")
    SHARING = "sharing", pgettext_lazy("consent", "passing on to partners")


class Channel(models.TextChoices):
    """By which way. `any` stands for all of them, those to come included."""

    ANY = "any", pgettext_lazy("consent", "every way")
    MAIL = "mail", pgettext_lazy("consent", "e-mail")
    SMS = "sms", pgettext_lazy("consent", "text message")
    WECHAT = "wechat", pgettext_lazy("consent", "WeChat")
    PHONE = "phone", pgettext_lazy("consent", "phone")


class Deed(models.TextChoices):
    """What the person did."""

    GIVEN = "given", pgettext_lazy("consent", "agreed")
    WITHDRAWN = "withdrawn", pgettext_lazy("consent", "withdrew consent")
    OBJECTED = "objected", pgettext_lazy("consent", "objected")


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Entries of the ledger, chosen. Loaded by doors only through `visible_to(person)`."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Those of parties which the person may see."""
        return self.filter(sees(person, "party_id"))

    def latest_first(self) -> Self:
        """By the day on which it was said; of one day, what was noted last."""
        return self.order_by("-said_on", "-id")


class Consent(models.Model):
    """One entry of the ledger, which only grows: the newest one on a purpose and way holds. `evidence` is what was said or read, or
    where that can be looked up; `source` the form, call or contract it came with."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="consents", db_index=False)
    purpose = models.CharField(pgettext_lazy("consent", "purpose"), max_length=10, choices=Purpose.choices)
    channel = models.CharField(
        pgettext_lazy("consent", "way"), max_length=7, choices=Channel.choices, default=Channel.ANY
    )
    deed = models.CharField(max_length=9, choices=Deed.choices)
    source = models.CharField(pgettext_lazy("consent", "how we know"), max_length=120)
    evidence = models.TextField(pgettext_lazy("consent", "evidence"), blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField(pgettext_lazy("consent", "said on"))
    valid_until = models.DateField(pgettext_lazy("consent", "holds until"), null=True, blank=True)
    noted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    noted_at = models.DateTimeField()

    objects = ConsentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["party", "-said_on", "-id"], name="consent_of_party")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(deed="given", valid_until__gte=models.F("said_on")),
                name="consent_ends_after_it_began",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} · {self.get_channel_display()}: {self.get_deed_display()}"

    def allows_on(self, day: date) -> bool:
        """Whether this entry, if nothing newer was said, lets us on that day."""
        return self.deed == Deed.GIVEN and (self.valid_until is None or day <= self.valid_until)
