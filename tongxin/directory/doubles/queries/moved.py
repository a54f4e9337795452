"""What moved with a merge, for the account of it."""

from collections import defaultdict

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.directory.doubles.models import Merge

_COLUMNS = ("party", "person", "record_id", "party_id", "subject_id")


def moved_with(merge: Merge) -> list[tuple[str, int]]:
    """How many records of each kind moved, in words. Rows that have no name of their own are part of another record."""
    rows: dict[str, set[int]] = defaultdict(set)
    for label, row in merge.moves.filter(column__in=_COLUMNS).values_list("model", "row"):
        rows[label].add(row)
    known = _words()
    names = [*(label for label in known if label in rows), *sorted(rows.keys() - known.keys())]
    return [(word, len(rows[label])) for label in names if (word := known.get(label) or _own_word(label))]


def _own_word(label: str) -> str:
    """What a room above calls its records, if it says so in the reader's language."""
    said = apps.get_model(label)._meta.original_attrs.get("verbose_name_plural", "")
    return capfirst(str(said))


def _words() -> dict[str, str]:
    return {
        "activities.activity": _("Activities"),
        "activities.step": _("Next steps"),
        "tasks.task": pgettext("place", "Tasks"),
        "feed.remark": capfirst(_("remarks")),
        "calendar.entry": _("Calendar entries"),
        "parties.contact": _("Contacts"),
        "parties.contactpoint": _("Phones and mail"),
        "parties.relation": _("Relations"),
        "parties.partytag": _("Tags"),
        "files.attachment": _("Files"),
    }
