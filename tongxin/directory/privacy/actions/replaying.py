"""After a restore: those who were erased since the backup was made are erased again."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.actions.erasing import erase_person
from tongxin.directory.privacy.actions.tombstones import Line, keep_tombstone
from tongxin.directory.privacy.queries.tracing import sought_for


@dataclass
class Replayed:
    """How many records were erased again, and which cases must be answered again because they were found by words."""

    records: int = 0
    to_repeat: list[int] = field(default_factory=list)


def erase_again(lines: Iterable[Line]) -> Replayed:
    """Erase again whom the list names, as far as they came back; a record of that number that was added at another moment is somebody
    else's and stays."""
    done = Replayed()
    for line in lines:
        with transaction.atomic():
            done.records += _erase_one(line)
            keep_tombstone(line)
        if line["has_words"]:
            done.to_repeat.append(line["request"])
    return done


def _erase_one(line: Line) -> int:
    born = {int(number): datetime.fromisoformat(at) for number, at in line["born"].items()}
    back = Party.objects.filter(pk__in=born, merged_into=None).values_list("pk", "created_at")
    same = [number for number, at in back if at == born[number]]
    judged = {(corner, row) for corner, row in line["judged"]}
    for number in same:
        erase_person(sought_for(number), by=None, judged=judged)
    return len(same)
