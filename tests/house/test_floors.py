"""The house stands: floors, doors, templates and foreign keys keep their order."""

import re
from functools import cache
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).parents[2] / "tongxin"
DOORS = {"actions", "queries", "models", "policies", "events"}
OPEN_FLOORS = {"base", "packs", ""}
INCLUDE = re.compile(r"""\{%\s*(?:include|extends)\s+["']([a-z_]+)/""")


@cache
def edges() -> list[tuple[str, str]]:
    graph = grimp.build_graph("tongxin", cache_dir=None)
    found = [(a, b) for a in graph.modules for b in graph.find_modules_directly_imported_by(a)]
    return [(a, b) for a, b in found if ".tests." not in a and ".migrations." not in a and a != "tongxin.__main__"]


def place(module: str) -> tuple[str, str, str]:
    parts = [*module.split("."), "", "", ""]
    return parts[1], parts[2], parts[3]


def climbing(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Imports from a floor to one whose name comes later in the alphabet."""
    return [(a, b) for a, b in pairs if place(a)[0] and place(b)[0] > place(a)[0]]


def breaking_in(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Imports that enter another room by something else than its doors."""
    wrong = []
    for a, b in pairs:
        floor, room, _ = place(a)
        other_floor, other_room, thing = place(b)
        if floor == "project" or other_floor in OPEN_FLOORS or (floor, room) == (other_floor, other_room):
            continue
        if thing and thing not in DOORS:
            wrong.append((a, b))
    return wrong


def test_the_alphabet_is_the_stairs() -> None:
    assert climbing(edges()) == []
    assert climbing([("tongxin.base.x", "tongxin.collab.people.models")])


def test_rooms_are_entered_through_their_doors() -> None:
    assert breaking_in(edges()) == []
    assert breaking_in([("tongxin.directory.parties.views", "tongxin.collab.people.forms")])


def including_upwards(template: Path, text: str) -> list[str]:
    floor = template.relative_to(ROOT).parts[0]
    return [name for name in INCLUDE.findall(text) if HOME.get(name, "") > floor]


HOME = {path.name: path.relative_to(ROOT).parts[0] for path in ROOT.glob("**/templates/*") if path.is_dir()}


def test_templates_follow_the_floors() -> None:
    wrong = {
        str(template): found
        for template in ROOT.glob("**/templates/**/*.html")
        if (found := including_upwards(template, template.read_text()))
    }
    assert wrong == {}
    assert including_upwards(ROOT / "base/ui/templates/ui/x.html", '{% include "parties/_row.html" %}') == ["parties"]


BLOCK = re.compile(r"\{%\s*(block|endblock)(?:\s+([a-z_]+))?\s*%\}")
EXTENDS = re.compile(r"""\{%\s*extends\s+["']([^"']+)["']""")


def blocks_of(text: str) -> tuple[set[str], set[str]]:
    """Names of the blocks of a template: the outermost, and those within others."""
    outer, inner, depth = set(), set(), 0
    for kind, name in BLOCK.findall(text):
        if kind == "block":
            (inner if depth else outer).add(name)
        depth += 1 if kind == "block" else -1
    return outer, inner


def filled_in_vain(text: str, found: dict[str, str]) -> set[str]:
    """Blocks which a template fills and none of those it extends has: Django throws what stands in them away without a word."""
    filled, has, parent = blocks_of(text)[0], set[str](), EXTENDS.search(text)
    while parent:
        above = found[parent[1]]
        has |= set.union(*blocks_of(above))
        parent = EXTENDS.search(above)
    return filled - has if EXTENDS.search(text) else set()


def test_templates_fill_blocks_that_are_there() -> None:
    pages = {
        path.as_posix().partition("/templates/")[2]: path.read_text() for path in ROOT.glob("**/templates/**/*.html")
    }
    wrong = {name: vain for name, text in pages.items() if (vain := filled_in_vain(text, pages))}
    assert wrong == {}
    frame = {"a.html": "{% block head %}{% block title %}{% endblock %}{% endblock %}"}
    page = '{% extends "a.html" %}{% block title %}{% endblock %}{% block foot %}{% block foot_in %}{% endblock %}{% endblock %}'
    assert filled_in_vain(page, frame) == {"foot"}


def test_foreign_keys_point_down_or_along_the_order() -> None:
    order = {room.rsplit(".", 1)[1]: place for place, room in enumerate(settings.ROOMS)}
    wrong = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in order
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        if order.get(field.related_model._meta.app_label, -1) > order[model._meta.app_label]
    ]
    assert wrong == []


def room_of(path: Path) -> Path:
    return path.parent


@pytest.mark.parametrize("room", [room.replace("tongxin.", "") for room in settings.ROOMS])
def test_every_room_says_what_it_is(room: str) -> None:
    readme = ROOT.joinpath(*room.split(".")) / "README.md"
    assert readme.exists(), f"{room} has no README.md naming its nouns, verbs and events"
    text = readme.read_text()
    assert "**Nouns**" in text
    assert "**Verbs**" in text
