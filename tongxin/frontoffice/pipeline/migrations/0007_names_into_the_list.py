"""What stood in one field of text becomes rows: a row for each name. Nothing is lost: a text that held several names is kept as a note
of the first, to whom its price goes; who is first in a lost deal won it. A price without a name gets a row called “?”."""

import re
from typing import Any

from django.db import migrations
from django.db.models import Q

SIZE = 1_000
UNNAMED = "?"


def rows_of(model: Any, deal: Any) -> list[Any]:  # Any: models as they were then
    """The list that one deal's text becomes, and the text that goes with it."""
    parts = (" ".join(part.split()) for part in re.split("[、,;，；\n]", deal.competitor))
    names = list({name: None for name in parts if name}) or [UNNAMED]
    rows = [model(opportunity_id=deal.pk, name=name, currency=deal.currency) for name in names]
    first = rows[0]
    first.price = deal.competitor_price
    first.standing = "won" if deal.state == "lost" else ""
    first.note = deal.competitor if deal.competitor not in ("", first.name) else ""
    return rows


def carry_over(apps: Any, editor: Any) -> None:  # Any: Django's
    """By number, a thousand deals at a time. A database that is made anew from the models has no such column, and no deals."""
    deal = apps.get_model("pipeline", "Opportunity")
    if all(field.name != "competitor_price" for field in deal._meta.get_fields()):
        return
    deals = deal._base_manager
    model = apps.get_model("pipeline", "OpportunityCompetitor")
    wanted = deals.filter(~Q(competitor="") | Q(competitor_price__isnull=False)).order_by("pk")
    last = 0
    while found := list(wanted.filter(pk__gt=last)[:SIZE]):
        last = found[-1].pk
        rows = {deal.pk: rows_of(model, deal) for deal in found}
        model._base_manager.bulk_create([row for made in rows.values() for row in made], batch_size=SIZE)
        for deal in found:
            deal.competitor = "、".join(row.name for row in rows[deal.pk])
        deals.bulk_update(found, ["competitor"], batch_size=200)


def carry_back(apps: Any, editor: Any) -> None:  # Any: Django's
    """The price of who won it, else of the first, goes back to the deal; of the list only the names stay."""
    deals = apps.get_model("pipeline", "Opportunity")._base_manager
    model = apps.get_model("pipeline", "OpportunityCompetitor")
    prices: dict[int, int] = {}
    for row in model._base_manager.exclude(price=None).order_by("-id").iterator():
        if row.standing == "won" or row.opportunity_id not in prices:
            prices[row.opportunity_id] = row.price
    for number, price in prices.items():
        deals.filter(pk=number).update(competitor_price=price)
    for deal in deals.exclude(competitor="").iterator():
        if len(deal.competitor) > 120:
            deals.filter(pk=deal.pk).update(competitor=deal.competitor[:120])
    model._base_manager.all().delete()


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0006_competitors")]

    operations = [migrations.RunPython(carry_over, carry_back)]
