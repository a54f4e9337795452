"""Words that anybody would try at this firm's door: no password is made of them and little else."""

import re
from collections.abc import Iterator
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.base.chinese.companies import company_key, short_name
from tongxin.base.chinese.folding import fold
from tongxin.base.chinese.pinyin import readings
from tongxin.collab.org.models import Company, Letterhead
from tongxin.collab.people.models import Person

LEAST_OF_ONES_OWN: Final = 6
_SHORTEST: Final = 4  # signs of a Latin word; a Chinese one has two
_OURS: Final = ("tongxin", "同心", "crm")
_SIGNS: Final = re.compile(r"[\W_]+")


class FirmWordsValidator:
    """Refuses a password that, without the firm's names and those of the program, is shorter than six signs."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raises ValidationError."""
        left = _SIGNS.sub("", fold(password))
        whole = left
        for word in sorted(_words(user), key=len, reverse=True):
            left = left.replace(word, "")
        if left != whole and len(left) < LEAST_OF_ONES_OWN:
            raise ValidationError(
                _("Anybody would try the firm's name first. Take words that only you would put together.")
            )

    def get_help_text(self) -> str:
        """For Django, which shows it nowhere here."""
        return _("No names of the firm.")


def _words(person: Person | None) -> Iterator[str]:
    names = [
        *Company.objects.values_list("name", flat=True),
        *Letterhead.objects.values_list("english_name", flat=True),
    ]
    domain = person.email.rpartition("@")[2].split(".")[0] if person else ""
    spoken = [one for name in names for short in (company_key(name), short_name(name)) for one in _spoken(short)]
    for word in {*_OURS, *names, *spoken, domain}:
        plain = _SIGNS.sub("", fold(word))
        if plain in _OURS or len(plain) >= (_SHORTEST if plain.isascii() else 2):
            yield plain


def _spoken(name: str) -> list[str]:
    said = readings(name)
    return [name, *[one.full for one in said], *[one.initials for one in said]]
