"""The firm's fields on the page of any record that carries some."""

from typing import Any

from django import template

from tongxin.collab.fields.queries import own_rows

register = template.Library()


@register.inclusion_tag("fields/_own.html", takes_context=True)
def own_fields(context: Any, kind: str, record: Any) -> dict[str, Any]:  # Any: template context; the room's record
    """Their values in sections, each edited in its place by whoever may; nothing where there are none."""
    return {"kind": kind, "number": record.pk, "sections": own_rows(context["request"].user, kind, record.pk, record)}
