"""Three overlapping files through the product's own import, then through its work list of doubles: do rows end at the right customers?

Each row brings a next step that names the row. Steps go wherever their customer goes, so that at the end the step tells to which
customer the row came, whether the import filled a record that was there or a merge brought two together.
Run by `bin/bench overlapping`.
"""

import csv
import io
import json
import sys
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from bench.overlapping import FILES, Customer, is_of_kept_out
from bench.slips import three_files

if TYPE_CHECKING:
    from tongxin.collab.people.models import Person

# What each file calls its columns, and what it says in them; the last one names the row.
COLUMNS = {
    "ledger": ("单位名称", "统一社会信用代码", "电话", "城市", "地址", "联系人", "手机", "邮箱", "客户编号", "上级单位", "下一步"),
    "phone book": ("公司", "信用代码", "公司电话", "所在城市", "公司地址", "姓名", "手机号码", "电子邮箱", "客户代码", "集团", "下一步"),
    "old system": ("customer name", "credit code", "phone", "city", "address", "contact", "mobile", "email", "customer id", "parent company", "next step"),
}  # fmt: skip
AT_ONCE = 200


@dataclass(frozen=True)
class Came:
    """Figures of pairs of rows that came together: how many, how many of them rightly, and how many should have."""

    together: int
    right: int
    true: int

    @property
    def precision(self) -> float:
        """The share that is right of those that came together."""
        return self.right / max(1, self.together)

    @property
    def recall(self) -> float:
        """The share that came together of those that should."""
        return self.right / max(1, self.true)


def file_of(records: Iterable[tuple[int, Customer]], file: str) -> bytes:
    """One file as it lies on somebody's disk."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS[file])
    for row, one in records:
        writer.writerow(
            [one.name, one.uscc, one.phone, one.city, one.address, one.contact, one.mobile, one.mail, one.number, one.parent, f"row {row}"]
        )  # fmt: skip
    return text.getvalue().encode("utf-8-sig")


def bring_in(by: "Person", records: Sequence[Customer]) -> list[dict[str, int]]:
    """All three files, one after the other, as they come. Answers what became of the rows of each."""
    from tongxin.collab.jobs.actions import work_off
    from tongxin.interfaces.imports.actions import receive_file, start_import
    from tongxin.interfaces.imports.models import Import

    counts = []
    for file in FILES:
        rows = [(row, one) for row, one in enumerate(records) if one.file == file]
        of = receive_file(by=by, name=f"{file}.csv", pieces=[file_of(rows, file)], target="customers")
        start_import(by=by, of=of)
        work_off()
        done = Import.objects.get(pk=of.pk)
        counts.append({name: getattr(done, name) for name in ("rows", "created", "updated", "unchanged", "merged")})
    return counts


def look_at_all() -> int:
    """Look for doubles of whatever came in, as the work behind the scenes does every other minute. Answers how many pairs it found."""
    from tongxin.directory.doubles.actions import look_at
    from tongxin.directory.doubles.models import Changed, Pair

    changed = sorted(set(Changed.objects.values_list("party_id", flat=True)))
    for start in range(0, len(changed), AT_ONCE):
        look_at(changed[start : start + AT_ONCE])
    Changed.objects.all().delete()
    return Pair.objects.living().open().count()


def merge_what_is_likely(by: "Person") -> dict[str, int]:
    """Work the list of likely doubles off, always the likeliest first, as somebody does who believes it; what was merged is looked at
    again each time, as the product does. Answers counts."""
    from django.core.exceptions import PermissionDenied, ValidationError

    from tongxin.directory.doubles.actions import look_at, merge_parties
    from tongxin.directory.doubles.models import Pair

    merged, refused = 0, set[int]()
    while (
        pair := Pair.objects.living().open().exclude(pk__in=refused).order_by("-likelihood", "pk").first()
    ) is not None:
        try:
            merge_parties(by=by, kept=pair.one, gone=pair.other)
        except (ValidationError, PermissionDenied):
            refused.add(pair.pk)
        else:
            merged += 1
            look_at([pair.one_id, pair.other_id])
    return {"merged": merged, "refused": len(refused)}


def came_together(records: Sequence[Customer], half: Container[int] | None = None) -> Came:
    """Which rows stand at one customer now, against the truth; of all rows, or of those of one half."""
    from tongxin.directory.activities.models import Step

    counted = range(len(records)) if half is None else half
    at: dict[int, set[int]] = defaultdict(set)
    for text, party in Step.objects.filter(text__startswith="row ").values_list("text", "party"):
        if (row := int(text.removeprefix("row "))) in counted:
            at[party].add(row)
    who: dict[str, list[int]] = defaultdict(list)
    for row, one in enumerate(records):
        if row in counted:
            who[one.who].append(row)
    together = {pair for rows in at.values() for pair in combinations(sorted(rows), 2)}
    true = {pair for rows in who.values() for pair in combinations(rows, 2)}
    return Came(len(together), len(together & true), len(true))


def halves(records: Sequence[Customer]) -> Iterator[tuple[str, set[int] | None]]:
    """All rows, those of the half by which weights were chosen, and those of the half that was kept out."""
    kept_out = {row for row, one in enumerate(records) if is_of_kept_out(one)}
    yield from (("all", None), ("chosen by", set(range(len(records))) - kept_out), ("kept out", kept_out))


def _tell(name: str, records: Sequence[Customer], more: dict[str, int]) -> None:
    for half, rows in halves(records):
        came = came_together(records, rows)
        figures = {"pairs": came.true, "precision": round(came.precision, 4), "recall": round(came.recall, 4)}
        line = {"name": name, "half": half, "rows": len(records) if rows is None else len(rows), **figures, **more}
        print(json.dumps(line), flush=True)


def main(firms: int) -> None:
    """Bring in, look, merge, tell."""
    import django

    django.setup()
    from tongxin.collab.people.models import Person

    by = Person.objects.active().order_by("pk").first()
    assert by is not None
    records = three_files(firms=firms)
    counts = bring_in(by, records)
    _tell("after the import", records, {"created": sum(one.get("created", 0) for one in counts)})
    found = look_at_all()
    _tell("after the work list", records, {"found": found, **merge_what_is_likely(by)})


if __name__ == "__main__":
    main(int(sys.argv[1]))
