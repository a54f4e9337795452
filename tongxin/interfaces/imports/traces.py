"""Where this room keeps something about people."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import around, table_corner
from tongxin.base.reading.plain import words_inside
from tongxin.base.registries import Corner, Sought, Tie, Trace, personal_data
from tongxin.interfaces.imports.actions.keeping import release_files
from tongxin.interfaces.imports.models import Import, Rejection, RememberedMapping
from tongxin.interfaces.imports.queries.keeping import kept_path


def register_traces() -> None:
    """What was found while looking through files, what stayed out of them, and the files themselves, which go as a whole."""
    said = ("name", "sheet", "mapping", "choices", "preview", "warnings", "noted", "error", "undone")
    personal_data.register("import", table_corner(Import, *said, label=_("imports")))
    refused = ("column", "value", "reason")
    personal_data.register("rejection", table_corner(Rejection, *refused, label=_("rows left out"), mention="delete"))
    personal_data.register(
        "remembered_mapping", table_corner(RememberedMapping, "mapping", "choices", label=_("remembered columns"))
    )
    personal_data.register("import_file", Corner(label=_("files brought in"), find=_find, erase=_erase))


def _find(sought: Sought) -> Iterator[Trace]:
    for of in Import.objects.exclude(sha256="").order_by("pk"):
        text = words_inside(kept_path(of.sha256))
        if found := sought.words_in.search(text) or sought.names_in.search(text):
            yield Trace(of.pk, Tie.WORD, f"{of.name}: {around(text, found.start())}")


def _erase(sought: Sought, rows: Collection[int]) -> list[int]:
    release_files(rows)
    return []
