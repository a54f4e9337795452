"""What columns of a file can become here."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongxin.base.money import Money
from tongxin.base.registries import ImportField, ImportTarget, import_targets
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.fields.queries import import_columns
from tongxin.directory.catalogue.queries import figure, read_off, read_share, usual_currency
from tongxin.frontoffice.orders.actions.importing import check, draft, prepare, undo, write

_COLUMNS = {"title": "order_title", "ordered_on": "order_day", "wanted_on": "order_wanted"}


def _off(cell: str) -> str:
    return _in_words(lambda: read_off(cell, usual_currency()))


def _left(cell: str) -> str:
    return _in_words(lambda: read_share(cell))


def _in_words(read: Callable[[], Decimal | Money]) -> str:
    try:
        found = read()
    except ValidationError:
        return gettext("not clear")
    return (
        gettext("not clear") if isinstance(found, Money) else gettext("%(figure)s %% off") % {"figure": figure(found)}
    )


def _fields(person: Any) -> list[ImportField]:  # Any: person type of the doors
    fields = [
        ImportField(key="order_number", label=_("order number"), kind="text", max_length=60),
        ImportField(key="order_customer", label=_("customer of the order, or its number"), kind="name", max_length=200),
        ImportField(key="order_day", label=_("ordered on"), kind="date"),
        ImportField(key="order_wanted", label=_("wanted on"), kind="date"),
        ImportField(key="order_shipped", label=_("delivered on"), kind="date"),
        ImportField(key="order_product", label=_("product of the line, or its code"), kind="text", max_length=200),
        ImportField(key="order_quantity", label=_("quantity of the line"), kind="text", max_length=20),
        ImportField(key="order_unit", label=_("unit of the line"), kind="text", max_length=20),
        ImportField(key="order_price", label=_("price of the line"), kind="text", max_length=40),
        ImportField(
            key="order_discount",
            label=_("discount of the line: what goes off"),
            kind="text",
            max_length=20,
            understood=_off,
        ),
        ImportField(
            key="order_share",
            label=_("discount of the line: what is left, such as 0.92"),
            kind="text",
            max_length=20,
            understood=_left,
        ),
        ImportField(key="order_freight", label=_("freight of the order"), kind="text", max_length=40),
        ImportField(key="order_title", label=_("title of the order"), kind="text", max_length=200),
        ImportField(key="owner", label=_("owner"), kind="person"),
        *import_columns(person, "order"),
    ]
    locked = {_COLUMNS.get(name, "") for name in locked_fields(person, "order")}
    return [one for one in fields if one.key not in locked]


def register_target() -> None:
    """Orders, a row each, or a row for each line; heads and lines may stand in two files."""
    import_targets.register(
        "orders",
        ImportTarget(
            key="orders", label=_("Orders and their lines"), order=55, fields=_fields, draft=draft, prepare=prepare, check=check,
            write=write, undo=undo, naming=("order_number",), makes="order",
        ),
    )  # fmt: skip
