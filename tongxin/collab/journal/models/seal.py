"""Seals: what the journal held at a moment, so that a later change of it can be seen."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC
from typing import Final, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from tongxin.collab.journal.models.entry import Entry

_NUMBER: Final = 8  # bytes
_DIGEST: Final = 16  # bytes of SHA-256: enough that nobody finds a second text to one
_ROW: Final = _NUMBER + 2 * _DIGEST


class Digests(NamedTuple):
    """Of one entry: what stays for ever (who, when, on what), and what the law may take away (what was told)."""

    fixed: bytes
    told: bytes


def digests_of(entry: Entry) -> Digests:
    """The same on every database."""
    times = [at.astimezone(UTC).isoformat(timespec="microseconds") for at in (entry.at, entry.happened_at)]
    people = [entry.actor_id, entry.on_behalf_of_id]
    fixed = [entry.pk, *times, *people, entry.kind, entry.subject_id, entry.customer_id, entry.batch]
    return Digests(_digest(fixed), _digest([entry.name, entry.particulars, entry.before]))


def _digest(said: object) -> bytes:
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:_DIGEST]


class Seal(models.Model):
    """Digests of some entries, `held` as text, and the `chain`: a digest of these and of the seal before. `last_id` is the highest entry
    that any seal holds so far."""

    at = models.DateTimeField()
    last_id = models.BigIntegerField()
    count = models.PositiveIntegerField()
    held = models.TextField()
    chain = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.pk}: {self.count} up to {self.last_id}"

    @property
    def digests(self) -> Mapping[int, Digests]:
        """By the number of the entry."""
        found, held = {}, base64.b64decode(self.held)
        for start in range(0, len(held), _ROW):
            row = held[start : start + _ROW]
            fixed, told = row[_NUMBER : _NUMBER + _DIGEST], row[_NUMBER + _DIGEST :]
            found[int.from_bytes(row[:_NUMBER])] = Digests(fixed, told)
        return found


def held_text(entries: Iterable[Entry]) -> str:
    """The digests of these entries as a seal holds them."""
    rows = ((entry.pk, digests_of(entry)) for entry in entries)
    return base64.b64encode(b"".join(number.to_bytes(_NUMBER) + b"".join(found) for number, found in rows)).decode()


def chained(before: str, held: str) -> str:
    """The chain of the next seal."""
    return hashlib.sha256(f"{before}\n{held}".encode()).hexdigest()


class ErasedEntry(models.Model):
    """An entry of which the law had words taken away."""

    entry_id = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.entry_id)
