"""Who may be the same as these parties: along the keys, never all against all."""

from collections.abc import Iterable, Mapping

from tongxin.directory.doubles.judging.keys import MOST_IN_BLOCK, keys_of
from tongxin.directory.doubles.judging.profile import Profile
from tongxin.directory.doubles.judging.verdict import Verdict, judge
from tongxin.directory.doubles.models import Key
from tongxin.directory.doubles.queries.profiles import profiles_of


def sharing(keys: Iterable[int], but: int) -> set[int]:
    """Parties filed under one of the keys. A key that very many share tells nothing and costs no more than one look."""
    found: set[int] = set()
    for key in keys:
        block = list(Key.objects.filter(value=key).values_list("party_id", flat=True)[: MOST_IN_BLOCK + 1])
        if len(block) <= MOST_IN_BLOCK:
            found.update(block)
    return found - {but}


def likely_doubles(profiles: Mapping[int, Profile]) -> dict[tuple[int, int], Verdict]:
    """Likely pairs in which at least one of these stands, by their two numbers."""
    near = {number: sharing(keys_of(profile), number) for number, profile in profiles.items()}
    others = profiles_of({other for found in near.values() for other in found} - set(profiles))
    known = {**others, **profiles}
    pairs = {
        (min(number, other), max(number, other)) for number, found in near.items() for other in found if other in known
    }
    verdicts = {pair: judge(known[pair[0]], known[pair[1]]) for pair in sorted(pairs)}
    return {pair: verdict for pair, verdict in verdicts.items() if verdict.is_likely}
