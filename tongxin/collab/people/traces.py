"""Where this room keeps something about people whom the firm knows: what a session was told to say next."""

import string
from collections.abc import Collection, Iterator

from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import around, text_of
from tongxin.base.registries import Corner, Sought, Tie, Trace, personal_data

_SIGNS = string.digits + string.ascii_lowercase
_LENGTH = 32


def register_traces() -> None:
    """A session in which the person is named ends; whoever had it signs in again."""
    columns = frozenset({"sessions.session.session_data"})
    personal_data.register("session", Corner(label=_("sessions"), find=_find, erase=_end, columns=columns))


def _find(sought: Sought) -> Iterator[Trace]:
    for session in Session.objects.iterator():
        text = text_of(session.get_decoded())
        if found := sought.words_in.search(text) or sought.names_in.search(text):
            yield Trace(int(session.session_key, len(_SIGNS)), Tie.WORD, around(text, found.start()))


def _end(sought: Sought, rows: Collection[int]) -> list[int]:
    Session.objects.filter(session_key__in=[_key(row) for row in rows]).delete()
    return []


def _key(number: int) -> str:
    signs = ""
    while number:
        number, sign = divmod(number, len(_SIGNS))
        signs = _SIGNS[sign] + signs
    return signs.rjust(_LENGTH, "0")
