"""Whether everything is as it was: each column of each row that a merge may touch, but for versions and the time of the last change."""

import hashlib
import json
from typing import Any

from django.apps import apps

LABELS = (
    "parties", "activities", "access", "files", "memory", "pools", "ownership", "tasks", "feed", "approvals", "pipeline", "privacy",
    "catalogue", "leads", "quotes", "orders", "calendar",
)  # fmt: skip
MOVING = {"version", "updated_at", "contact_order", "next_order"}
# What follows from activities is compared only where nothing was noted meanwhile.
TRACED = {
    "Party": {"last_contact_at", "next_step", "next_at"},
    "Custody": {"followed_at", "return_at", "line_id", "warned_for"},
}
Row = dict[str, Any]


def state(without: set[int], *, traced: bool = True) -> dict[str, dict[Any, Row]]:
    """Every row that a merge may touch, by its number; activities in `without` are left out, and what follows from them."""
    found = {}
    for label in LABELS:
        for model in apps.get_app_config(label).get_models():
            left_out = MOVING if traced else MOVING | TRACED.get(model.__name__, set())
            names = [column.attname for column in model._meta.concrete_fields if column.attname not in left_out]
            key = model._meta.pk.attname
            rows = model._base_manager.exclude(pk__in=without) if model.__name__ == "Activity" else model._base_manager
            found[f"{label}.{model.__name__}"] = {row[key]: row for row in rows.order_by().values(*names)}
    return found


def digest(rows: dict[Any, Row]) -> str:
    """A short mark of all rows of a kind, by which sameness is seen at once."""
    told = json.dumps([rows[key] for key in sorted(rows, key=str)], sort_keys=True, default=str)
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def differences(before: dict[str, dict[Any, Row]], after: dict[str, dict[Any, Row]]) -> list[str]:
    """What is not as it was."""
    wrong = []
    for label in before:
        old, new = before[label], after[label]
        if digest(old) == digest(new):
            continue
        for number in sorted(old.keys() | new.keys()):
            one, other = old.get(number), new.get(number)
            if one is None or other is None:
                wrong.append(f"{label} {number}: {'gone' if other is None else 'left over'}")
                continue
            wrong += [f"{label} {number}.{key}: {one[key]!r} → {other[key]!r}" for key in one if one[key] != other[key]]
    return wrong
