"""Founding the firm in Tongxin and changing its settings."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.org.actions.units import add_unit
from tongxin.collab.org.events import CompanyChanged, CompanySetUp
from tongxin.collab.org.models import Company, Letterhead, Unit
from tongxin.collab.org.queries import forget_firm
from tongxin.collab.people.models import Person

CHANGEABLE = {"name", "packs", "language", "time_zone", "currency", "second_factor", "wizard_step"}


class AlreadySetUp(ValidationError):
    """The firm exists; set-up runs once."""


class CompanyChangedMeanwhile(ValidationError):
    """Somebody else saved the settings after the form was opened."""


@transaction.atomic
def set_up_company(*, by: Person, name: str, language: str = "zh-hans", packs: list[str] | None = None) -> Company:
    """Found the firm: its row and the root of its tree. Raises AlreadySetUp."""
    if Company.objects.exists():
        raise AlreadySetUp(_("This Tongxin is set up already. Sign in instead."))
    name = clean(name)
    company = Company(pk=1, name=name, language=language, packs=packs or [], set_up_at=now())
    company.full_clean()
    try:
        with transaction.atomic():
            company.save(force_insert=True)
    except IntegrityError as error:  # two people set the firm up at the same moment
        raise AlreadySetUp(_("This Tongxin is set up already. Sign in instead.")) from error
    transaction.on_commit(forget_firm)
    tell(CompanySetUp(company=name), by=by, on=Subject("company", 1))
    add_unit(by=by, name=name[:80], kind=Unit.Kind.COMPANY, parent=None)
    return company


@transaction.atomic
def change_company(
    *,
    by: Person,
    version: int | None = None,
    letterhead: Mapping[str, str] | None = None,
    **values: Any,  # Any: columns
) -> Company:
    """Change the firm's settings, and what stands on its paper. With `version`, raises CompanyChangedMeanwhile when it is no longer the stored one."""
    company = Company.objects.select_for_update().get()
    if version is not None and version != company.version:
        raise CompanyChangedMeanwhile(_("Somebody else changed this meanwhile. Reload the page to see it."))
    before = {
        key: getattr(company, key)
        for key, value in values.items()
        if key in CHANGEABLE and getattr(company, key) != value
    }
    printed = _change_letterhead(company, letterhead or {})
    if before or printed:
        for key in before:
            setattr(company, key, values[key])
        company.version += 1
        company.full_clean()
        company.save()
        transaction.on_commit(forget_firm)
        told = CompanyChanged(fields=sorted([*before, *printed]))
        tell(told, by=by, on=Subject("company", 1), before={**before, **printed})
    return company


def _change_letterhead(company: Company, values: Mapping[str, str]) -> dict[str, str]:
    """What stood there before of what is another one now; of the logo it is said only that it changed."""
    one = Letterhead.objects.filter(company=company).first() or Letterhead(company=company)
    before = {key: getattr(one, key) for key, value in values.items() if getattr(one, key) != value}
    for key in before:
        setattr(one, key, values[key])
    if before:
        one.full_clean()
        one.save()
    return {key: "" if key == "logo" else text for key, text in before.items()}
