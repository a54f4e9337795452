"""Who may see and change a field."""

from collections.abc import Mapping

from django.db import transaction

from tongxin.collab.access.actions import save_role
from tongxin.collab.access.actions.administering import ask_administrator
from tongxin.collab.access.models import Role
from tongxin.collab.fields.models import CustomField
from tongxin.collab.people.models import Person

RIGHTS = ("write", "read", "hidden")


@transaction.atomic
def set_field_rights(*, by: Person, field: CustomField, rights: Mapping[int, str]) -> None:
    """Say for some roles, by number, whether they may change, only read, or not see a field. Raises NotAdministrator."""
    ask_administrator(by)
    for role in Role.objects.filter(pk__in=rights):
        right = rights[role.pk]
        of_kind = dict(role.fields.get(field.kind, {}))
        if right not in RIGHTS or of_kind.get(field.key, "write") == right:
            continue
        of_kind.pop(field.key, None)
        if right != "write":
            of_kind[field.key] = right
        fields = {**role.fields, field.kind: of_kind}
        save_role(by=by, role=role, fields={kind: named for kind, named in fields.items() if named})
