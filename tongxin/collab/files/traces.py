"""Where this room keeps something about people."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import around, of_subject
from tongxin.base.reading.plain import words_inside
from tongxin.base.registries import Corner, Sought, Tie, Trace, personal_data
from tongxin.collab.files.actions import drop_files
from tongxin.collab.files.models import Attachment, StoredFile

_OF = of_subject("kind", "record_id")


def register_traces() -> None:
    """Files on a person's records go with these. A file elsewhere in which the person is named may be about others too: somebody
    judges, and then it goes as a whole or stays."""
    personal_data.register(
        "attachment", Corner(label=_("files of the person"), find=_own, erase=lambda sought, rows: [], goes=True)
    )
    columns = frozenset({"files.storedfile.name"})
    personal_data.register("file", Corner(label=_("files elsewhere"), find=_elsewhere, erase=_drop, columns=columns))


def _own(sought: Sought) -> Iterator[Trace]:
    for one in Attachment.objects.filter(_OF(sought.own)).select_related("file").order_by("pk"):
        yield Trace(one.pk, Tie.OWN, one.file.name, one.file.sha256)


def _elsewhere(sought: Sought) -> Iterator[Trace]:
    mine = set(Attachment.objects.filter(_OF(sought.own)).values_list("file_id", flat=True))
    for file in StoredFile.objects.order_by("pk").iterator():
        if file.pk in mine:
            continue
        for text in (file.name, "" if file.is_picture else words_inside(file.path)):
            if found := sought.words_in.search(text) or sought.names_in.search(text):
                yield Trace(file.pk, Tie.NAME, f"{file.name}: {around(text, found.start())}", file.sha256)
                break


def _drop(sought: Sought, rows: Collection[int]) -> list[int]:
    drop_files(rows)
    return []
