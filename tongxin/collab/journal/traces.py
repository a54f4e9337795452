"""Where this room keeps something about people."""

from collections.abc import Collection
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import either, of_record, of_subject, table_corner
from tongxin.base.registries import Sought, personal_data
from tongxin.collab.journal.actions import empty_entries, note_erased
from tongxin.collab.journal.models import Entry

_OF = either(of_subject("kind", "subject_id"), of_record("customer_id"))
_TABLE = table_corner(Entry, "particulars", "before", label=_("journal"), of=_OF)


def register_traces() -> None:
    """What was told, and how it was before. Of a person's own records only who did something, and when, stays."""
    personal_data.register("entry", replace(_TABLE, erase=_erase, goes=False))


def _erase(sought: Sought, rows: Collection[int]) -> list[int]:
    note_erased(rows)
    own = Entry.objects.filter(_OF(sought.own), pk__in=rows)
    return empty_entries(list(own.values_list("pk", flat=True))) + _TABLE.erase(sought, rows)
