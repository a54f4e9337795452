"""The one-time way in while nobody exists: a token kept in the data folder, printed on the console."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.utils.crypto import constant_time_compare

from tongxin.collab.people.models import Person


def _path() -> Path:
    return Path(settings.DATA) / "setup.token"


def is_first_run() -> bool:
    """True while nobody can sign in."""
    return not Person.objects.exists()


def forget_token() -> None:
    """The firm is founded: the token has done its work."""
    _path().unlink(missing_ok=True)


def set_up_link(address: str) -> str | None:
    """The link to the set-up page, or None when the firm is set up."""
    if not is_first_run():
        forget_token()
        return None
    try:
        token = _path().read_text().strip()
    except FileNotFoundError:
        token = secrets.token_urlsafe(24)
        with os.fdopen(os.open(_path(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(token)
    return f"{address}/setup/?token={token}"


def token_fits(given: str) -> bool:
    """Whether this is the token, and nobody has used it."""
    if not is_first_run() or not given:
        return False
    try:
        token = _path().read_text().strip()
    except FileNotFoundError:
        return False
    return constant_time_compare(given, token)
