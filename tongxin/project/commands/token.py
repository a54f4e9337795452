"""Create a token: `tongxin token create --as EMAIL --name N`; the secret is printed once."""

import argparse
import json
from datetime import timedelta

import django

from tongxin.project.cli import CommandFailed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """For whom and what."""
    parser.add_argument("deed", choices=["create"])
    parser.add_argument("--as", dest="email", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--scope", action="append", choices=["read", "write"])
    parser.add_argument("--days", type=int, default=365, help="days until it expires (default 365)")
    parser.add_argument("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    """Create and print."""
    django.setup()
    from tongxin.base.clock import now
    from tongxin.collab.people.actions import create_token
    from tongxin.collab.people.models import Person

    person = Person.objects.active().filter(email=arguments.email.strip().lower()).first()
    if person is None:
        raise CommandFailed(f"nobody signs in as {arguments.email}")
    expires_at = now() + timedelta(days=arguments.days)
    scopes = arguments.scope or ("read", "write")
    _token, secret = create_token(by=person, person=person, name=arguments.name, scopes=scopes, expires_at=expires_at)
    print(json.dumps({"token": secret}) if arguments.json else secret)
    return 0
