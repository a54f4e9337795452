"""Founding a firm: its row, its first person, the standard roles – all or nothing."""

from collections.abc import Sequence

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from tongxin.collab.access.actions import give_role, make_standard_roles
from tongxin.collab.org.actions import give_post, set_up_company
from tongxin.collab.org.models import Unit
from tongxin.collab.people.actions import add_person
from tongxin.collab.people.models import Person


@transaction.atomic
def found_firm(
    *, company: str, name: str, email: str, password: str, language: str = "zh-hans", packs: Sequence[str] = ()
) -> Person:
    """The first person becomes administrator and head of the firm. Raises ValidationError (AlreadySetUp among them)."""
    validate_password(password, Person(name=name, email=email))
    person = add_person(by=None, name=name, email=email, password=password, language=language)
    set_up_company(by=person, name=company, language=language, packs=list(packs))
    roles = make_standard_roles(language)
    give_role(by=None, person=person, role=next(role for role in roles.values() if role.is_administrator))
    give_post(by=person, person=person, unit=Unit.objects.get(parent=None), is_head=True)
    return person
