"""What an avatar shows: one sign, and a hue that tells one from another."""

from zlib import crc32

HUES = 12
_HAN = (("\u3400", "\u9fff"), ("\U00020000", "\U000323af"))


def is_han(sign: str) -> bool:
    """Whether the sign is a Chinese character."""
    return any(low <= sign <= high for low, high in _HAN)


def sign_of(name: str, *, is_person: bool) -> str:
    """The last Han character of a person, the first of a company; initials of a name in letters, at most two."""
    han = [sign for sign in name if is_han(sign)]
    if han:
        return han[-1] if is_person else han[0]
    words = [word for word in name.replace(".", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    initials = words[0][0] + (words[-1][0] if is_person and len(words) > 1 else "")
    return initials.upper()


def hue_of(name: str, number: int | None = None) -> int:
    """One of twelve hues: from the record's number where there is one, else from the name. Neighbours differ."""
    return (number * 5 if number is not None else crc32(name.encode())) % HUES
