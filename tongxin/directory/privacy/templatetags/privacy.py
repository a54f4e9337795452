"""Words for what was found."""

import re

from django import template

from tongxin.base.registries import personal_data
from tongxin.directory.privacy.models import Found
from tongxin.directory.privacy.queries.archive import tie_words

register = template.Library()
_CODE = re.compile(r"[a-z_]{1,11}|[0-9]{1,4}|False|True")


@register.filter
def why_found(one: Found) -> str:
    """Why it is the person's, in words."""
    return tie_words()[one.tie]


@register.filter
def readable(one: Found) -> str:
    """What was found, without the words of the program that stand beside it in the database; the copy holds all of it."""
    parts = one.excerpt.split(" · ")
    return " · ".join(part for part in parts if not _CODE.fullmatch(part)) or one.excerpt


@register.filter
def corner_label(name: str) -> str:
    """A corner by its label; of one that no room has any more, its name."""
    corner = personal_data.find(name)
    return str(corner.label) if corner else name
