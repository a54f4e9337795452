"""Setting up a second factor, using it, and taking it away."""

import secrets
import unicodedata
from typing import Final

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.database.secret import Secret
from tongxin.base.events import tell
from tongxin.base.one_time_codes import DIGITS, fitting_step, new_key
from tongxin.base.subjects import Subject
from tongxin.collab.people.events import (
    RecoveryCodesMade,
    RecoveryCodeUsed,
    SecondFactorBegun,
    SecondFactorOff,
    SecondFactorOn,
    SecondFactorTaken,
)
from tongxin.collab.people.models import Person, RecoveryCode, SecondFactor, TrustedBrowser
from tongxin.collab.people.models.second_factor import SecondFactorQuerySet

CODES: Final = 10
_LENGTH, _GROUP = 12, 4  # figures, which a phone's number pad can type; the first says which of the ten it is
_RANDOM: Final = _LENGTH - 1


class CodeDoesNotFit(ValidationError):
    """The app shows another code, or none was asked for in the last ten minutes."""


def _subject(person: Person) -> Subject:
    return Subject("person", person.pk)


def _figures(code: str) -> str:
    """As it is compared: without the spaces and lines that apps and paper show, whatever keyboard typed it."""
    typed = unicodedata.normalize("NFKC", code[:40])
    return "".join(sign for sign in typed if sign not in " -\u2010\u2011\u2012\u2013\u2014\t\n")


@transaction.atomic
def begin_second_factor(*, by: Person) -> None:
    """Make a new key for somebody's app. It counts once a code of it is typed, within ten minutes; one that is on goes on until then."""
    fresh = {"next_key": Secret(new_key()), "next_at": now()}
    SecondFactor.objects.update_or_create(person=by, defaults=fresh)
    tell(SecondFactorBegun(), by=by, on=_subject(by))


def confirm_second_factor(*, by: Person, code: str) -> list[str]:
    """The app shows the right code: from now on one is asked for at sign-in. Answers recovery codes, kept as digests alone; earlier
    ones, and trust in browsers, end. Raises CodeDoesNotFit."""
    _confirming_step(SecondFactor.objects.filter(person=by).first(), code)
    codes, rows = _new_codes(by)
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().filter(person=by).first()
        step = _confirming_step(factor, code)
        assert factor is not None
        is_new = factor.confirmed_at is None
        factor.key, factor.confirmed_at, factor.last_step = factor.next_key, now(), step
        factor.next_key, factor.next_at = Secret(), None
        factor.save()
        TrustedBrowser.objects.filter(person=by).delete()
        tell(SecondFactorOn(is_new=is_new), by=by, on=_subject(by))
        _keep(by, rows)
    return codes


def _confirming_step(factor: SecondFactor | None, code: str) -> int:
    """The half minute of the first code of a new key. Raises CodeDoesNotFit."""
    if factor is None or not factor.is_being_set_up(now()):
        raise CodeDoesNotFit(_("That took longer than ten minutes. Begin once more."))
    step = fitting_step(factor.next_key.reveal(), _figures(code), at=now())
    if step is None:
        raise CodeDoesNotFit(
            _("This code doesn't fit. Look whether the clock of your phone is right, and type the next one.")
        )
    return step


def make_recovery_codes(*, by: Person) -> list[str]:
    """Ten new ones; the old ones end. Raises CodeDoesNotFit where nothing is on."""
    factor = SecondFactor.objects.on().filter(person=by)
    _ask_on(factor)
    codes, rows = _new_codes(by)
    with transaction.atomic():
        _ask_on(factor.select_for_update())
        tell(RecoveryCodesMade(), by=by, on=_subject(by))
        _keep(by, rows)
    return codes


def _ask_on(factor: SecondFactorQuerySet) -> None:
    if factor.first() is None:
        raise CodeDoesNotFit(_("Two-step verification is off."))


def _new_codes(person: Person) -> tuple[list[str], list[RecoveryCode]]:
    """Codes as they are shown, and as they are kept. Ten digests are seconds of work: to be made before the transaction, for on SQLite
    nobody else writes while one lasts."""
    figures = [f"{number}{secrets.randbelow(10**_RANDOM):0{_RANDOM}}" for number in range(CODES)]
    rows = [RecoveryCode(person=person, number=int(code[0]), digest=make_password(code)) for code in figures]
    return ["-".join(code[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP)) for code in figures], rows


def _keep(person: Person, rows: list[RecoveryCode]) -> None:
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(rows)


def uses_code(*, factor: SecondFactor, code: str) -> bool:
    """Whether a code of the app or a recovery code fits; it is used up by that. Hold the factor's row."""
    typed = _figures(code)
    if len(typed) == DIGITS:
        step = fitting_step(factor.key.reveal(), typed, at=now(), after=factor.last_step)
        if step is None:
            return False
        return bool(SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step))
    return len(typed) == _LENGTH and typed.isdecimal() and _uses_recovery_code(factor.person, typed)


def _uses_recovery_code(person: Person, typed: str) -> bool:
    left = RecoveryCode.objects.filter(person=person, used_at=None)
    meant = left.filter(number=int(typed[0])).first()
    if meant is None or not check_password(typed, meant.digest) or not left.filter(pk=meant.pk).update(used_at=now()):
        return False
    tell(RecoveryCodeUsed(left=left.count()), by=person, on=_subject(person))
    return True


def _drop(person: Person) -> bool:
    was_on = SecondFactor.objects.on().select_for_update().filter(person=person).exists()
    for kind in (SecondFactor, RecoveryCode, TrustedBrowser):
        kind._default_manager.filter(person=person).delete()
    return was_on


@transaction.atomic
def switch_off_second_factor(*, by: Person) -> None:
    """The password alone is enough again; recovery codes and trust in browsers end."""
    if _drop(by):
        tell(SecondFactorOff(), by=by, on=_subject(by))


@transaction.atomic
def take_second_factor(*, by: Person, person: Person, reason: str) -> None:
    """Somebody lost phone and codes: the password alone is enough again. Who may do so is asked by the room that knows roles."""
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Say why: the person reads it.")})
    if _drop(person):
        tell(SecondFactorTaken(person=person.name, reason=reason[:200]), by=by, on=_subject(person))
