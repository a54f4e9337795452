"""Regular expressions that are compiled when they are first asked, not at every start of the program."""

import re
from typing import Any, cast


class _Pattern:
    """Stands where a compiled expression will stand."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:  # Any: whatever a compiled expression has
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(self._text, self._flags)
        vars(self).update({each: getattr(compiled, each) for each in dir(compiled) if not each.startswith("_")})
        return getattr(compiled, name)


def regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, at the first use of what it answers. To be asked itself (`.search`, `.sub` …), not given to functions of `re`."""
    return cast("re.Pattern[str]", _Pattern(text, int(flags)))
