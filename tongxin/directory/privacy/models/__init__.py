"""Consents, what must be kept, and what people demand."""

from tongxin.directory.privacy.models.consent import Channel, Consent, ConsentQuerySet, Deed, Purpose
from tongxin.directory.privacy.models.hold import LegalHold, LegalHoldQuerySet
from tongxin.directory.privacy.models.retention import DAYS, Matter, RetentionRule
from tongxin.directory.privacy.models.reveal import Reveal, RevealQuerySet, RevealRule
from tongxin.directory.privacy.models.subject_request import Found, SubjectRequest
from tongxin.directory.privacy.models.tombstone import Tombstone

__all__ = [
    "DAYS",
    "Channel",
    "Consent",
    "ConsentQuerySet",
    "Deed",
    "Found",
    "LegalHold",
    "LegalHoldQuerySet",
    "Matter",
    "Purpose",
    "RetentionRule",
    "Reveal",
    "RevealQuerySet",
    "RevealRule",
    "SubjectRequest",
    "Tombstone",
]
