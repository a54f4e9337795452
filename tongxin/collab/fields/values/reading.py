"""From what somebody typed, or a program sent, to the value as the record's JSON holds it."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean, fold
from tongxin.base.clock import now
from tongxin.base.dates.cells import InvalidDay, parse_day
from tongxin.base.money import InvalidMoney, Money, parse_money
from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import NotASubject, Subject
from tongxin.collab.fields.models import CustomField, Type
from tongxin.collab.people.models import Person

LONGEST = {Type.TEXT: 200, Type.LONG: 10_000}
_DIGITS = 15  # what a float holds exactly, so that JSON, both databases and programs agree
_YES = {"true", "1", "yes", "y", "是", "有", "对", "√"}
_NO = {"false", "0", "no", "n", "否", "无", "没有", "不是", "×"}
_APART = str.maketrans({"，": ",", "、": ",", "；": ",", ";": ",", "\n": ","})
Stored = Any  # Any: JSON values; None is empty


def read_value(field: CustomField, raw: Any, *, by: Person | None, was: Stored = None) -> Stored:  # Any: as typed
    """The value to store, None for an empty one. `was` is what the record holds: a retired choice may stay.

    Raises ValidationError that says what is wrong and how to mend it.
    """
    if field.is_worked_out:
        raise ValidationError(_("“%(field)s” fills itself and can't be typed in.") % {"field": field.label})
    if raw is None or (isinstance(raw, str) and not raw.strip()) or raw == []:
        return None
    return _READERS[field.type](field, raw, by, was)


def _line(raw: Any, limit: int) -> str:  # Any: as above
    if not isinstance(raw, str | int | float | Decimal) or isinstance(raw, bool):
        raise ValidationError(_("Here belongs text."))
    text = clean(str(raw))
    if len(text) > limit:
        over = {"more": len(text) - limit, "limit": limit}
        raise ValidationError(_("Too long by %(more)d characters – %(limit)d fit.") % over)
    return text


def _text(field: CustomField, raw: Any, by: Person | None, was: Stored) -> Stored:  # Any: as above
    return " ".join(_line(raw, LONGEST[Type.TEXT]).split()) or None


def _long(field: CustomField, raw: Any, by: Person | None, was: Stored) -> Stored:  # Any: as above
    return _line(raw, LONGEST[Type.LONG]) or None


def _number(field: CustomField, raw: Any, by: Person | None, was: Stored) -> Stored:  # Any: as above
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal) or len(str(raw)) > 60:
        raise ValidationError(_("Here belongs a number."))
    try:
        exact = Decimal(fold(str(raw)).replace(",", "").replace(" ", ""))
    except InvalidOperation as error:
        raise ValidationError(_("Here belongs a number.")) from error
    return plain_number(exact, field.decimals)


def plain_number(exact: Decimal, decimals: int) -> int | float:
    """The number as JSON holds it exactly. Raises ValidationError when it has too many digits."""
    if not exact.is_finite():
        raise ValidationError(_("Here belongs a number."))
    if exact and exact.adjusted() >= _DIGITS - decimals:
        raise ValidationError(_("This number is too large."))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals))
    if rounded != exact:
        raise ValidationError(_("At most %(n)d decimals.") % {"n": decimals})
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


def _money(field: CustomField, raw: Any, by: Person | None, was: Stored) -> Stored:  # Any: as above
    try:
        if isinstance(raw, dict):
            if set(raw) != {"amount", "currency"} or not isinstance(raw["amount"], str | int):
                raise ValidationError(_("Money has an “amount” and a “currency”."))
            money = Money.of(str(raw["amount"])[:40], str(raw["currency"])[:10])
        else:
            money = parse_money(str(raw)[:60], field.currency)
    except InvalidMoney as error:
        raise ValidationError(str(error)) from error
    if money.currency != field.currency:
        raise ValidationError(_("This field counts in %(currency)s.") % {"currency": field.currency})
    if abs(money.minor) >= 10**_DIGITS:
        raise ValidationError(_("This number is too large."))
    return stored_money(money)


def stored_money(money: Money) -> Stored:
    """Money as JSON holds it."""
    return {"amount": str(money.amount), "currency": money.currency}


def _date(field: CustomField, raw: Any, by: Person | None, was: Stored) -> Stored:  # Any: as above
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw.isoformat()
    if not isinstance(raw, str):
        raise ValidationError(_("Write the date as 2026-11-21."))
    try:
        return parse_day(raw, today=now().date()).isoformat()
    except InvalidDay as error:
        raise ValidationError(_("Write the date as 2026-11-21.")) from error


def _chosen(field: CustomField, raw: Any, kept: Stored) -> str:  # Any: as above
    """The key of a choice, known by its key or by the words people read."""
    text = clean(str(raw)) if isinstance(raw, str | int) and not isinstance(raw, bool) else ""
    offered = field.offered
    if text and (text == kept or (isinstance(kept, list) and text in kept)) and text in field.labels:
        return text
    found = next((key for key, _label in offered if key == text), None)
    found = found or next((key for key, label in offered if fold(label) == fold(text)), None)
    found = found or next((into for key, label, into in field.merged if text == key or fold(label) == fold(text)), None)
    if found is None:
        names = "、".join(label for _key, label in offered[:12])
        raise ValidationError(
            _("“%(value)s” is not in the list; choose one of: %(names)s") % {"value": text[:40], "names": names}
        )
    return found


def _choice(field: CustomField, raw: Any, by: Person | None, was: Stored) -> Stored:  # Any: as above
    return _chosen(field, raw, was)


def _choices(field: CustomField, raw: Any, by: Person | None, was: Stored) -> Stored:  # Any: as above
    given = raw if isinstance(raw, list) else str(raw).translate(_APART).split(",")
    if len(given) > 100:
        raise ValidationError(_("At most %(n)d values.") % {"n": 100})
    keys = {_chosen(field, one, was) for one in given if str(one).strip()}
    return [key for key in field.labels if key in keys] or None


def _yes_no(field: CustomField, raw: Any, by: Person | None, was: Stored) -> Stored:  # Any: as above
    if isinstance(raw, bool):
        return raw
    text = fold(str(raw)[:20])
    if text not in _YES | _NO:
        raise ValidationError(_("Say yes or no."))
    return text in _YES


def _digits(raw: Any) -> int:  # Any: as above
    text = str(raw).strip() if not isinstance(raw, bool) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _person(field: CustomField, raw: Any, by: Person | None, was: Stored) -> Stored:  # Any: as above
    if isinstance(raw, dict):
        raw = raw.get("id")
    number = _digits(raw)
    if number and number == was:
        return number
    people = Person.objects.active()
    found = list((people.filter(pk=number) if number else people.filter(name=clean(str(raw))[:50]))[:2])
    if len(found) != 1:
        raise ValidationError(_("Nobody of this name works here, or several do."))
    return found[0].pk


def _pointed(of: str, raw: Any, by: Person | None, was: Stored) -> Stored:  # Any: as above
    """A record of the kind `of`, known by its number, as a subject, or by its exact name. What the record points to already may stay."""
    if isinstance(raw, dict):
        raw = raw.get("id")
    kind = subject_kinds.find(of)
    if kind is None:
        raise ValidationError(_("There is no such record, or it isn't yours to see."))
    try:
        subject = Subject(of, number) if (number := _digits(raw)) else Subject.parse(str(raw)[:40])
    except NotASubject:
        named = kind.named(by, clean(str(raw))[:200]) if kind.named is not None else None
        subject = Subject(of, named or 0)
    if str(subject) == was:
        return was
    if subject.kind != of or not subject.id or subject.id not in kind.visible(by, [subject.id]):
        raise ValidationError(_("There is no such record, or it isn't yours to see."))
    return str(subject)


def _party(field: CustomField, raw: Any, by: Person | None, was: Stored) -> Stored:  # Any: as above
    return _pointed("party", raw, by, was)


def _file(field: CustomField, raw: Any, by: Person | None, was: Stored) -> Stored:  # Any: as above
    return _pointed("attachment", raw, by, was)


_READERS: dict[str, Callable[[CustomField, Any, Person | None, Stored], Stored]] = {
    Type.TEXT: _text,
    Type.LONG: _long,
    Type.NUMBER: _number,
    Type.MONEY: _money,
    Type.DATE: _date,
    Type.CHOICE: _choice,
    Type.CHOICES: _choices,
    Type.YES_NO: _yes_no,
    Type.PERSON: _person,
    Type.PARTY: _party,
    Type.FILE: _file,
}
