"""The parent company that a row names becomes a link, when somebody bears that name."""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions.importing.drafts import PartyDraft
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries.doubles import keys_of_name

_HIGHEST = 20  # floors of a group; nobody real has more


def link_new(by: Person, pairs: Sequence[tuple[PartyDraft, Party]], new: Collection[Party]) -> None:
    """Put parties that are about to be inserted under their parents: others of this chunk, or ones that `by` sees."""
    named = [(draft, party) for draft, party in pairs if draft.parent]
    if not named:
        return
    there = {party.name_key: party for party in reversed(list(new)) if party.kind == Party.Kind.ORGANISATION}
    known = _known(by, [draft.parent for draft, _party in named])
    by_number = {party.pk: party for party in new}
    for draft, party in named:
        key = keys_of_name(draft.parent, is_person=False)[0]
        above = there[key].pk if key in there else known.get(key)
        if above is None:
            party.note = _with_line(party.note, draft.parent)
        elif not _is_below(above, party.pk, by_number):
            party.parent_id = above


def link_known(by: Person, updates: Sequence[tuple[PartyDraft, int]]) -> None:
    """The same for rows about parties we have: the link is one more fact of the draft, filled in like any other."""
    named = [(draft, party_id) for draft, party_id in updates if draft.parent]
    if not named:
        return
    known = _known(by, [draft.parent for draft, _party_id in named])
    for draft, party_id in named:
        above = known.get(keys_of_name(draft.parent, is_person=False)[0])
        if above is None:
            draft.facts["note"] = _with_line(draft.facts.get("note", ""), draft.parent)
        elif not _is_below(above, party_id, {}):
            draft.facts["parent_id"] = above


def _known(by: Person, names: Sequence[str]) -> dict[str, int]:
    keys = {keys_of_name(name, is_person=False)[0] for name in names}
    rows = Party.objects.visible_to(by).living().filter(kind=Party.Kind.ORGANISATION, name_key__in=keys)
    return dict(rows.order_by("-pk").values_list("name_key", "pk"))  # the oldest of one name


def _is_below(above: int, party_id: int, new: Mapping[int, Party]) -> bool:
    """Whether the party stands above its would-be parent already: nobody belongs to himself, not even through others."""
    at: int | None = above
    for _floor in range(_HIGHEST):
        if at is None:
            return False
        if at == party_id:
            return True
        at = new[at].parent_id if at in new else _parent_of(at)
    return True


def _parent_of(number: int) -> int | None:
    return Party.objects.filter(pk=number).values_list("parent_id", flat=True).first()


def _with_line(note: str, parent: str) -> str:
    return "\n".join(part for part in (note, _("Parent company: %(name)s") % {"name": parent}) if part)
