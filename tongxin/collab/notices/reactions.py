"""When that happened there, we do this here."""

from typing import Final

from django.utils.translation import gettext_noop as noop

from tongxin.base.events import Event, Telling, react_to
from tongxin.collab.notices.actions import notify
from tongxin.collab.people.events import (
    CodesGuessed,
    RecoveryCodeUsed,
    SecondFactorOff,
    SecondFactorOn,
    SecondFactorTaken,
)
from tongxin.collab.people.models import Person

WORDS: Final[dict[type[Event], str]] = {
    SecondFactorOn: noop("Two-step verification was switched on. If that wasn't you, tell your administrator now."),
    SecondFactorOff: noop("Two-step verification was switched off. If that wasn't you, tell your administrator now."),
    SecondFactorTaken: noop("%(by)s switched your two-step verification off: %(reason)s"),
    CodesGuessed: noop(
        "Somebody knows your password and typed wrong codes. If that wasn't you, choose another one now."
    ),
    RecoveryCodeUsed: noop("Somebody signed in with one of your recovery codes; %(left)s left."),
}
AT_THE_SERVER: Final = noop("Your two-step verification was switched off at the server: %(reason)s")


def when_a_way_in_changed(telling: Telling) -> None:
    """Whoever may come in differently hears of it, though it was done in their own name: another may have used it."""
    told = telling.event
    other = Person.objects.filter(pk__in=[telling.by_id or 0]).exclude(pk=telling.on.id).first()
    particulars = {name: getattr(told, name) for name in ("reason", "left") if hasattr(told, name)}
    notify(
        people=Person.objects.filter(pk=telling.on.id),
        kind=told.name,
        text=AT_THE_SERVER if isinstance(told, SecondFactorTaken) and other is None else WORDS[type(told)],
        by=other,
        url="/settings/me/" if isinstance(told, CodesGuessed) else "/settings/me/second-factor/",
        particulars=particulars,
        at=telling.at,
    )


def react() -> None:
    """What this room listens to."""
    for event in WORDS:
        react_to(event, when_a_way_in_changed)
