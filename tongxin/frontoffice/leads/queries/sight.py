"""What of a lead this reader sees: it carries facts of somebody who may become a customer, so what is hidden of customers is hidden here."""

from collections.abc import Collection
from typing import Any

from tongxin.base.masks import masked
from tongxin.collab.access.policies import locked_fields, masked_fields
from tongxin.collab.journal.queries import hidden_of
from tongxin.frontoffice.leads.models import Lead

FACTS = ("company", "name", "title", "phone", "email", "wechat", "city", "about")
REACHED = {"phone": "phones", "email": "emails"}  # of a customer there are many


def hidden_of_leads(person: Any) -> set[str]:  # Any: also takes Django's anonymous user
    """Columns which the person may not see; masked ones among them."""
    return hidden_of(person, "lead")


def locked_of_leads(person: Any) -> set[str]:  # Any: as above
    """Columns which the person may not fill in. To whom a lead goes is no fact of a customer."""
    locked = locked_fields(person, "party")
    return (locked | {name for name, many in REACHED.items() if many in locked}) - {"owner"}


def masks_of_leads(person: Any) -> dict[str, str]:  # Any: as above
    """Columns of which the person sees what the mask leaves, with the fact of customers whose mask it is."""
    fields = masked_fields(person, "party")
    return {name: fact for name in FACTS if (fact := REACHED.get(name, name)) in fields}


def seen_value(lead: Lead, name: str, hidden: Collection[str], masks: dict[str, str]) -> str:
    """One fact as the reader sees it; empty where nothing is to be seen."""
    value = str(getattr(lead, name))
    if name in masks:
        return masked(masks[name], value)
    return "" if name in hidden else value
