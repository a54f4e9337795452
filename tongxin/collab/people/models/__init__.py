"""People of the firm and their credentials."""

from tongxin.collab.people.models.attempt import FailedSignIn
from tongxin.collab.people.models.backend import PersonBackend
from tongxin.collab.people.models.person import Person, PersonQuerySet
from tongxin.collab.people.models.token import Token

__all__ = ["FailedSignIn", "Person", "PersonBackend", "PersonQuerySet", "Token"]
