"""The limit on guessing passwords and codes."""

import ipaddress
import logging
from collections.abc import Mapping
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.collab.people.actions.devices import DEVICE_COOKIE, known_device
from tongxin.collab.people.models import FailedSignIn, Person

log = logging.getLogger(__name__)
GUESSES_PER_HOUR = {"mail": 10, "net": 60, "device": 10}
CODES_TOLD = 10  # wrong ones within a day, at which their person hears of it


class TooManyGuesses(PermissionDenied):
    """Too many wrong passwords or codes from here or for this account in the last hour."""


def network_of(address: str) -> str:
    """The unit by which guessing is limited: an IPv4 address, or a /64 of IPv6."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if ip.version == 6:
        return str(ipaddress.ip_network((int(ip) >> 64 << 64, 64)))
    return str(ip)


def limits_of(person: Person | None, *, email: str, address: str, device: str) -> dict[str, str]:
    """By what this guess is counted. A browser in which this very person signed in before is counted by itself alone, so
    that guessing elsewhere never locks the owner out, and a stolen one buys no more than ten guesses an hour."""
    known = known_device(device)
    if person is not None and known is not None and known[0] == person.pk:
        return {"device": f"device:{person.pk}:{known[1]}"}
    return {"mail": f"mail:{email}", "net": f"net:{network_of(address)}"}


def ask_limits(keys: Mapping[str, str], *, address: str) -> None:
    """Raises TooManyGuesses when the hour's guesses are used up."""
    if is_used_up(keys):
        log.warning("sign-in refused: too many wrong passwords or codes, from %s", network_of(address))
        raise TooManyGuesses(_("Too many wrong passwords or codes. Wait an hour, or ask your administrator."))


def is_used_up(keys: Mapping[str, str]) -> bool:
    """Whether one of these has no guess left in this hour."""
    since = now() - timedelta(hours=1)
    return any(
        FailedSignIn.objects.filter(key=key, at__gt=since).count() >= GUESSES_PER_HOUR[kind]
        for kind, key in keys.items()
    )


def note_guess(keys: Mapping[str, str], *, what: str, person: Person | None, address: str) -> None:
    """Count a wrong one. `what` says for the log of what kind it was."""
    at = now()
    FailedSignIn.objects.bulk_create([FailedSignIn(key=key, at=at) for key in keys.values()])
    who = person.pk if person else "nobody"
    log.info("sign-in refused: wrong %s of person %s, from %s", what, who, network_of(address))


def note_wrong_code(keys: Mapping[str, str], *, person: Person, address: str) -> bool:
    """Count a wrong code after the right password. Whether its person must hear of it: the hour allows no more, or it is the tenth within
    a day, so that whoever guesses slowly, or while the person comes in now and then, is noticed too."""
    own = f"code:{person.pk}"
    note_guess({**keys, "code": own}, what="code", person=person, address=address)
    wrong = FailedSignIn.objects.filter(key=own, at__gt=now() - timedelta(days=1)).count()
    return is_used_up(keys) or wrong % CODES_TOLD == 0


def forget_guesses(request: HttpRequest, person: Person) -> None:
    """Somebody is in, so what was guessed wrong before was theirs; what came from a network is counted on."""
    address, device = request.META.get("REMOTE_ADDR", ""), request.COOKIES.get(DEVICE_COOKIE, "")
    own = [f"mail:{person.email}", *limits_of(person, email=person.email, address=address, device=device).values()]
    FailedSignIn.objects.filter(key__in=[key for key in own if not key.startswith("net:")]).delete()
