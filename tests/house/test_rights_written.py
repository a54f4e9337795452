"""What docs/house.md and docs/inventory.md say of rights is what roles can be given."""

import re

from django.utils import translation

from tests.house.tables import rows, sources
from tongxin.base.masks import MASKS
from tongxin.base.registries.subject_kinds import SubjectKind, subject_kinds
from tongxin.collab.access.forms.roles import MASKABLE
from tongxin.collab.access.models import Scope

HOUSE = "docs/house.md"
DOOR = re.compile(r"@door\((\w+)")


def words(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_scopes_and_doors_are_written_down() -> None:
    with translation.override("en"):
        scopes = [(f"`{value}`", str(label)) for value, label in Scope.choices]
    assert [(scope, reach) for scope, (reach,) in rows(HOUSE, "## Who may see what").items()] == scopes
    doors = {name for text in sources().values() if "@door(" in text for name in DOOR.findall(text)}
    assert {words(door)[0] for door in rows(HOUSE, "What is no record has a door")} == doors
    ways = {words(kind)[0]: way for kind, (way, *_fields) in rows("docs/inventory.md", "## Rights on kinds").items()}
    assert {kind for kind, way in ways.items() if way == "own scope"} == {
        one.kind for one in subject_kinds if one.is_scoped
    }
    assert {kind: words(way) for kind, way in ways.items() if way.startswith("as ")} == {
        one.kind: [one.opens_with] for one in subject_kinds if one.opens_with
    }


def test_rights_on_fields_are_written_down() -> None:
    rights = rows(HOUSE, "| `all` | everything |")
    assert [words(one)[0] for one in rights] == [value for value, _label in MASKABLE]
    assert set(words(rights["`masked`"][0])) == set(MASKS)
    for one in subject_kinds:
        own = list(getattr(one.fields, "_own", one.fields))  # without those that a firm adds
        if own or one.hides_with:
            compare(one, own)


def compare(one: SubjectKind, own: list[str]) -> None:
    way, spoken_of, seen = rows("docs/inventory.md", "## Rights on kinds")[f"`{one.kind}`"]
    assert words(spoken_of) == [name for name in own if name not in one.always_seen], one.kind
    assert words(seen) == [name for name in own if name in one.always_seen], one.kind
    assert (words(way)[-1:] == [one.hides_with]) == bool(one.hides_with), one.kind
