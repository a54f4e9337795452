"""What would become of drafts, without changing anything."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.registries import Verdict
from tongxin.base.registries.whereabouts import whereabouts_of
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions.importing.drafts import PartyDraft
from tongxin.directory.parties.actions.importing.rights import keep_to_rights
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries import Double, doubles_of
from tongxin.directory.parties.queries.doubles import Wanted, keys_of

# By which field a reason is known; from whom that field is hidden, the reason is hidden as well.
_SHOWS = {"uscc": "uscc", "external_id": "external_id", "core": "city", "phone": "phones"}


def reason_of(double: Double, hidden: Collection[str]) -> str:
    """Why two are thought the same, in words that tell nothing of hidden fields."""
    if _SHOWS.get(double.reason) in hidden:
        return _("looks like one we have")
    return {
        "uscc": _("same social credit code"),
        "external_id": _("same number in the old system"),
        "name": _("same name"),
        "core": _("similar name in the same place"),
        "phone": _("same phone"),
    }[double.reason]


class RowKeys(NamedTuple):
    """By which earlier rows of the file a row is the same customer (`asked`), and by which later rows will know it (`told`)."""

    asked: tuple[str, ...]
    told: tuple[str, ...]


def row_keys(wanted: Wanted, keys: tuple[str, str]) -> RowKeys:
    """As records are told: by code, or by the whole name where neither city nor code says otherwise."""
    if wanted.is_person:
        own = f"p:{keys[0]}:{(wanted.phones or (wanted.city,))[0]}"
        return RowKeys((own,), (own,))
    name, city = f"o:{keys[0]}", wanted.city.rstrip("市")
    code = f"u:{wanted.uscc}" if wanted.uscc else f"x:{wanted.external_id}" if wanted.external_id else ""
    here, anywhere, coded = f"{name}:{city}", f"{name}:*", f"{name}:{city}#"
    if code:
        return RowKeys((code, here, f"{name}:"), (code, anywhere, coded))
    asked = (here, f"{name}:", coded, f"{name}:#") if city else (anywhere,)
    return RowKeys(asked, (here, anywhere))


class Sight:
    """Which of the found parties the person may see and change, asked once for a whole chunk."""

    def __init__(self, person: Person, ids: Sequence[int]) -> None:
        self.hidden = hidden_fields(person, "party")
        rows = Party.objects.filter(pk__in=ids)
        self.titles: dict[int, str] = dict(rows.visible_to(person).values_list("id", "name"))
        self.changeable: set[int] = set(rows.changeable_by(person).values_list("id", flat=True))
        unseen = [pk for pk in ids if pk not in self.titles]
        self.units: dict[int, str] = {
            pk: unit or "" for pk, unit in Party.objects.filter(pk__in=unseen).values_list("id", "unit__name")
        }
        self.known_at = whereabouts_of("party", person, unseen)

    def reason(self, double: Double) -> str:
        """Why it is thought the same, as far as this person may know."""
        return reason_of(double, self.hidden)

    def elsewhere(self, party_id: int) -> str:
        """That it exists, and where or in which unit; nothing private."""
        if party_id in self.known_at:
            return self.known_at[party_id].text
        unit = self.units.get(party_id, "")
        if unit:
            return _("exists already, owned in %(unit)s") % {"unit": unit}
        return _("exists already, owned by colleagues")

    def address(self, party_id: int) -> str:
        """Where this person finds it: its page, or another one that is open to them; empty where there is none."""
        if party_id in self.titles:
            return reverse("customer", args=[party_id])
        return self.known_at[party_id].url if party_id in self.known_at else ""


def check_drafts(person: Person, drafts: Sequence[PartyDraft], seen: set[int]) -> list[Verdict]:
    """For each draft: new, update, likely, twice, elsewhere. `seen` is what earlier chunks of the file were about, and grows."""
    keep_to_rights(person, drafts)
    wanted = [draft.wanted() for draft in drafts]
    found = doubles_of(wanted)
    sight = Sight(person, sorted({double.party_id for doubles in found for double in doubles}))
    verdicts = []
    for one, doubles in zip(wanted, found, strict=True):
        keys = row_keys(one, keys_of(one))
        is_twice = any(hash(key) in seen for key in keys.asked)  # a number takes a tenth of the room of its key
        verdicts.append(_verdict(doubles, sight, is_twice=is_twice))
        if not is_twice:
            seen.update(map(hash, keys.told))
    return verdicts


def _verdict(doubles: Sequence[Double], sight: Sight, *, is_twice: bool) -> Verdict:
    best: Any = next((double for double in doubles if double.is_sure), None)  # Any: Double or None, narrowed below
    if best is not None:
        if best.party_id not in sight.titles or best.party_id not in sight.changeable:
            return Verdict("elsewhere", sight.elsewhere(best.party_id))
        return Verdict("update", sight.reason(best), best.party_id, sight.titles[best.party_id])
    if is_twice:
        return Verdict("twice", _("stands in this file more than once"))
    if doubles:
        first = doubles[0]
        if first.party_id in sight.titles:
            return Verdict("likely", sight.reason(first), first.party_id, sight.titles[first.party_id])
        return Verdict("likely", f"{sight.reason(first)} · {sight.elsewhere(first.party_id)}")
    return Verdict("new")
