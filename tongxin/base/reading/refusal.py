"""Why a file, or the rest of it, cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .limits import CELL_CHARACTERS, COLUMNS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Unreadable(Exception):
    """The file cannot be read; `reason` says in one sentence what is wrong and what to do, in the reader's language.

    The sentence is translated when it is shown, so that a refusal in a background job still speaks the language
    of the person who sees it.
    """

    def __init__(self, sentence: str | _StrPromise, **particulars: object) -> None:
        super().__init__(sentence)
        self._sentence = sentence
        self._particulars = particulars

    @property
    def reason(self) -> str:
        text = str(self._sentence)
        return text % self._particulars if self._particulars else text

    def __str__(self) -> str:
        return self.reason


def too_many_columns(count: int) -> Unreadable:
    """The refusal of a table wider than anyone can map by hand."""
    return Unreadable(
        _("The table has %(count)d columns; up to %(limit)d can be read. Delete the columns you do not need."),
        count=count,
        limit=COLUMNS,
    )


def cut_note() -> str:
    """The note on a cell whose text is longer than the limit."""
    return gettext("A text longer than %(count)d characters was cut.") % {"count": CELL_CHARACTERS}
