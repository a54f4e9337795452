"""What can be wrong with a formula, and where."""

from tongxin.base.lazy import LazyText


class Fault(ValueError):
    """`text` says what is wrong in the characters of the formula from `at` (from 0) to `end`."""

    def __init__(self, at: int, end: int, text: LazyText) -> None:
        super().__init__(text)
        self.at, self.end, self.text = at, max(end, at + 1), text

    def __str__(self) -> str:
        return str(self.text)
