"""Which colleague a word in a file means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import fold
from tongxin.base.chinese.names import salutation

from .refusal import ValueRefused

_FAMILIAR: Final = ("小", "老", "阿")


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of the firm's own people."""

    id: int
    name: str
    email: str


class Colleagues:
    """The firm's people, found by whole name or mail address; short forms are only guessed, and the guess is asked.

    `decided` is what a person answered before: folded word to number, 0 for nobody.
    """

    def __init__(self, people: Iterable[Colleague], decided: Mapping[str, int] | None = None) -> None:
        self.people = list(people)
        self.decided = dict(decided or {})
        self._by_word: dict[str, list[int]] = {}
        for one in self.people:
            for word in (fold(one.name), one.email.lower()):
                self._by_word.setdefault(word, []).append(one.id)

    def known(self, text: str) -> int | None:
        """The number of the one who is surely meant; 0 for a word that was decided to mean nobody; None when unsure."""
        word = fold(text)
        if word in self.decided:
            return self.decided[word]
        found = self._by_word.get(word, [])
        return found[0] if len(found) == 1 else None

    def guess(self, text: str) -> Colleague | None:
        """Who may be meant: 小吴, 吴工 or 桐桐 for 吴桐, when only one fits."""
        word = fold(text)
        spoken = salutation(text)
        if spoken is not None:
            fitting = [one for one in self.people if fold(one.name).startswith(spoken[0])]
        elif word[:1] in _FAMILIAR and 2 <= len(word) <= 3:
            rest = word[1:]
            fitting = [one for one in self.people if fold(one.name).startswith(rest) or fold(one.name).endswith(rest)]
        else:
            fitting = [
                one for one in self.people if word and word in (*fold(one.name).split(), one.email.split("@")[0])
            ]
            fitting = fitting or [one for one in self.people if len(word) == 2 and fold(one.name).endswith(word)]
        return fitting[0] if len(fitting) == 1 else None

    def read(self, text: str) -> int | None:
        """The number of a colleague, None for nobody. Raises ValueRefused when it is not known who is meant."""
        found = self.known(text)
        if found is None:
            guess = self.guess(text)
            if guess is not None:
                raise ValueRefused(_("Is this %(name)s? Say so above the preview.") % {"name": guess.name})
            raise ValueRefused(_("Nobody in your firm has this name."))
        return found or None
