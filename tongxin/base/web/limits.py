"""What an administrator writes about how fast people and programs may ask."""

from typing import Final

USUAL: Final = (
    30_000,
    60_000,
)  # requests in a minute, of a person and of a program: above what a firm's own tools ask, below what keeps others waiting for long
_OFF: Final = "off"


def per_minute(text: str) -> tuple[int, int]:
    """`600 3000`: of a person, of a program. Empty is the usual, `off` (or 0) is no limit. Raises ValueError."""
    words = text.replace(",", " ").split()
    if not words:
        return USUAL
    found = [0 if word == _OFF else int(word) for word in words]
    if len(found) > len(USUAL) or min(found) < 0:
        raise ValueError(
            f"TONGXIN_REQUESTS_PER_MINUTE: {text!r}; give how many of a person and how many of a program, or off"
        )
    return found[0], found[-1]
