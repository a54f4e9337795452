"""Services outside that rules may tell."""

from datetime import timedelta
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.database.secret import Secret
from tongxin.base.egress import NoWayOut, is_trusted, parts_of
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.automations.actions.errors import check_writer
from tongxin.collab.automations.actions.signing import post_signed
from tongxin.collab.automations.events import HookRemoved, HookSaved
from tongxin.collab.automations.models import Hook
from tongxin.collab.people.models import Person

_SHORTEST = 16
ROTATION = timedelta(days=3)


@transaction.atomic
def save_hook(
    *,
    by: Person,
    hook: Hook | None = None,
    name: str,
    address: str = "",
    secret: str = "",
    keeps_former: bool = True,
) -> Hook:
    """Set a service up or otherwise; what is empty stays as it is kept. Beside a new secret the former one signs for three days more,
    unless it must end at once. Raises MayNotWriteRules, ValidationError."""
    check_writer(by)
    found = Hook() if hook is None else Hook.objects.present().select_for_update().get(pk=hook.pk)
    changed = [key for key, value in (("name", name), ("address", address), ("secret", secret)) if value]
    found.name = " ".join(name.split())[:60]
    if address:
        found.address = Secret(_checked_address(address))
    if secret:
        _take_secret(found, Secret(_checked_secret(secret)))
    if found.former_secret and not keeps_former:
        changed.append("former_secret")
        found.former_secret, found.former_until = Secret(), None
    if not (found.name and found.address and found.secret):
        raise ValidationError(_("A name, an address and a secret are needed."))
    found.save()
    tell(HookSaved(hook=found.name, fields=changed), by=by, on=Subject("hook", found.pk))
    return found


def _take_secret(hook: Hook, secret: Secret) -> None:
    if hook.secret and hook.secret != secret:
        hook.former_secret, hook.former_until = hook.secret, now() + ROTATION
    hook.secret = secret


def _checked_address(address: str) -> str:
    try:
        parts = parts_of(address.strip())
    except NoWayOut as refusal:
        raise ValidationError({"address": str(refusal)}) from refusal
    if not parts.hostname or parts.fragment or "@" in parts.netloc:
        raise ValidationError({"address": _("Copy the whole address; it begins with https://")})
    if parts.scheme != "https" and not is_trusted(f"{parts.scheme}://{parts.netloc}"):
        raise ValidationError({"address": _("Copy the whole address; it begins with https://")})
    return address.strip()


def _checked_secret(secret: str) -> str:
    if len(secret.strip()) < _SHORTEST:
        raise ValidationError({"secret": _("At least %(n)d characters.") % {"n": _SHORTEST}})
    return secret.strip()


@transaction.atomic
def remove_hook(*, by: Person, hook: Hook) -> None:
    """Forget the address and its secret. Rules that tell it fail from now on, and say so. Raises MayNotWriteRules."""
    check_writer(by)
    found = Hook.objects.present().select_for_update().get(pk=hook.pk)
    found.address, found.secret, found.removed_at = Secret(), Secret(), now()
    found.former_secret, found.former_until = Secret(), None
    found.save()
    tell(HookRemoved(hook=found.name), by=by, on=Subject("hook", found.pk))


def try_hook(*, by: Person, hook: Hook) -> str:
    """Tell the service that this is a test, at once. Raises MayNotWriteRules, NotTaken, NoAnswer, NoWayOut."""
    check_writer(by)
    return post_signed(hook, {"type": "test", "timestamp": now().isoformat(), "data": {}}, key=f"test-{uuid4()}")
