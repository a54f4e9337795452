"""Whether the journal is still what was sealed."""

from dataclasses import dataclass, field

from tongxin.collab.journal.models import Entry, ErasedEntry, Seal
from tongxin.collab.journal.models.seal import chained, digests_of


@dataclass
class Verdict:
    """How many entries are sealed, of how many the law took words away, and what is amiss: numbers of entries and seals. `chain` is that of
    the newest seal; whoever kept it elsewhere sees that the seals themselves are the old ones."""

    sealed: int = 0
    erased: int = 0
    unsealed: int = 0
    changed: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    slipped_in: list[int] = field(default_factory=list)
    broken_seals: list[int] = field(default_factory=list)
    chain: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is amiss."""
        return not (self.changed or self.gone or self.slipped_in or self.broken_seals)


def verified() -> Verdict:
    """Look at every seal and every entry. A long reading: a second for some ten thousand entries."""
    told, upto = Verdict(), 0
    late: set[int] = set()  # numbers that no seal has held so far, though a higher one is sealed
    for seal in Seal.objects.order_by("pk").iterator(chunk_size=10):
        if seal.chain != chained(told.chain, seal.held) or seal.count != len(seal.digests):
            told.broken_seals.append(seal.pk)
        told.chain = seal.chain
        _look_at(seal, told)
        between = Entry.objects.filter(pk__gt=upto, pk__lte=seal.last_id).values_list("pk", flat=True)
        late = (late | set(between)) - seal.digests.keys()
        upto = max(upto, seal.last_id)
    told.slipped_in = sorted(late)
    told.unsealed = Entry.objects.filter(pk__gt=upto).count()
    return told


def _look_at(seal: Seal, told: Verdict) -> None:
    held = seal.digests
    entries = Entry.objects.in_bulk(list(held))
    erased = set(ErasedEntry.objects.filter(pk__in=list(held)).values_list("pk", flat=True))
    for number, sealed in held.items():
        told.sealed += 1
        if number not in entries:
            told.gone.append(number)
            continue
        found = digests_of(entries[number])
        if found.fixed != sealed.fixed or (found.told != sealed.told and number not in erased):
            told.changed.append(number)
        told.erased += number in erased
