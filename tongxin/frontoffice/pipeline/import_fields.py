"""What columns of a file can become here."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import ImportField, ImportTarget, import_targets
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.fields.queries import import_columns
from tongxin.frontoffice.pipeline.actions.importing import check, draft, prepare, undo, write
from tongxin.frontoffice.pipeline.queries.wordings import stage_words


def _fields(person: Any) -> list[ImportField]:  # Any: person type of the doors
    locked = locked_fields(person, "opportunity")
    fields = [
        ImportField(key="deal_name", label=_("opportunity name"), kind="text", max_length=200),
        ImportField(key="deal_customer", label=_("customer of the opportunity"), kind="name", max_length=200),
        ImportField(key="deal_number", label=_("number of the opportunity"), kind="text", max_length=80),
        ImportField(key="deal_stage", label=_("stage, won or lost"), kind="choice", choices=stage_words()),
        ImportField(key="deal_amount", label=_("amount of the opportunity"), kind="text", max_length=40),
        ImportField(key="deal_opened_on", label=_("opened on"), kind="date"),
        ImportField(key="deal_closed_on", label=_("closed on"), kind="date"),
        ImportField(key="deal_product", label=_("product"), kind="text", max_length=120),
        ImportField(key="deal_competitor", label=_("competitors"), kind="text", max_length=2500),
        ImportField(key="owner", label=_("owner"), kind="person"),
        ImportField(key="source", label=_("source"), kind="text", max_length=80),
        ImportField(key="note", label=_("note"), kind="long", many=True),
        *import_columns(person, "opportunity"),
    ]
    return [one for one in fields if _COLUMNS.get(one.key, one.key) not in locked]


_COLUMNS = {
    "deal_amount": "amount",
    "deal_product": "product",
    "deal_number": "external_id",
    "deal_competitor": "competitor",
}


def register_target() -> None:
    """Opportunities, a row each."""
    import_targets.register(
        "opportunities",
        ImportTarget(
            key="opportunities",
            makes="opportunity",
            label=_("Opportunities"),
            order=40,
            fields=_fields,
            draft=draft,
            prepare=prepare,
            check=check,
            write=write,
            undo=undo,
            naming=("deal_name", "deal_number"),
        ),
    )
