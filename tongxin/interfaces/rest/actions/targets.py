"""Setting targets."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.queries import usual_currency
from tongxin.frontoffice.targets.actions import Wanted, set_targets
from tongxin.frontoffice.targets.actions.setting import check_leads, key_of
from tongxin.frontoffice.targets.models import Target
from tongxin.frontoffice.targets.queries import Period, measures, open_measures, periods_of
from tongxin.frontoffice.targets.queries.grid import units_in_sight
from tongxin.interfaces.rest.actions.versions import StaleVersion, check_version

Values = Mapping[str, Any]  # Any: checked JSON values


def set_whole_targets(*, by: Person, values: Values) -> list[str]:
    """Set, change or take away, all or none; answers their keys. Raises MayNotSet, ValidationError."""
    measure, product = values.get("measure", "won"), values.get("product", "")
    known = open_measures(by).get(measure)
    if known is None:
        raise ValidationError({"measure": _("Choose what is to be reached.")})
    wanted = [_wanted(by, number, one) for number, one in enumerate(values["targets"], start=1)]
    currency = values.get("currency") or usual_currency()
    set_targets(by=by, measure=measure, wanted=wanted, currency=currency, product=product)
    return [key_of(measure, one, currency if known.is_money else "", product) for one in wanted]


@transaction.atomic
def change_whole_target(*, by: Person, target: Target, version: int, value: str | None) -> None:
    """Another value of a target that stands, or none, on the version that the writer knows. Raises MayNotSet, StaleVersion, ValidationError."""
    found = Target.objects.select_for_update().filter(pk=target.pk).first()
    if found is None:
        raise StaleVersion(0)
    wanted = Wanted(
        Period(found.begins_on, found.ends_on), value or "", None if found.person else found.unit, found.person
    )
    about = {"measure": found.measure, "currency": found.currency or usual_currency(), "product": found.product}
    check_leads(by, measures.get(found.measure), [wanted])
    check_version(found, version)
    set_targets(by=by, wanted=[wanted], **about)


def _wanted(by: Person, number: int, one: Any) -> Wanted:  # Any: a target as sent
    unit = units_in_sight(by, "write").filter(pk=one.unit).first() if one.unit else None
    person = Person.objects.active().filter(pk=one.person).first() if one.person else None
    if (unit is None) == (person is None) or (one.unit and one.person):
        raise _refused(number, _("it needs a unit or a person, and one that you may set targets for"))
    period = next(
        (known for known in periods_of(one.begins_on.year, one.period) if known.begins_on == one.begins_on), None
    )
    if period is None:
        raise _refused(number, _("no such period begins on this day"))
    return Wanted(period, one.value or "", unit, person)


def _refused(number: int, why: str) -> ValidationError:
    return ValidationError({"targets": _("Target %(number)d: %(why)s.") % {"number": number, "why": why}})
