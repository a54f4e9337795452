"""Django's `i18n` tags, but the tag `translate` works fixed texts out once per language, and `kept` whole pieces of a page.

A page says some two hundred such texts; looking each up and escaping it anew took a millisecond of it.
"""

from typing import Any

from django.template import Context, Library, Node
from django.template.base import Parser, Token
from django.templatetags import i18n
from django.utils.translation import get_language

register = Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class FixedText(Node):
    """A text that depends on nothing but the language."""

    child_nodelists = ()

    def __init__(self, inner: Any) -> None:  # Any: Django's own node
        self._inner = inner
        self._said: dict[tuple[str | None, bool], str] = {}

    def render(self, context: Context) -> str:
        """What was said last time in this language."""
        key = (get_language(), context.autoescape)
        said = self._said.get(key)
        if said is None:
            said = self._said[key] = self._inner.render(context)
        return said


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Node:
    """As Django's tag of this name."""
    node: Any = i18n.do_translate(parser, token)  # Any: TranslateNode
    text = node.filter_expression
    is_fixed = text.var.literal is not None and not text.filters and not (node.message_context or node.asvar)
    return FixedText(node) if is_fixed else node


MOST_KEPT = 256  # a piece for each language and each set of rights


class Kept(Node):
    """A piece that depends on nothing but the language and its key; without a key it is drawn anew."""

    def __init__(self, key: Any, nodelist: Any) -> None:  # Any: Django's own
        self._key = key
        self.nodelist = nodelist
        self.drawn: dict[tuple[Any, ...], str] = {}

    def render(self, context: Context) -> str:
        """What was drawn last time under this key."""
        name = self._key.resolve(context, ignore_failures=True)
        if not name:
            return str(self.nodelist.render(context))
        key = (get_language(), context.autoescape, name)
        drawn = self.drawn.get(key)
        if drawn is None:
            if len(self.drawn) >= MOST_KEPT:
                self.drawn.clear()
            drawn = self.drawn[key] = self.nodelist.render(context)
        return drawn


@register.tag
def kept(parser: Parser, token: Token) -> Node:
    """`{% kept key %}…{% endkept %}`: the key says all, besides the language, on which the piece depends."""
    key = parser.compile_filter(token.split_contents()[1])
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(key, nodelist)
