"""Names of files, fit for storing and for a download."""

import re
import unicodedata
from pathlib import PurePath

from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean

LONGEST = 150
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"|?*]')


def clean_name(name: str) -> str:
    """The last part of what was given, without anything that paths, shells or the eye would stumble over."""
    last = unicodedata.normalize("NFC", clean(name)).replace("\\", "/").rsplit("/", 1)[-1]
    shown = _NOT_IN_NAMES.sub("", " ".join(last.split())).strip(" .")
    if not shown:
        return _("Untitled")
    ending = PurePath(shown).suffix
    if len(ending) > 20:
        ending = ""
    return shown[: len(shown) - len(ending)][: LONGEST - len(ending)] + ending
