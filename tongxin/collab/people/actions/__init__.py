"""The verbs about people and their credentials."""

from tongxin.collab.people.actions.people import (
    MailTaken,
    add_person,
    change_own_settings,
    change_person,
    deactivate_person,
    reactivate_person,
    set_password,
)
from tongxin.collab.people.actions.sign_in import TooManyGuesses, WrongCredentials, check_credentials, sign_in, sign_out
from tongxin.collab.people.actions.tokens import TokenExpired, create_token, person_of_token, revoke_token

__all__ = [
    "MailTaken",
    "TokenExpired",
    "TooManyGuesses",
    "WrongCredentials",
    "add_person",
    "change_own_settings",
    "change_person",
    "check_credentials",
    "create_token",
    "deactivate_person",
    "person_of_token",
    "reactivate_person",
    "revoke_token",
    "set_password",
    "sign_in",
    "sign_out",
]
