"""What somebody has beside a password: an app that shows codes, a few codes on paper, and browsers that need not ask."""

from datetime import datetime, timedelta
from typing import Final, Self

from django.db import models

from tongxin.base.database.secret import SecretField
from tongxin.collab.people.models.person import Person

SET_UP_WITHIN: Final = timedelta(minutes=10)
TRUSTED_FOR: Final = timedelta(days=30)


class SecondFactorQuerySet(models.QuerySet["SecondFactor"]):
    """Second factors, chosen."""

    def on(self) -> Self:
        """Those that are asked for at sign-in."""
        return self.exclude(confirmed_at=None)


class SecondFactor(models.Model):
    """The key that somebody's app shares with us. A key counts once a code of it was typed; until then it is `next_key`, and the one
    before goes on. `last_step` is the half minute of the last code that was taken: none counts twice."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="second_factor")
    key = SecretField(blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_step = models.BigIntegerField(default=-1)
    next_key = SecretField(blank=True, default="")
    next_at = models.DateTimeField(null=True, blank=True)

    objects = SecondFactorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None, key="")
                | models.Q(confirmed_at__isnull=False) & ~models.Q(key=""),
                name="second_factor_on_has_a_key",
            )
        ]

    def __str__(self) -> str:
        return str(self.person_id)

    def is_being_set_up(self, at: datetime) -> bool:
        """Whether a new key waits for its first code."""
        return self.next_at is not None and at < self.next_at + SET_UP_WITHIN


class RecoveryCode(models.Model):
    """One of ten codes for when the app is gone, known by its first figure. Kept like a password, used once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recovery_codes")
    number = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=128)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="recovery_code_of_person")]

    def __str__(self) -> str:
        return str(self.pk)


class TrustedBrowserQuerySet(models.QuerySet["TrustedBrowser"]):
    """Trusted browsers, chosen."""

    def living(self, at: datetime) -> Self:
        """Trusted less than 30 days ago, and under the credentials that their person has now."""
        return self.filter(until__gt=at, epoch=models.F("person__credential_epoch"), person__deactivated_at=None)


class TrustedBrowser(models.Model):
    """A browser that is not asked for a code. It is known by the mark that signing in leaves; of that mark a digest is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="trusted_browsers")
    digest = models.CharField(max_length=64, unique=True)
    epoch = models.PositiveIntegerField()
    until = models.DateTimeField()

    objects = TrustedBrowserQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)
