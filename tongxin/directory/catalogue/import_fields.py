"""What columns of a file can become here."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import ImportField, ImportTarget, import_targets
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.fields.queries import import_columns
from tongxin.directory.catalogue.actions.importing import check, draft, prepare, undo, write

_COLUMNS = {"english_name": "product_english"}
_YES = dict.fromkeys(("1", "yes", "true", "y", "discontinued", "withdrawn", "是", "停售", "停产"), "yes")
_NO = dict.fromkeys(("0", "no", "false", "n", "否", "在售"), "no")


def _fields(person: Any) -> list[ImportField]:  # Any: person type of the doors
    locked = locked_fields(person, "product")
    fields = [
        ImportField(key="product_code", label=_("product code"), kind="text", max_length=60),
        ImportField(key="product_name", label=_("product name"), kind="text", max_length=200),
        ImportField(key="product_english", label=_("English name of the product"), kind="text", max_length=200),
        ImportField(key="product_family", label=_("category of the product"), kind="text", max_length=80),
        ImportField(key="product_unit", label=_("unit of the product"), kind="text", max_length=20),
        ImportField(key="product_price", label=_("price on the list"), kind="text", max_length=40),
        ImportField(key="product_list", label=_("price list"), kind="text", max_length=80),
        ImportField(key="product_least", label=_("from quantity"), kind="text", max_length=20),
        ImportField(key="product_tax", label=_("tax rate"), kind="text", max_length=10),
        ImportField(key="product_cost", label=_("cost"), kind="text", max_length=40),
        ImportField(key="product_floor", label=_("floor price"), kind="text", max_length=40),
        ImportField(key="product_withdrawn", label=_("withdrawn"), kind="choice", choices={**_YES, **_NO}),
        ImportField(key="product_note", label=_("note about the product"), kind="text", max_length=2000),
        *import_columns(person, "product"),
    ]
    closed = {_COLUMNS.get(name, f"product_{name}") for name in locked}
    return [one for one in fields if one.key not in closed]


def register_target() -> None:
    """Products, a row each, or a row for each band of a price list."""
    import_targets.register(
        "products",
        ImportTarget(
            key="products", label=_("Products and prices"), order=50, fields=_fields, draft=draft, prepare=prepare, check=check,
            write=write, undo=undo, naming=("product_name", "product_code"), makes="product",
        ),
    )  # fmt: skip
