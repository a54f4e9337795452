"""A contact: a person's place at an organisation (or in a household)."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongxin.directory.parties.models.party import Party, sees


class ContactQuerySet(models.QuerySet["Contact"]):
    """Contacts, chosen."""

    def current(self) -> Self:
        """Those who still work there."""
        return self.filter(left_at=None)

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Contacts of parties which the person may see."""
        return self.filter(sees(person, "party_id"))


class Contact(models.Model):
    """One person can be a contact of several firms; their phone numbers belong to the person, the post to the place."""

    class Role(models.TextChoices):
        DECIDER = "decider", _("decides")
        APPROVER = "approver", _("approves")
        TECHNICAL = "technical", _("sets requirements")
        USER = "user", _("uses")
        BUYER = "buyer", _("buys")
        COACH = "coach", _("helps us")

    class Attitude(models.TextChoices):
        SUPPORTS = "supports", _("supports us")
        NEUTRAL = "neutral", _("neutral")
        PRICE = "price", _("looks at the price")
        AGAINST = "against", _("against us")
        UNMET = "unmet", _("not met yet")

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="places")
    title = models.CharField(_("job title"), max_length=80, blank=True)
    department = models.CharField(_("department"), max_length=80, blank=True)
    role = models.CharField(_("role in decisions"), max_length=12, choices=Role.choices, blank=True)
    attitude = models.CharField(_("attitude"), max_length=12, choices=Attitude.choices, blank=True)
    is_main = models.BooleanField(_("main contact"), default=False)
    reports_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ("-is_main", "id")
        indexes = [
            models.Index(fields=["party", "role"], name="contact_in_role", condition=models.Q(left_at=None)),
            models.Index(
                fields=["reports_to"], name="contact_reports_to", condition=models.Q(reports_to__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "person"], condition=models.Q(left_at=None), name="contact_once_per_party"
            ),
            models.CheckConstraint(condition=~models.Q(party=models.F("person")), name="contact_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.party_id}"
