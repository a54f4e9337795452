"""The verbs about people and their credentials."""

from tongxin.collab.people.actions.devices import DEVICE_COOKIE, forget_browsers, remember_device
from tongxin.collab.people.actions.guessing import TooManyGuesses
from tongxin.collab.people.actions.halfway import HalfwayOver, ask_for_code, person_halfway
from tongxin.collab.people.actions.invitations import InvitationUsed, accept_invitation, invite_person, invited_person
from tongxin.collab.people.actions.people import (
    ChangedMeanwhile,
    MailTaken,
    add_person,
    change_own_settings,
    change_person,
    deactivate_person,
    reactivate_person,
    set_password,
)
from tongxin.collab.people.actions.second_factor import (
    CodeDoesNotFit,
    begin_second_factor,
    confirm_second_factor,
    make_recovery_codes,
    switch_off_second_factor,
    take_second_factor,
)
from tongxin.collab.people.actions.sessions import begin_session, end_session, end_sessions
from tongxin.collab.people.actions.sign_in import (
    WrongCode,
    WrongCredentials,
    check_credentials,
    finish_sign_in,
    sign_in,
    sign_out,
)
from tongxin.collab.people.actions.tidying import forget_past_attempts
from tongxin.collab.people.actions.tokens import (
    TokenExpired,
    TokenNameTaken,
    create_token,
    person_of_token,
    revoke_token,
)

__all__ = [
    "DEVICE_COOKIE",
    "ChangedMeanwhile",
    "CodeDoesNotFit",
    "HalfwayOver",
    "InvitationUsed",
    "MailTaken",
    "TokenExpired",
    "TokenNameTaken",
    "TooManyGuesses",
    "WrongCode",
    "WrongCredentials",
    "accept_invitation",
    "add_person",
    "ask_for_code",
    "begin_second_factor",
    "begin_session",
    "change_own_settings",
    "change_person",
    "check_credentials",
    "confirm_second_factor",
    "create_token",
    "deactivate_person",
    "end_session",
    "end_sessions",
    "finish_sign_in",
    "forget_browsers",
    "forget_past_attempts",
    "invite_person",
    "invited_person",
    "make_recovery_codes",
    "person_halfway",
    "person_of_token",
    "reactivate_person",
    "remember_device",
    "revoke_token",
    "set_password",
    "sign_in",
    "sign_out",
    "switch_off_second_factor",
    "take_second_factor",
]
