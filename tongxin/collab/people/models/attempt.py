"""Failed sign-ins, counted to slow guessing down."""

from django.db import models


class FailedSignIn(models.Model):
    """One wrong guess, under the keys by which guessing is limited (`mail:…`, `net:…`)."""

    key = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["key", "at"], name="failed_sign_in_key_at")]

    def __str__(self) -> str:
        return self.key
