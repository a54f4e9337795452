"""What every verb checks first: may the person, and is what was typed any good?"""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.money import InvalidMoney, Money, parse_money
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.people.models import Person
from tongxin.directory.activities.policies import can_note
from tongxin.directory.catalogue.queries import usual_currency
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pipeline.models import Opportunity, OpportunityCompetitor, Stage

Values = Mapping[str, Any]  # Any: values as typed, or as columns hold them
_LONGEST = {"name": 200, "source": 80, "product": 120, "competitor": 2_500, "external_id": 80, "note": 20_000}


class NotYours(PermissionDenied):
    """The person may see this opportunity but not change it, or it is gone."""


class MayNotOpen(PermissionDenied):
    """The person's roles open no opportunities for writing."""


class FieldLocked(PermissionDenied):
    """A role keeps this person from changing a field."""


def own(by: Person, number: int, *, in_bin: bool = False) -> Opportunity:
    """The opportunity, locked for the length of the transaction. Raises NotYours."""
    rows = Opportunity.objects.changeable_by(by).filter(pk=number, deleted_at__isnull=not in_bin)
    found = rows.select_related("stage", "owner", "step").select_for_update(of=("self",)).first()
    if found is None:
        raise NotYours(_("This opportunity isn't yours to change, or it isn't there any more."))
    return found


def check_rights(by: Person, names: Collection[str]) -> None:
    """Raises FieldLocked when a field is hidden from or read-only for this person."""
    if locked := locked_fields(by, "opportunity") & set(names):
        labels = ", ".join(_label(name) for name in sorted(locked))
        raise FieldLocked(_("Your role may not change: %(fields)s") % {"fields": labels})


def _label(name: str) -> str:
    if name == "competitor_price":
        return str(OpportunityCompetitor._meta.get_field("price").verbose_name)
    return str(Opportunity._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a column


def check_values(by: Person, values: Values) -> dict[str, Any]:  # Any: column values
    """Column values of what was typed. Raises ValidationError naming each field that is wrong and how to mend it."""
    checked: dict[str, Any] = {}  # Any: as above
    errors: dict[str, Any] = {}  # Any: messages
    for name, value in values.items():
        try:
            checked |= (_RICH.get(name) or _plain(name))(by, value)
        except ValidationError as error:
            errors[name] = error.messages
    if errors:
        raise ValidationError(errors)
    if checked.get("party") and checked.get("owner"):
        check_owner(checked["owner"], checked["party"])
    return checked


def check_owner(owner: Person, party: Party | None) -> None:
    """Whoever is to look after it works here and sees the customer. Raises ValidationError."""
    if not owner.is_active:
        raise ValidationError({"owner": _("%(name)s no longer works here.") % {"name": owner.name}})
    if party is not None and not can_note(owner, party):
        said = _("%(name)s can't see this customer. Add them to its team first.") % {"name": owner.name}
        raise ValidationError({"owner": said})


def _plain(name: str) -> Callable[[Person, Any], dict[str, Any]]:  # Any: a value as typed; column values
    checks: dict[str, Callable[[Any], Any]] = {"stage": _stage, "probability": _percent, "expected_on": _day}
    if name not in checks and name not in _LONGEST:
        raise ValidationError(_("Unknown field: %(name)s") % {"name": name})
    return lambda by, value: {name: checks[name](value) if name in checks else _text(name, value)}


def _text(name: str, value: Any) -> str:  # Any: a value as typed
    text = clean(str(value if value is not None else ""))
    if name != "note":
        text = " ".join(text.split())
    if name == "name" and not text:
        raise ValidationError(_("Give it a name, such as what they want to buy."))
    if (more := len(text) - _LONGEST[name]) > 0:
        raise ValidationError(
            _("Too long by %(more)d characters – %(limit)d fit.") % {"more": more, "limit": _LONGEST[name]}
        )
    return text


def _amount(by: Person, value: Any) -> dict[str, Any]:  # Any: Money, text or nothing; column values
    if value in (None, ""):
        return {"amount": None}
    try:
        money = value if isinstance(value, Money) else parse_money(str(value), usual_currency())
    except InvalidMoney as error:
        raise ValidationError(str(error)) from error
    if money.minor < 0:
        raise ValidationError(_("An amount below zero can't be won. Leave it empty if it isn't known yet."))
    return {"amount": money.minor, "currency": money.currency}


def _percent(value: Any) -> int:  # Any: a value as typed
    text = str(value).strip().removesuffix("%").strip()
    if not text.isascii() or not text.isdigit() or not 0 <= int(text[:4]) <= 100:
        raise ValidationError(_("A probability is a whole number from 0 to 100."))
    return int(text)


def _day(value: Any) -> date | None:  # Any: as above
    if value in (None, "") or isinstance(value, date):
        return value or None
    try:
        day = parse_date(str(value))
    except ValueError:
        day = None
    if day is None:
        raise ValidationError(_("This is no day. Write it like 2026-12-31."))
    return day


def _stage(value: Any) -> Stage:  # Any: a stage or its number
    found = Stage.objects.filter(pk=value.pk if isinstance(value, Stage) else _number(value), retired_at=None)
    stage = found.select_related("pipeline").first()
    if stage is None or stage.pipeline.retired_at is not None:
        raise ValidationError(_("This stage isn't in use any more. Choose another one."))
    return stage


def _owner(by: Person, value: Any) -> dict[str, Any]:  # Any: a person or their number; column values
    if isinstance(value, Person):
        return {"owner": value}
    found = Person.objects.active().filter(pk=_number(value)).first()
    if found is None:
        raise ValidationError(_("Choose somebody who works here."))
    return {"owner": found}


def _party(by: Person, value: Any) -> dict[str, Any]:  # Any: a party, its number, or nothing; column values
    if value in (None, ""):
        return {"party": None}
    number = value.pk if isinstance(value, Party) else _number(value)
    found = Party.objects.visible_to(by).living().filter(pk=number).first()
    if found is None:
        raise ValidationError(_("This customer isn't there any more, or it isn't yours to see."))
    return {"party": found}


def _number(value: Any) -> int:  # Any: as typed
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


_RICH = {"amount": _amount, "owner": _owner, "party": _party}


def check_amount(opportunity: Opportunity, checked: Values) -> None:
    """The amount of a deal with lines is what they come to. Raises ValidationError."""
    if "amount" not in checked or not (lines := list(opportunity.lines.all())):
        return
    if (checked["amount"], checked["currency"]) != (sum(line.gross for line in lines), opportunity.currency):
        raise ValidationError(
            {"amount": _("The amount is what its lines come to. Change the lines, or take them out first.")}
        )
