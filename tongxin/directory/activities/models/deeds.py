"""Deeds in words, without who did them: visited 马国栋、沈丽."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

INWARDS = "in"


def deed(kind: str, direction: str, people: Sequence[str]) -> str:
    """What was done, with whom; `direction` is INWARDS when they came to us."""
    if not people:
        return _alone(kind, direction)
    who = {"people": pgettext("between names", ", ").join(people)}
    came = direction == INWARDS
    return {
        "call": _("was called by %(people)s") if came else _("called %(people)s"),
        "visit": _("was visited by %(people)s") if came else _("visited %(people)s"),
        "meeting": _("met %(people)s"),
        "message": _("got a message from %(people)s") if came else _("wrote to %(people)s"),
        "email": _("got an e-mail from %(people)s") if came else _("e-mailed %(people)s"),
        "note": _("noted about %(people)s"),
    }[kind] % who


def _alone(kind: str, direction: str) -> str:
    came = direction == INWARDS
    return {
        "call": _("was called") if came else _("made a call"),
        "visit": _("was visited") if came else _("paid a visit"),
        "meeting": _("held a meeting"),
        "message": _("got a message") if came else _("sent a message"),
        "email": _("got an e-mail") if came else _("sent an e-mail"),
        "note": _("noted"),
    }[kind]


def with_minutes(said: str, minutes: int | None) -> str:
    """The deed and how long it took."""
    return _("%(deed)s, %(minutes)d min") % {"deed": said, "minutes": minutes} if minutes else said
