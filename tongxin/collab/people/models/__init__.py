"""People of the firm, their credentials and their sessions."""

from tongxin.collab.people.models.attempt import FailedSignIn
from tongxin.collab.people.models.backend import PersonBackend
from tongxin.collab.people.models.person import Person, PersonQuerySet
from tongxin.collab.people.models.second_factor import RecoveryCode, SecondFactor, TrustedBrowser
from tongxin.collab.people.models.signed_in import SignedIn
from tongxin.collab.people.models.token import Token

__all__ = [
    "FailedSignIn",
    "Person",
    "PersonBackend",
    "PersonQuerySet",
    "RecoveryCode",
    "SecondFactor",
    "SignedIn",
    "Token",
    "TrustedBrowser",
]
