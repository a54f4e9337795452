"""How likely two records are one party, with the reasons.

Evidence is weighed in bits: each reason makes it twice to a hundred times likelier or less likely, and what is known adds up. The
weights were chosen on one half of the data of `bench/overlapping.py`; `bin/bench doubles` measures on the other half.
"""

from dataclasses import dataclass

from tongxin.directory.doubles.judging.names import Name, Nearness, nearness
from tongxin.directory.doubles.judging.profile import Profile

LIKELY = 0.5
_ENOUGH = 5.5
_NEVER = -40.0
# Bits for each kind of nearness by the number of signs that agree: two, three, four, five and more.
_NAME: dict[Nearness, tuple[float, float, float, float]] = {
    "same": (5.0, 6.5, 8.0, 9.0),
    "short": (4.0, 5.0, 6.0, 7.0),
    "sound": (3.0, 5.0, 6.5, 7.5),
    "short sound": (1.5, 3.0, 4.0, 5.0),
    "slip": (1.0, 2.0, 3.5, 5.0),
    "short slip": (0.0, 1.0, 2.5, 3.5),
    "part": (2.0, 3.0, 4.0, 4.5),
    "order": (4.0, 5.0, 6.0, 7.0),
    "kin": (-4.0, -4.0, -4.0, -4.0),
    "number": (-12.0, -12.0, -12.0, -12.0),
    "other": (-5.0, -5.0, -5.0, -5.0),
}
_SHORTENED: frozenset[Nearness] = frozenset({"short", "short sound", "short slip", "part"})
_REASON: dict[Nearness, str] = {
    "same": "name",
    "short": "short",
    "sound": "sound",
    "short sound": "sound",
    "slip": "slip",
    "short slip": "slip",
    "part": "short",
    "order": "order",
}


@dataclass(frozen=True)
class Verdict:
    """`likelihood` from 0 to 1; `reasons` are names of REASONS, the strongest first."""

    likelihood: float
    reasons: tuple[str, ...] = ()

    @property
    def is_likely(self) -> bool:
        """Worth showing to somebody."""
        return self.likelihood >= LIKELY


def _likelihood(bits: float) -> float:
    return float(1 / (1 + 2 ** (_ENOUGH - bits)))


def judge(one: Profile, other: Profile) -> Verdict:
    """Compare two parties that share a key."""
    if one.is_person != other.is_person:
        return Verdict(0.0)
    if (one.uscc and one.uscc == other.uscc) or (one.number and one.number == other.number):
        return Verdict(_likelihood(16), ("uscc" if one.uscc and one.uscc == other.uscc else "external_id",))
    if _told_apart(one, other):
        return Verdict(0.0)
    return _persons(one, other) if one.is_person else _firms(one, other)


def _told_apart(one: Profile, other: Profile) -> bool:
    """Two codes, or two numbers of the old system, that differ; or one belongs to the other."""
    codes = one.uscc and other.uscc and one.uscc != other.uscc
    numbers = one.number and other.number and one.number != other.number
    return bool(codes or numbers or one.id in other.above or other.id in one.above)


def _persons(one: Profile, other: Profile) -> Verdict:
    """A person is known by name together with a number, a mail address, or the firm."""
    if one.person_name != other.person_name:
        return Verdict(0.0)
    reasons = [
        reason
        for reason, mine, theirs in (
            ("phone", one.phones, other.phones),
            ("mail", one.mails, other.mails),
            ("firm", one.works_at, other.works_at),
        )
        if mine & theirs
    ]
    if not reasons:
        return Verdict(0.0)
    return Verdict(_likelihood(_ENOUGH + 3 * len(reasons)), ("name", *reasons))


def _firms(one: Profile, other: Profile) -> Verdict:
    name_bits, near = _names(one, other)
    found: list[tuple[float, str]] = [(name_bits, _REASON[near])] if near in _REASON else []
    found += [(bits, reason) for bits, reason in _ways(one, other) if bits]
    bits = sum(weight for weight, _reason in found) + (0 if near in _REASON else name_bits) + _against(one, other)
    reasons = [reason for weight, reason in sorted(found, reverse=True) if weight > 0]
    return Verdict(_likelihood(bits), tuple(dict.fromkeys(reasons)))


def _names(one: Profile, other: Profile) -> tuple[float, Nearness]:
    """The nearest pair of names."""
    best: tuple[float, Nearness] = (_NEVER, "other")
    # What people say for short has no legal form: two names of the register that differ are two firms.
    differ = 3.0 if one.is_registered and other.is_registered else 0.0
    for mine in one.names:
        for theirs in other.names:
            near = nearness(mine, theirs)
            bits = _bits(near, mine, theirs) - (differ if near in _SHORTENED else 0.0)
            if bits > best[0]:
                best = (bits, near)
    return best


def _bits(near: Nearness, mine: Name, theirs: Name) -> float:
    length = min(len(mine.rest), len(theirs.rest))
    if mine.is_latin:
        length = length // 3 + 1 if length > 3 else 2
    bits = _NAME[near][min(max(length, 2), 5) - 2]
    if bool(mine.branch) != bool(theirs.branch) or (mine.branch and mine.key != theirs.key and near != "same"):
        bits -= 12
    return bits - _group_bits(near, mine, theirs)


def _group_bits(near: Nearness, mine: Name, theirs: Name) -> float:
    """X集团 beside X机械, and X集团有限公司 beside X机械集团有限公司, is the group above the firm; X机械集团 beside X机械 is the firm
    said shortly."""
    if near in ("same", "sound", "slip"):
        return 0.0
    shorter, longer = sorted((mine, theirs), key=lambda name: len(name.rest))
    is_above = shorter.is_group and (not longer.is_group or (shorter.is_registered and longer.is_registered))
    return 12.0 if is_above and len(shorter.rest) < len(longer.rest) else 0.0


def _ways(one: Profile, other: Profile) -> list[tuple[float, str]]:
    """What else agrees."""
    mobiles = one.mobiles & other.mobiles
    return [
        (
            5.0
            if one.phones & other.phones
            else 3.5
            if one.phones & other.mobiles or one.mobiles & other.phones
            else 0,
            "phone",
        ),
        (4.0 if mobiles and one.people & other.people else 3.0 if mobiles else 0, "contact_phone"),
        (2.0 if not mobiles and one.contact_names & other.contact_names else 0, "contact"),
        (4.0 if one.address and one.address == other.address else 0, "address"),
        (5.0 if one.mails & other.mails else 3.0 if one.domains & other.domains else 0, "mail"),
        (1.5 if one.towns & other.towns else 0, "city"),
    ]


def _against(one: Profile, other: Profile) -> float:
    """What differs where both say something."""
    bits = 0.0
    if one.towns and other.towns and not one.towns & other.towns:
        bits -= 5.0
    if one.address and other.address and one.address != other.address:
        bits -= 1.0
    return bits
