"""Lines pasted from a spreadsheet: code or name, quantity, and maybe unit, price and discount, divided by tabs."""

import re
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.directory.catalogue.models import Product
from tongxin.directory.catalogue.queries.prices import read_quantity

MOST, MOST_TOLD = 500, 20
_SHARE = re.compile(r"0*\.\d{1,10}")
_HEADINGS = {"code", "name", "product", "编码", "产品", "名称", "型号", "物料编码"}


def pasted_lines(
    person: Any, text: str
) -> list[dict[str, Any]]:  # Any: also takes Django's anonymous user; lines as typed
    """The rows as lines of a document. Raises ValidationError that names every row with a product nobody knows or no quantity."""
    rows = [row.split("\t") for row in text.strip("\n").splitlines() if row.strip()]
    if rows and rows[0][0].strip().lower() in _HEADINGS:
        rows = rows[1:]
    if not rows or len(rows) > MOST:
        raise ValidationError(
            {"text": _("Paste 1 to %(most)d rows: code or name, quantity, unit, price, discount.") % {"most": MOST}}
        )
    lines, refused = [], []
    for number, row in enumerate(rows, start=1):
        try:
            lines.append(_line(person, number, [cell.strip() for cell in row]))
        except ValidationError as error:
            refused += error.messages
    if refused:
        raise ValidationError({"text": refused[:MOST_TOLD]})
    return lines


def _line(person: Any, number: int, cells: list[str]) -> dict[str, Any]:  # Any: as above
    if len(cells) < 2:
        raise ValidationError({"text": _("Row %(row)d: a quantity is missing behind the product.") % {"row": number}})
    try:
        read_quantity(cells[1])
    except ValidationError as error:
        said = _("Row %(row)d: %(why)s") % {"row": number, "why": " ".join(error.messages)}
        raise ValidationError({"text": said}) from error
    seen = Product.objects.visible_to(person)
    product = seen.filter(code__iexact=cells[0]).first() or seen.filter(name=cells[0]).first()
    price = cells[3] if len(cells) > 3 else ""
    if product is None and not price:
        said = _("Row %(row)d: no product has the code or name “%(name)s”. Mend it, or give it a price.")
        raise ValidationError({"text": said % {"row": number, "name": cells[0][:60]}})
    return {
        "product": product, "text": "" if product else cells[0], "quantity": cells[1], "unit": cells[2] if len(cells) > 2 else "",
        "price": price, "discount": _discount(number, cells[4]) if len(cells) > 4 else "",
    }  # fmt: skip


def _discount(number: int, cell: str) -> str:
    """Spreadsheets keep 8 % as 0.08, and people write 0.92 for 92折: who would guess gives money away."""
    if _SHARE.fullmatch(cell) and Decimal(cell):
        said = _("Row %(row)d: “%(cell)s” could be per cents or a share. Write the discount as 8%% or 92折.")
        raise ValidationError({"text": said % {"row": number, "cell": cell}})
    return cell
