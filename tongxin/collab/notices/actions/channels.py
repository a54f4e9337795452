"""Setting up channels, and asking the truth of them."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.database.secret import Secret
from tongxin.base.egress import NoWayOut
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import can_administer
from tongxin.collab.notices.actions.accounts import name_readers
from tongxin.collab.notices.actions.devices import push_keys, push_to
from tongxin.collab.notices.events import ChannelAdded, ChannelChanged, ChannelRemoved
from tongxin.collab.notices.models import Channel
from tongxin.collab.notices.queries.wording import address_of, mobile_of
from tongxin.collab.notices.sending import Refused, Said, Words, check_address, check_origin, send
from tongxin.collab.people.models import Person

Values = Mapping[str, Any]  # Any: column values
_OF_MAIL = ("name", "is_on", "host", "port", "security", "account", "sender", "secret")
_OF_PUSH = ("name", "is_on", "sender")
_OF_ROBOTS = ("name", "is_on", "unit", "address", "secret")
_OF_APPS = ("name", "is_on", "account", "secret", "sender", "host")
_SECRETS = ("address", "secret")


class MayNotSetUp(PermissionDenied):
    """Only administrators set up channels."""


def _check(by: Person) -> None:
    if not can_administer(by):
        raise MayNotSetUp(_("Only administrators set up channels."))


@transaction.atomic
def add_channel(*, by: Person, kind: str, **values: Any) -> Channel:  # Any: column values
    """Open one more way out. Raises MayNotSetUp, ValidationError."""
    _check(by)
    channel = Channel(kind=kind)
    accounts = values.pop("accounts", None)
    _set(channel, values)
    channel.save(force_insert=True)
    if accounts is not None:
        name_readers(channel, accounts)
    tell(ChannelAdded(channel=channel.name, kind=channel.kind), by=by, on=Subject("channel", channel.pk))
    return channel


@transaction.atomic
def change_channel(*, by: Person, channel: Channel, **values: Any) -> Channel:  # Any: column values
    """Set it otherwise; an empty secret leaves the one it has. Raises MayNotSetUp, ValidationError."""
    _check(by)
    channel = Channel.objects.present().select_for_update(of=("self",)).get(pk=channel.pk)
    accounts = values.pop("accounts", None)
    changed = _set(channel, values)
    if accounts is not None and name_readers(channel, accounts):
        changed.append("accounts")
    if changed:
        channel.save()
        tell(ChannelChanged(channel=channel.name, fields=changed), by=by, on=Subject("channel", channel.pk))
    return channel


def _set(channel: Channel, values: Values) -> list[str]:
    """Put the values in and check the whole. Answers the names of those that changed."""
    changed = []
    for name in _columns(channel):
        if name not in values or (name in _SECRETS and not values[name]):
            continue
        value = Secret(values[name]) if name in _SECRETS else values[name]
        if getattr(channel, name) != value:
            setattr(channel, name, value)
            changed.append(name)
    if channel.is_push:
        _check_push(channel)
    elif channel.is_app:
        _check_app(channel)
    elif channel.is_mail:
        if not channel.host or not channel.sender:
            raise ValidationError({"host": _("Name the mail server and the address from which mail is sent.")})
    else:
        try:
            check_address(channel.kind, channel.address.reveal())
        except NoWayOut as error:
            raise ValidationError({"address": str(error)}) from error
    return changed


def _columns(channel: Channel) -> tuple[str, ...]:
    """What is set of a channel of its kind."""
    if channel.is_mail:
        return _OF_MAIL
    return _OF_PUSH if channel.is_push else _OF_APPS if channel.is_app else _OF_ROBOTS


def _check_app(channel: Channel) -> None:
    needs_agent = channel.kind != Channel.Kind.FEISHU_APP
    if not channel.account or not channel.secret or (needs_agent and not channel.sender.isdigit()):
        raise ValidationError(_("Copy the numbers and the secret of the app from its page at the maker."))
    try:
        check_origin(channel.host)
    except NoWayOut as error:
        raise ValidationError({"host": str(error)}) from error


def _check_push(channel: Channel) -> None:
    """One is enough for everybody, and push services want to know whom they can write to."""
    if not channel.sender:
        raise ValidationError({"sender": _("Name an address to which push services may write.")})
    if Channel.objects.present().filter(kind=Channel.Kind.PUSH).exclude(pk=channel.pk).exists():
        raise ValidationError(_("Push to browsers is set up already. Change what is there."))
    push_keys()


@transaction.atomic
def remove_channel(*, by: Person, channel: Channel) -> None:
    """Close a way out and forget its keys. What was to leave by it is dropped, with the reason. Raises MayNotSetUp."""
    _check(by)
    channel = Channel.objects.present().select_for_update(of=("self",)).get(pk=channel.pk)
    channel.is_on, channel.removed_at = False, now()
    channel.address = channel.secret = Secret()
    channel.save()
    channel.accounts.all().delete()
    tell(ChannelRemoved(channel=channel.name), by=by, on=Subject("channel", channel.pk))


def try_channel(*, by: Person, channel: Channel) -> Said:
    """Send a word to oneself, or to the robot's group, at once. Raises MayNotSetUp, and what sending raises."""
    _check(by)
    if channel.is_app and not address_of(channel, by):
        raise Refused(_("The app does not know you yet. Put your own number among those below, then try again."))
    words = Words(
        title=_("A test from Tongxin"),
        lines=(_("%(name)s tried whether notices arrive here. They do.") % {"name": by.name},),
        to=address_of(channel, by),
        mobile=mobile_of(by),
        key=str(uuid4()),
    )
    return push_to(channel, by, words) if channel.is_push else send(channel, words)


def say_to_group(*, channel: Channel, text: str, key: str) -> Said:
    """Let a robot say something to its group at once, on behalf of a room that wrote it down. Raises Refused, NoAnswer, NoWayOut."""
    if channel.removed_at is not None or not channel.is_on:
        raise Refused(
            _("The way “%(name)s” is switched off. Switch it on, or choose another one.") % {"name": channel.name}
        )
    first, *rest = text.splitlines() or [""]
    return send(channel, Words(title=first, lines=tuple(rest), to="", mobile="", key=key))
