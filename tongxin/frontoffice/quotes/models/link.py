"""A link for the customer: one quote and nothing else, for some days, to be taken back."""

import hashlib

from django.db import models

from tongxin.collab.people.models import Person
from tongxin.frontoffice.quotes.models.quote import Quote


class QuoteLink(models.Model):
    """Only the digest of the key is kept. `furthest` is the last part of the page that was looked at: top, lines, terms or answer."""

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    first_opened_at = models.DateTimeField(null=True, blank=True)
    last_opened_at = models.DateTimeField(null=True, blank=True)
    times = models.PositiveIntegerField(default=0)
    furthest = models.CharField(max_length=8, blank=True)

    def __str__(self) -> str:
        return f"{self.quote_id}"

    @staticmethod
    def digest_of(key: str) -> str:
        """Under which a key is kept."""
        return hashlib.sha256(key.encode()).hexdigest()
