"""Who is here already? Asked for one form or for a thousand rows at once.

Reasons from the surest to the weakest: same social credit code, same company key, same name without place and trade in the same city,
same phone. A person is a double only by name and phone together.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Q

from tongxin.base.chinese.companies import company_key, short_name
from tongxin.base.chinese.folding import fold
from tongxin.base.database.among import Among
from tongxin.base.database.planning import keep_known
from tongxin.directory.parties.models import ContactPoint, Party
from tongxin.directory.parties.queries.merged import roots_of

_MANY = 100
SURE = {"uscc": 1.0, "external_id": 1.0, "name": 0.95}
LIKELY = {"core": 0.7, "phone": 0.6}


class Wanted(NamedTuple):
    """What is known of somebody who may be here already. `phones` are values as stored (E.164)."""

    name: str
    uscc: str = ""
    city: str = ""
    phones: tuple[str, ...] = ()
    external_id: str = ""
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class Double:
    """A party that may be the same, why, and how likely (0 to 1)."""

    party_id: int
    reason: str
    likelihood: float

    @property
    def is_sure(self) -> bool:
        """Sure enough to fill gaps without asking."""
        return self.reason in SURE


class _Known(NamedTuple):
    id: int
    uscc: str
    name_key: str
    core_key: str
    city: str
    external_id: str


@dataclass
class _Index:
    """The parties that could match any of the wanted ones, by each key."""

    uscc: dict[str, list[_Known]]
    name: dict[str, list[_Known]]
    core: dict[str, list[_Known]]
    external: dict[str, list[_Known]]
    phone: dict[str, list[tuple[int, str]]]


@lru_cache(maxsize=2_048)
def keys_of_name(name: str, *, is_person: bool) -> tuple[str, str]:
    """(company key, core key) of a name, as stored on parties."""
    if is_person:
        return fold(name)[:200], ""
    return company_key(name)[:200], fold(short_name(name))[:80]


def keys_of(wanted: Wanted) -> tuple[str, str]:
    """The same, of somebody wanted."""
    return keys_of_name(wanted.name, is_person=wanted.is_person)


def _index(wanted: Sequence[Wanted], keys: Sequence[tuple[str, str]]) -> _Index:
    names = {name for name, _core in keys if name}
    cores = {core for _name, core in keys if core}
    usccs = {one.uscc for one in wanted if one.uscc}
    externals = {one.external_id for one in wanted if one.external_id}
    phones = {phone for one in wanted for phone in one.phones}
    columns = ("id", "uscc", "name_key", "core_key", "city", "external_id")
    index = _Index(defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list))
    seen: set[int] = set()
    for column, values in (("name_key", names), ("core_key", cores), ("uscc", usccs), ("external_id", externals)):
        if not values:
            continue
        condition = ~Q(**{column: ""}) if column != "name_key" else Q()
        rows = Party.objects.living().filter(condition, Among(column, values))
        for known in rows.values_list(*columns):
            if known[0] not in seen:
                seen.add(known[0])
                _file(index, _Known(*known))
    _file_merged(index, usccs, externals)
    _file_phones(index, phones)
    return index


def _file_phones(index: _Index, phones: set[str]) -> None:
    """Two steps, because PostgreSQL, asked at once, would rather read all parties than look few up."""
    points = ContactPoint.objects.filter(Among("value", phones), kind=ContactPoint.Kind.PHONE)
    found = list(points.order_by().values_list("value", "party_id")) if phones else []
    numbers = {party_id for _value, party_id in found}
    parties = Party.objects.filter(Among("pk", numbers), deleted_at=None)
    keys = dict(parties.values_list("pk", "name_key")) if numbers else {}
    for value, party_id in found:
        if party_id in keys:
            index.phone[value].append((party_id, keys[party_id]))


def _file_merged(index: _Index, usccs: set[str], externals: set[str]) -> None:
    """Codes and old numbers of merged records mean the record they went into: the next file from the old system still has them."""
    gone = Party.objects.filter(merged_into__isnull=False)
    found: list[tuple[dict[str, list[_Known]], str, int]] = []
    for table, column, values in ((index.uscc, "uscc", usccs), (index.external, "external_id", externals)):
        if values:
            rows = gone.filter(~Q(**{column: ""}), Among(column, values)).values_list(column, "pk")
            found += [(table, code, number) for code, number in rows]
    if not found:
        return
    roots = roots_of({number for _table, _code, number in found})
    columns = ("id", "uscc", "name_key", "core_key", "city", "external_id")
    kept = {row[0]: _Known(*row) for row in Party.objects.living().filter(pk__in=roots.values()).values_list(*columns)}
    for table, code, number in found:
        if (known := kept.get(roots[number])) is not None:
            table[code].append(known)


def _file(index: _Index, known: _Known) -> None:
    index.name[known.name_key].append(known)
    for table, key in ((index.uscc, known.uscc), (index.core, known.core_key), (index.external, known.external_id)):
        if key:
            table[key].append(known)


def _same_city(one: str, other: str) -> bool:
    return not one or not other or one.rstrip("市") == other.rstrip("市")


def told_apart(one: Wanted, known: _Known | Party) -> bool:
    """Two codes, or two numbers of the old system, that differ mean two customers, whatever their names."""
    codes = one.uscc and known.uscc and one.uscc != known.uscc
    numbers = one.external_id and known.external_id and one.external_id != known.external_id
    return bool(codes or numbers)


def _match(one: Wanted, keys: tuple[str, str], index: _Index) -> list[Double]:
    name_key, core_key = keys
    found: dict[int, Double] = {}

    def add(party_id: int, reason: str) -> None:
        likelihood = SURE.get(reason) or LIKELY[reason]
        if party_id not in found or found[party_id].likelihood < likelihood:
            found[party_id] = Double(party_id, reason, likelihood)

    for known in index.uscc.get(one.uscc, ()) if one.uscc else ():
        add(known.id, "uscc")
    for known in index.external.get(one.external_id, ()) if one.external_id else ():
        add(known.id, "external_id")
    if one.is_person:
        for phone in one.phones:
            for party_id, key in index.phone.get(phone, ()):
                if key == name_key:
                    add(party_id, "name")
        return _ranked(found)
    for known in index.name.get(name_key, ()):
        if not told_apart(one, known):
            add(known.id, "name" if _same_city(one.city, known.city) else "core")
    for known in index.core.get(core_key, ()) if core_key else ():
        if _same_city(one.city, known.city) and not told_apart(one, known):
            add(known.id, "core")
    for phone in one.phones:
        for party_id, _key in index.phone.get(phone, ()):
            add(party_id, "phone")
    return _ranked(found)


def _ranked(found: dict[int, Double]) -> list[Double]:
    return sorted(found.values(), key=lambda double: (-double.likelihood, double.party_id))


def doubles_of(wanted: Sequence[Wanted], keys: Sequence[tuple[str, str]] | None = None) -> list[list[Double]]:
    """For each wanted one the parties that may be the same, likeliest first. Knows no person: never show what it finds
    without loading it through `visible_to`."""
    keys = keys or [keys_of(one) for one in wanted]
    if len(wanted) > _MANY:
        keep_known(Party, "name_key", "core_key", "uscc", "external_id", "deleted_at", "merged_into")
        keep_known(ContactPoint, "kind", "value")
    index = _index(wanted, keys)
    return [_match(one, key, index) for one, key in zip(wanted, keys, strict=True)]
