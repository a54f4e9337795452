"""Which imports were undone."""

from tongxin.collab.journal.models import Entry
from tongxin.interfaces.imports.events import ImportUndone


def taken_back() -> list[str]:
    """Batches of the imports that were undone as a whole."""
    numbers = Entry.objects.filter(kind="import", name=ImportUndone.name).values_list("subject_id", flat=True)
    return [f"import:{number}" for number in numbers]
