"""What a message says: to the reader alone in full, to a group without the name of any record."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.collab.notices.models import Channel, Notice
from tongxin.collab.notices.queries.lines import Line, lines_of
from tongxin.collab.notices.sending import Words
from tongxin.collab.people.models import Person


def _link(path: str) -> str:
    """Where it leads, when the firm said under which address it is found."""
    base: str = settings.BASE_URL
    return f"{base.rstrip('/')}{path}" if base and path else ""


def mobile_of(person: Person) -> str:
    """The eleven digits of a mobile number of the Chinese mainland, by which group robots ring; else nothing."""
    digits = "".join(sign for sign in person.phone if sign.isascii() and sign.isdigit())
    digits = digits[-11:] if digits.startswith(("86", "0086")) and len(digits) > 11 else digits
    return digits if len(digits) == 11 and digits.startswith("1") else ""


def words_of(channel: Channel, person: Person, notices: Sequence[Notice], *, key: str) -> Words | None:
    """One message about these notices; None where nothing is left to say, because the records are out of the reader's sight."""
    lines = [line for line in lines_of(person, notices) if line.url or line.notice.subject is None]
    if not lines:
        return None
    if not channel.is_personal:
        return Words(_to_group(person, len(lines)), _below([_link(reverse("notices"))]), "", mobile_of(person), key)
    title = lines[0].text if len(lines) == 1 else _count(len(lines))
    if channel.is_push:
        return Words(title, tuple(line.text for line in lines) if len(lines) > 1 else (), "", "", key)
    return Words(title, _letter(lines), address_of(channel, person), "", key)


def address_of(channel: Channel, person: Person) -> str:
    """By which name the channel finds its reader; empty where it finds nobody."""
    if channel.is_app:
        return channel.accounts.filter(person=person).values_list("name", flat=True).first() or ""
    return person.email


def _count(count: int) -> str:
    said = ngettext("%(count)d notice from Tongxin", "%(count)d notices from Tongxin", count)
    return said % {"count": count}


def _to_group(person: Person, count: int) -> str:
    said = ngettext(
        "%(name)s: something waits for you in Tongxin",
        "%(name)s: %(count)d things wait for you in Tongxin",
        count,
    )
    return said % {"name": person.name, "count": count}


def _letter(lines: Sequence[Line]) -> tuple[str, ...]:
    said = [part for line in lines for part in (line.text, *_below([_link(line.url)]))]
    end = _("What you get, and when, you choose in Tongxin under “My notices”.")
    return (*said, "", end, *_below([_link(reverse("my-notices"))]))


def _below(links: Sequence[str]) -> tuple[str, ...]:
    return tuple(link for link in links if link)
