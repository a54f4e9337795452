"""What columns of a file can become here."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import ImportField, ImportTarget, import_targets
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.fields.queries import import_columns
from tongxin.frontoffice.contracts.actions.importing import check, draft, prepare, undo, write

_COLUMNS = {
    "gross": "contract_amount", "title": "contract_title", "kind": "contract_kind", "signed_on": "contract_signed",
    "begins_on": "contract_begins", "ends_on": "contract_ends", "their_number": "contract_theirs", "project": "contract_project",
}  # fmt: skip


def _fields(person: Any) -> list[ImportField]:  # Any: person type of the doors
    fields = [
        ImportField(key="contract_number", label=_("contract number"), kind="text", max_length=60),
        ImportField(
            key="contract_customer", label=_("customer of the contract, or its number"), kind="name", max_length=200
        ),
        ImportField(key="contract_title", label=_("title of the contract"), kind="text", max_length=200),
        ImportField(key="contract_kind", label=_("kind of the contract"), kind="text", max_length=40),
        ImportField(key="contract_amount", label=_("amount of the contract"), kind="text", max_length=40),
        ImportField(key="contract_signed", label=_("signed on"), kind="date"),
        ImportField(key="contract_begins", label=_("begins on"), kind="date"),
        ImportField(key="contract_ends", label=_("ends on"), kind="date"),
        ImportField(key="contract_theirs", label=_("customer’s contract number"), kind="text", max_length=60),
        ImportField(key="contract_project", label=_("project"), kind="text", max_length=120),
        ImportField(key="owner", label=_("owner"), kind="person"),
        *import_columns(person, "contract"),
    ]
    locked = {_COLUMNS.get(name, "") for name in locked_fields(person, "contract")}
    return [one for one in fields if one.key not in locked]


def register_target() -> None:
    """Contracts, a row each."""
    import_targets.register(
        "contracts",
        ImportTarget(
            key="contracts", label=_("Contracts"), order=57, fields=_fields, draft=draft, prepare=prepare, check=check, write=write,
            undo=undo, naming=("contract_number",), makes="contract",
        ),
    )  # fmt: skip
