"""Which fields of a request this person may write."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tongxin.collab.access.policies import hidden_fields, locked_fields
from tongxin.collab.people.models import Person
from tongxin.interfaces.rest.queries.lists import UnknownNames


class FieldsLocked(PermissionDenied):
    """A role keeps the person from changing these fields. `names` are those of the request."""

    def __init__(self, names: Collection[str]) -> None:
        super().__init__(_("Your role may not change: %(fields)s") % {"fields": ", ".join(sorted(names))})
        self.names = sorted(names)


def check_writable(person: Person, names: Collection[str], *, kinds: Collection[str]) -> None:
    """Raises UnknownNames for hidden fields and FieldsLocked for those that may only be read, of any of these kinds."""
    hidden = {name for kind in kinds for name in hidden_fields(person, kind)}
    check_named(names, hidden=hidden, locked={name for kind in kinds for name in locked_fields(person, kind)})


def check_named(names: Collection[str], *, hidden: Collection[str], locked: Collection[str]) -> None:
    """The same of fields that are hidden or locked by these names."""
    if unknown := set(names) & set(hidden):
        raise UnknownNames(unknown)
    if closed := set(names) & set(locked):
        raise FieldsLocked(closed)
