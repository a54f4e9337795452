"""What was gathered into one place: files, people who brought something, doubles gone."""

from dataclasses import dataclass
from typing import Any

from tongxin.base.registries import subject_kinds
from tongxin.collab.journal.models import Entry
from tongxin.directory.doubles.models import Merge
from tongxin.directory.parties.models import sees

_MOST = 2000


@dataclass(frozen=True)
class Gathered:
    """`files` that were brought in and not taken back, `rows` that came with them, `people` who brought them, `doubles` that are one
    record now."""

    files: int
    rows: int
    people: int
    doubles: int


def gathered(person: Any) -> Gathered:  # Any: the person type of the doors
    """From the journal's lines about imports the person may see, and from merges of records the person may see."""
    told = Entry.objects.filter(kind="import", name__in=["import.done", "import.undone"]).order_by("-id")[:_MOST]
    last: dict[int, Entry] = {}
    for entry in told:
        last.setdefault(entry.subject_id, entry)
    kind = subject_kinds.find("import")
    seen = set(kind.visible(person, list(last))) if kind else set()
    done = [entry for number, entry in last.items() if number in seen and entry.name == "import.done"]
    return Gathered(
        files=len(done),
        rows=sum(entry.particulars.get("created", 0) + entry.particulars.get("updated", 0) for entry in done),
        people=len({entry.actor_id for entry in done}),
        doubles=Merge.objects.standing().filter(sees(person, "kept_id")).count(),
    )
