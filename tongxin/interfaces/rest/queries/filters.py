"""The saved-view language over the names that the interface shows."""

from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from pydantic_core import from_json

from tongxin.base.clock import now
from tongxin.base.filters import BadFilter, FilterField, compile_filter
from tongxin.base.filters.fields import Kind
from tongxin.base.lazy import LazyText
from tongxin.collab.org.queries import everyone_under
from tongxin.collab.people.models import Person
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.parties.models import ROLES, Contact


def _field(key: str, kind: Kind, label: LazyText = "") -> FilterField:
    """A field whose column has the name it goes by here. Programs know fields by their names and need no labels."""
    return FilterField(key=key, label=label or key, path=key, kind=kind)


CONTACT_FIELDS = (
    *(_field(name, "text") for name in ("title", "department")),
    FilterField(key="role", label="role", path="role", kind="choice", choices=dict(Contact.Role.choices)),
    FilterField(
        key="attitude", label="attitude", path="attitude", kind="choice", choices=dict(Contact.Attitude.choices)
    ),
    _field("is_main", "bool"),
    _field("added_at", "datetime"),
    _field("party", "relation"),
)
_ACTIVITY_KINDS = dict(Activity._meta.get_field("kind").flatchoices)
_STEP_KINDS = dict(Step._meta.get_field("kind").flatchoices)
ACTIVITY_FIELDS = (
    FilterField(key="kind", label="kind", path="kind", kind="choice", choices=_ACTIVITY_KINDS),
    FilterField(
        key="direction", label="direction", path="direction", kind="choice", choices=dict(Activity.Direction.choices)
    ),
    _field("text", "text"),
    _field("minutes", "number"),
    *(_field(name, "datetime") for name in ("at", "created_at")),
    _field("party", "relation"),
    _field("made_by", "person"),
)
TASK_FIELDS = (
    FilterField(key="kind", label="kind", path="kind", kind="choice", choices=_STEP_KINDS),
    _field("text", "text"),
    _field("due_on", "date"),
    *(_field(name, "datetime") for name in ("due_at", "created_at", "done_at")),
    _field("party", "relation"),
    *(_field(name, "person") for name in ("owner", "made_by")),
)


def filtered(person: Person, text: str, fields: Sequence[FilterField], hidden: Collection[str]) -> Q:
    """The condition that `text` asks for; everything when it is empty. Raises ValidationError that says where it is wrong."""
    if not text:
        return Q()
    try:
        data = from_json(text, allow_inf_nan=False)
    except ValueError as error:
        raise ValidationError({"filter": _("This is not JSON.")}) from error
    hidden = {*hidden, *(f"is_{role}" for role in ROLES if "roles" in hidden)}
    try:
        return compile_filter(
            data, fields, person=person, now=now(), hidden=hidden, team=lambda: everyone_under(person)
        )
    except BadFilter as error:
        raise ValidationError({"filter": str(error)}) from error
