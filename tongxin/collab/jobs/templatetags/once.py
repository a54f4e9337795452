"""`{% once_field %}`: the hidden field that makes a form's second press give the first answer again."""

import secrets

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def once_field() -> SafeString:
    """A new secret for each form that is drawn."""
    return format_html('<input type="hidden" name="once" value="{}">', secrets.token_urlsafe(16))
