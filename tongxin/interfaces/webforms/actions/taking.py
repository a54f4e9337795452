"""Taking what a visitor wrote."""

import re
from collections.abc import Mapping
from datetime import timedelta
from hashlib import blake2b

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.collab.people.actions.guessing import network_of
from tongxin.interfaces.webforms.actions.filing import place_entry
from tongxin.interfaces.webforms.models import Entry, Outcome, WebForm

MOST_IN_TEN_MINUTES = 10
MOST_IN_AN_HOUR = 300
LEAST_SECONDS = 2
_LINKS = 3
_LONGEST = {"message": 2_000}
_link = re.compile(r"https?://|www\.|\[url", re.I)


class TooMany(PermissionDenied):
    """More entries from one network than people write."""


@transaction.atomic
def take_entry(
    *, form: WebForm, values: Mapping[str, str], agreed: bool, address: str, seconds: float, trap: str = ""
) -> Entry:
    """Keep what a visitor wrote within `seconds`, and make it part of a customer's record unless it looks like spam (`trap`: what stood in the
    field that people don't see). Raises TooMany from the eleventh entry of a network in ten minutes, and when a form
    gets more than 300 in an hour. The same words twice within ten
    minutes are one entry."""
    net = blake2b(network_of(address).encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=16).hexdigest()
    lately = Entry.objects.lately_from(net, minutes=10)
    hour = Entry.objects.filter(form=form, at__gt=now() - timedelta(hours=1))
    if lately.count() >= MOST_IN_TEN_MINUTES or hour.count() >= MOST_IN_AN_HOUR:
        raise TooMany(_("Many entries came from here just now. Wait ten minutes, or call us."))
    kept = {key: clean(values.get(key, "")).strip()[: _LONGEST.get(key, 200)] for key in ("name", *form.asks)}
    same = lately.filter(form=form, values=kept, at__gt=now() - timedelta(minutes=10)).first()
    if same is not None:
        return same
    why = _spam(kept, seconds, trap)
    outcome = Outcome.SPAM if why else Outcome.WAITING
    entry = Entry.objects.create(
        form=form, at=now(), values=kept, agreed=agreed and bool(form.consent), net=net, outcome=outcome, why=why
    )
    if not why:
        _place_or_wait(entry)
    return entry


def _spam(values: Mapping[str, str], seconds: float, trap: str) -> str:
    """Why it looks like spam; empty when it doesn't."""
    if trap:
        return _("It filled in a field which people don't see.")
    if seconds < LEAST_SECONDS:
        return _("It was sent faster than anybody types.")
    if sum(len(_link.findall(text)) for text in values.values()) >= _LINKS or _link.search(values.get("name", "")):
        return _("It is full of links.")
    return ""


def _place_or_wait(entry: Entry) -> None:
    """What can't be placed is never lost, and the visitor's page doesn't break: it waits for an administrator, with the reason."""
    try:
        with transaction.atomic():
            place_entry(entry)
    except ValidationError as error:
        entry.why = " ".join(error.messages)[:200]
    except PermissionDenied as error:
        entry.why = str(error)[:200] or _("Whoever takes these entries may not add customers.")
    else:
        return
    entry.outcome = Outcome.WAITING
    entry.party = None
    entry.save(update_fields=["outcome", "why", "party"])
