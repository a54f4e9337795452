"""A cell with people in it as plain mappings."""

from typing import Any, Final

from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.chinese.names import normalise_person_name

from ..recognising import PersonBit, split_people
from . import ways
from .refusal import ValueRefused

_LONGEST_NAME: Final = 50
_LONGEST_TITLE: Final = 80


def people(text: str) -> list[dict[str, Any]]:  # Any: names are text, phones and mails lists of points
    """Each person with name ("" when a number stood alone), title, phones and mails. What is wrong is refused, the rest kept."""
    wrong: list[str] = []
    found = [_person(bit, wrong) for bit in split_people(clean(text))]
    if not found:
        raise ValueRefused(_("There is no name in this."))
    if wrong:
        raise ValueRefused("; ".join(wrong), found)
    return found


def _person(bit: PersonBit, wrong: list[str]) -> dict[str, Any]:  # Any: as above
    person: dict[str, Any] = {
        "name": normalise_person_name(bit.name),
        "title": bit.title,
        "phones": [],
        "mails": [],
    }  # Any: as above
    if len(bit.name) > _LONGEST_NAME:
        wrong.append(_("A person's name may have up to %(most)d characters.") % {"most": _LONGEST_NAME})
    if len(bit.title) > _LONGEST_TITLE:
        person["title"] = ""
        wrong.append(_("A job title may have up to %(most)d characters.") % {"most": _LONGEST_TITLE})
    for key, texts, read in (("phones", bit.phones, ways.phones), ("mails", bit.mails, ways.mails)):
        for text in texts:
            try:
                person[key] += read(text)
            except ValueRefused as refusal:
                person[key] += refusal.kept or []
                wrong.append(ways.named(text, refusal))
    return person
