"""Consents, and what must be kept."""

from tongxin.directory.privacy.models.consent import Channel, Consent, ConsentQuerySet, Deed, Purpose
from tongxin.directory.privacy.models.hold import LegalHold, LegalHoldQuerySet

__all__ = ["Channel", "Consent", "ConsentQuerySet", "Deed", "LegalHold", "LegalHoldQuerySet", "Purpose"]
