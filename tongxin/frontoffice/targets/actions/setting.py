"""Saying what is to be reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.money import EXPONENTS, InvalidMoney, Money, parse_money
from tongxin.base.subjects import Subject
from tongxin.collab.org.models import Unit
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.frontoffice.targets.events import TargetsSet
from tongxin.frontoffice.targets.models import Target
from tongxin.frontoffice.targets.policies import can_set_targets
from tongxin.frontoffice.targets.queries.leading import Leading
from tongxin.frontoffice.targets.queries.measures import Measure, Period
from tongxin.frontoffice.targets.queries.opening import open_measures

_MOST = 2**53


class MayNotSet(PermissionDenied):
    """The person doesn't lead whom the target is for."""


@dataclass(frozen=True)
class Wanted:
    """A value as typed (320万, 12) for a unit or a person in a period; empty takes the target away."""

    period: Period
    typed: str
    unit: Unit | None = None
    person: Person | None = None


@transaction.atomic
def set_targets(
    *, by: Person, measure: str, wanted: Sequence[Wanted], currency: str = "CNY", product: str = "", batch: str = ""
) -> int:
    """Set, change or take away targets, all or none; answers how many are other than before. Raises MayNotSet for units that `by`
    doesn't lead, ValidationError naming what is wrong. `batch` is the import that brings them in."""
    entry = open_measures(by).get(measure)
    if entry is None or (product and not entry.has_products):
        raise ValidationError(_("Choose what is to be reached."))
    if currency not in EXPONENTS:
        raise ValidationError(_("Choose a currency."))
    code = currency if entry.is_money else ""
    check_leads(by, entry, wanted)
    each = [_set(by, measure, one, code, product, batch) for one in wanted]
    changed = [number for number in each if number is not None]
    if changed:
        year = wanted[0].period.begins_on.year
        told = TargetsSet(measure=measure, year=year, count=len(changed), targets=changed)
        tell(told, by=by, on=Subject("person", by.pk))
    return len(changed)


def check_leads(by: Person, measure: Measure, wanted: Sequence[Wanted]) -> None:
    """Raises MayNotSet for whom `by` doesn't lead, and for a limit of their own."""
    if not can_set_targets(by):
        raise MayNotSet(_("Your role sets no targets for others."))
    leading = Leading(by, measure)
    for one in wanted:
        if not leading.of(one.unit, one.person):
            said = _("%(name)s: how much may be given away is set by somebody above.")
            said = said if measure.is_limit else _("%(name)s isn't yours to set a target for.")
            raise MayNotSet(said % {"name": one.person.name if one.person else (one.unit.name if one.unit else "")})


def _named(product: str) -> str:
    return " ".join(clean(product).split())[:120]


def key_of(measure: str, one: Wanted, currency: str, product: str) -> str:
    """What tells targets apart; `currency` is empty where pieces are counted."""
    who = f"p{one.person.pk}" if one.person else f"u{one.unit.pk if one.unit else 0}"
    begins, ends = one.period
    return f"{measure}:{who}:{begins:%Y%m}:{ends:%Y%m}:{currency}:{_named(product)}"


def _set(by: Person, measure: str, one: Wanted, currency: str, product: str, batch: str) -> int | None:
    """The number of the target when it is other than before."""
    unit = main_unit_of(one.person) if one.person else one.unit
    begins, ends = one.period
    key = key_of(measure, one, currency, product)
    value = read_value(one.typed, currency)
    known = Target.objects.select_for_update().filter(key=key).first()
    number = known.pk if known else None
    if not value:
        if known:
            known.delete()
        return number
    if known is not None and known.value == value:
        return None
    facts: dict[str, Any] = {"value": value, "unit": unit, "set_by": by, "set_at": now()}  # Any: column values
    facts["version"] = known.version + 1 if known else 1
    facts |= {"batch": batch, "replaced": known.value if batch and known else None}
    fixed = {"measure": measure, "person": one.person, "product": _named(product), "begins_on": begins, "ends_on": ends}
    return Target.objects.update_or_create(key=key, defaults={**facts, **fixed, "currency": currency})[0].pk


def read_value(typed: str, currency: str) -> int:
    """Smallest units or pieces; 0 for nothing."""
    text = clean(typed).strip()
    if not text:
        return 0
    if currency:
        try:
            money = parse_money(text, currency)
        except InvalidMoney as error:
            raise ValidationError(f"{typed}: {error}") from error
        if money.currency != currency:
            raise ValidationError(_("%(typed)s: give it in %(code)s.") % {"typed": typed, "code": currency})
        value = money.minor
    else:
        plain = text.replace(",", "")
        value = int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 13 else -1
    if not 0 <= value <= _MOST:
        raise ValidationError(
            _("%(typed)s is no target. Write a number above zero, or leave it empty.") % {"typed": typed}
        )
    return value


def in_words(value: int, currency: str) -> str:
    """A value as it can be typed again."""
    return str(Money(value, currency).amount.normalize().__format__("f")) if currency else str(value)
