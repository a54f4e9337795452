"""Add people: `tongxin user add --name N --email E --role R --unit U --password-stdin`.

Let somebody in whose phone is lost: `tongxin user drop-second-factor --email E --reason R`, for the last administrator, whom nobody else can help.
"""

import argparse
import json
import sys

import django

from tongxin.project.cli import CommandFailed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Who, and as what."""
    parser.add_argument("deed", choices=["add", "drop-second-factor"])
    parser.add_argument("--email", required=True)
    parser.add_argument("--name", help="of somebody new")
    parser.add_argument("--reason", help="why a second factor is taken away: the person reads it")
    parser.add_argument("--role", help="name of the role (default: what most colleagues become)")
    parser.add_argument("--unit", help="name of the unit (default: the firm itself)")
    parser.add_argument("--password-stdin", action="store_true", help="read the password of somebody new")
    parser.add_argument("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    """Do it on the authority of whoever may run commands here."""
    django.setup()
    return _drop_second_factor(arguments) if arguments.deed == "drop-second-factor" else _add(arguments)


def _drop_second_factor(arguments: argparse.Namespace) -> int:
    """The password alone opens again; the journal and a notice tell the person."""
    from django.core.exceptions import ValidationError

    from tongxin.collab.people.actions import take_second_factor
    from tongxin.collab.people.queries import has_second_factor
    from tongxin.project.acting import acting_person

    person = acting_person(arguments.email)
    if not has_second_factor(person):
        raise CommandFailed(f"{person.name} <{person.email}> has no second factor")
    try:
        take_second_factor(by=person, person=person, reason=arguments.reason or "")
    except ValidationError as error:
        raise CommandFailed("say why with --reason: the person reads it") from error
    print(
        json.dumps({"person": person.pk})
        if arguments.json
        else f"{person.name} <{person.email}> signs in with the password alone."
    )
    return 0


def _add(arguments: argparse.Namespace) -> int:
    """Add one person with a post and a role."""
    if not arguments.name or not arguments.password_stdin:
        raise CommandFailed("somebody new needs --name and --password-stdin")
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from tongxin.collab.access.actions import give_role
    from tongxin.collab.access.models import Role
    from tongxin.collab.access.queries import usual_role
    from tongxin.collab.org.actions import give_post
    from tongxin.collab.org.models import Unit
    from tongxin.collab.people.actions import add_person

    password = sys.stdin.readline().rstrip("\n")
    unit = (
        Unit.objects.open().filter(name=arguments.unit).first()
        if arguments.unit
        else Unit.objects.filter(parent=None).first()
    )
    role = Role.objects.filter(name=arguments.role).first() if arguments.role else usual_role()
    if unit is None or role is None:
        raise CommandFailed(
            f"there is no {'unit ' + str(arguments.unit) if unit is None else 'role ' + (arguments.role or 'to give')}"
        )
    try:
        validate_password(password)
        with transaction.atomic():
            person = add_person(by=None, name=arguments.name, email=arguments.email, password=password)
            give_post(by=person, person=person, unit=unit)
            give_role(by=None, person=person, role=role)
    except ValidationError as error:
        raise CommandFailed(" ".join(error.messages)) from error
    print(json.dumps({"person": person.pk}) if arguments.json else f"{person.name} <{person.email}> can sign in.")
    return 0
