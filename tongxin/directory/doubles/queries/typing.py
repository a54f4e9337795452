"""Who may be here already, while a new customer is typed."""

from collections.abc import Collection

from tongxin.base.chinese.folding import fold
from tongxin.directory.doubles.judging.keys import keys_of
from tongxin.directory.doubles.judging.profile import Profile, address_key, names_of, towns_of
from tongxin.directory.doubles.judging.verdict import judge
from tongxin.directory.doubles.queries.finding import sharing
from tongxin.directory.doubles.queries.profiles import profiles_of
from tongxin.directory.parties.queries import Wanted, doubles_of

# A form is looked at by whoever types it: a hint may be less sure than a line of work for others.
_WORTH_A_HINT = 0.25
_MOST = 5


def doubles_of_typed(
    *, name: str, city: str = "", uscc: str = "", address: str = "", phones: Collection[str] = (),
    contact: str = "", mobiles: Collection[str] = (), is_person: bool = False,
) -> list[tuple[int, tuple[str, ...]]]:  # fmt: skip
    """Numbers of parties with the reasons, likeliest first: those like a typed one, and those of the same keys that nobody looked
    at yet. Knows no person: never show what it finds without loading it through `visible_to`."""
    names = () if is_person else names_of(name)
    typed = Profile(
        id=0,
        names=names,
        is_person=is_person,
        person_name=fold(name) if is_person else "",
        uscc=uscc,
        towns=towns_of(city, names),
        phones=frozenset(phones),
        people=frozenset((fold(contact), mobile) for mobile in mobiles or ([""] if contact else [])),
        address=address_key(address),
    )
    found: dict[int, tuple[float, tuple[str, ...]]] = {}
    for number, other in profiles_of(sharing(keys_of(typed), 0)).items():
        verdict = judge(typed, other)
        if verdict.likelihood >= _WORTH_A_HINT:
            found[number] = (verdict.likelihood, verdict.reasons)
    wanted = Wanted(name, uscc, city, tuple(phones), is_person=is_person)
    for double in doubles_of([wanted])[0]:
        found.setdefault(double.party_id, (double.likelihood, (double.reason,)))
    ranked = sorted(found.items(), key=lambda entry: (-entry[1][0], entry[0]))
    return [(number, reasons) for number, (_bits, reasons) in ranked[:_MOST]]
