"""What can be wrong with a filter. Every message begins with the place, `and[1].value`."""

from django.utils.translation import gettext as _

_SHOWN = 40


class BadFilter(ValueError):
    """The filter can't be understood. `place` says where in it, `text` what is wrong there."""

    def __init__(self, place: str, text: str) -> None:
        super().__init__(f"{place}: {text}" if place else text)
        self.place = place
        self.text = text


class UnknownField(BadFilter):
    """No such field for this reader; a hidden field says the same."""

    def __init__(self, place: str, key: object) -> None:
        super().__init__(place, _("There is no field “%(field)s” here.") % {"field": shown(key)})


class UnknownOperator(BadFilter):
    """The field does not take this operator."""


class BadValue(BadFilter):
    """The value does not fit the field or the operator."""


class TooLarge(BadFilter):
    """Deeper, longer or larger than a filter may be."""


def shown(value: object) -> str:
    """A short form of what came from outside, fit for a message."""
    text = value if isinstance(value, str) else repr(value)
    return text.encode("utf-8", "replace").decode().replace("\0", "")[:_SHOWN]
