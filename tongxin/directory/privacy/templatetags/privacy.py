"""Words for what was found."""

from django import template

from tongxin.base.registries import personal_data
from tongxin.directory.privacy.models import Found
from tongxin.directory.privacy.queries.archive import tie_words

register = template.Library()


@register.filter
def why_found(one: Found) -> str:
    """Why it is the person's, in words."""
    return tie_words()[one.tie]


@register.filter
def corner_label(name: str) -> str:
    """A corner by its label; of one that no room has any more, its name."""
    corner = personal_data.find(name)
    return str(corner.label) if corner else name
