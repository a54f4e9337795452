"""The verbs about people and their credentials."""

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
from tongxin.collab.people.actions.sessions import begin_session, end_session, end_sessions
from tongxin.collab.people.actions.sign_in import (
    DEVICE_COOKIE,
    TooManyGuesses,
    WrongCredentials,
    check_credentials,
    remember_device,
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
    "InvitationUsed",
    "MailTaken",
    "TokenExpired",
    "TokenNameTaken",
    "TooManyGuesses",
    "WrongCredentials",
    "accept_invitation",
    "add_person",
    "begin_session",
    "change_own_settings",
    "change_person",
    "check_credentials",
    "create_token",
    "deactivate_person",
    "end_session",
    "end_sessions",
    "forget_past_attempts",
    "invite_person",
    "invited_person",
    "person_of_token",
    "reactivate_person",
    "remember_device",
    "revoke_token",
    "set_password",
    "sign_in",
    "sign_out",
]
