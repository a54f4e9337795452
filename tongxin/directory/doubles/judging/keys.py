"""Under which keys a party is filed, so that only parties that share one are ever compared."""

from collections.abc import Iterator
from hashlib import blake2b

from tongxin.directory.doubles.judging.names import Name
from tongxin.directory.doubles.judging.profile import Profile

MOST_IN_BLOCK = 60


def keys_of(profile: Profile) -> list[int]:
    """The keys as numbers of 63 bits: 8 to 20 of them."""
    return sorted({_number(text) for text in texts_of(profile)})


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def texts_of(profile: Profile) -> Iterator[str]:
    """The keys in words."""
    yield from (f"p {phone}" for phone in profile.phones | profile.mobiles)
    yield from (f"m {mail}" for mail in profile.mails)
    if profile.uscc:
        yield f"u {profile.uscc}"
    if profile.number:
        yield f"x {profile.number}"
    if profile.is_person:
        yield f"i {profile.person_name}"
        return
    yield from (f"d {domain}" for domain in profile.domains)
    towns = sorted(profile.towns) or [""]
    for place in towns:
        if profile.address:
            yield f"a {profile.address} {place}"
        yield from (f"n {name} {place}" for name in profile.contact_names)
    for name in profile.names:
        yield from _of_words(name) if name.is_latin else _of_signs(name, towns)


def _of_words(name: Name) -> Iterator[str]:
    """A slip spoils the beginning or the end, seldom both."""
    yield f"f {name.rest}"
    yield f"l {name.rest[:5]}"
    yield f"r {name.rest[-5:]}"
    yield f"w {''.join(sorted(name.words))}"


def _of_signs(name: Name, towns: list[str]) -> Iterator[str]:
    """What is said first, how it sounds, and its first four signs each with one left out."""
    yield f"f {name.rest}"
    yield f"3 {name.rest[:3]}"
    yield f"y {' '.join(name.sound[:3])}"
    for place in towns:
        yield f"2 {name.rest[:2]} {place}"
        yield f"z {' '.join(name.sound[:2])} {place}"
    head = name.rest[:4]
    for at in range(len(head)):
        left = head[:at] + head[at + 1 :]
        yield from (f"o {left} {place}" for place in (towns if len(left) < 3 else [""]))
