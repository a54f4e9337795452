"""Checking what someone typed about a party, and deriving what machines compare."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from tongxin.base.chinese.addresses import official_place
from tongxin.base.chinese.folding import clean
from tongxin.base.chinese.names import normalise_person_name
from tongxin.base.chinese.pinyin import sort_key
from tongxin.base.chinese.uscc import InvalidUSCC, check_uscc
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.models.facts import FACTS, max_length
from tongxin.directory.parties.queries.doubles import keys_of_name


class FieldLocked(PermissionDenied):
    """A role keeps this person from changing a field."""


def check_rights(by: Person, names: Mapping[str, Any]) -> None:  # Any: values as typed
    """Raises FieldLocked when a field is hidden from or read-only for this person."""
    locked = locked_fields(by, "party") & set(names)
    if locked:
        labels = ", ".join(str(FACTS[name].label) if name in FACTS else name for name in sorted(locked))
        raise FieldLocked(_("Your role may not change: %(fields)s") % {"fields": labels})


def check_facts(values: Mapping[str, Any], *, is_person: bool = False) -> dict[str, Any]:  # Any: values as typed
    """Cleaned values. Raises ValidationError naming each field that is wrong and how to mend it."""
    checked: dict[str, Any] = {}  # Any: column values
    errors: dict[str, str] = {}
    for name, value in values.items():
        try:
            checked[name] = _check(name, value, is_person=is_person)
        except ValidationError as error:
            errors[name] = error.messages[0]
    if errors:
        raise ValidationError(errors)
    return with_official_place(checked)


def with_official_place(facts: Mapping[str, Any]) -> dict[str, Any]:  # Any: column values
    """The same with 广州 as 广州市, so that lists and boards by place hold one lane for it; what is not certain stays as written."""
    province, city = official_place(facts.get("province", ""), facts.get("city", ""))
    return {**facts, **{key: text for key, text in (("province", province), ("city", city)) if key in facts}}


def _check(name: str, value: Any, *, is_person: bool) -> Any:  # Any: a value as typed
    fact = FACTS.get(name)
    if fact is None:
        raise ValidationError(_("Unknown field: %(name)s") % {"name": name})
    if fact.kind == "date":
        return _date(value)
    text = clean(str(value if value is not None else ""))
    if fact.kind != "long":
        text = " ".join(text.split())
    limit = max_length(name)
    if limit and len(text) > limit:
        raise ValidationError(
            _("Too long by %(more)d characters – %(limit)d fit.") % {"more": len(text) - limit, "limit": limit}
        )
    if name == "name":
        if not text:
            raise ValidationError(_("A name is needed."))
        return normalise_person_name(text) if is_person else text
    if name == "kind" and text not in Party.Kind.values:
        raise ValidationError(_("Choose organisation, person or household."))
    if fact.kind == "uscc" and text:
        try:
            return check_uscc(text)
        except InvalidUSCC as error:
            raise ValidationError(str(error)) from error
    return text


def _date(value: Any) -> date | None:  # Any: a value as typed
    if value in (None, ""):
        return None
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError as error:
        raise ValidationError(_("Write the date as 2026-11-21.")) from error


def derive_keys(party: Party) -> None:
    """Set the columns that follow from the name."""
    is_person = party.kind == Party.Kind.PERSON
    party.sort_key = sort_key(party.name, person=is_person)
    party.name_key, party.core_key = keys_of_name(party.name, is_person=is_person)
