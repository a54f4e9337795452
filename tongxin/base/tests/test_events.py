"""Events are frozen data that take keywords alone, and all share what makes them so."""

import copy
import dataclasses
import pickle
from typing import Any, ClassVar

import pytest
from django.apps import apps

from tongxin.base.events import Event


class Painted(Event):
    """A wall was painted."""

    name: ClassVar[str] = "wall.painted"
    colour: str
    coats: int = 1
    tools: list[str] = []
    after: dict[str, Any] = {}


class Repainted(Painted):
    """A wall was painted again."""

    name: ClassVar[str] = "wall.repainted"
    why: str
    coats: int = 2


class Dried(Event):
    """A wall is dry."""

    name: ClassVar[str] = "wall.dried"


def every_kind(of: type[Event] = Event) -> set[type[Event]]:
    kinds = set(of.__subclasses__())
    return kinds.union(*map(every_kind, kinds))


def test_particulars_stand_in_the_order_of_the_class_with_their_defaults():
    assert list(Painted(coats=3, colour="红").particulars().items()) == [
        ("colour", "红"), ("coats", 3), ("tools", []), ("after", {}),
    ]  # fmt: skip
    assert Repainted(colour="白", why="old").particulars() == {
        "colour": "白", "coats": 2, "tools": [], "after": {}, "why": "old",
    }  # fmt: skip
    assert Dried().particulars() == {}


@pytest.mark.parametrize(
    ("kind", "given", "named"),
    [
        (Painted, {}, "colour"),
        (Repainted, {"colour": "白"}, "why"),
        (Painted, {"colour": "白", "coat": 2}, "coat"),
        (Painted, {"colour": "白", "name": "x"}, "name"),
        (Painted, {"colour": "白", "why": "old"}, "why"),
        (Dried, {"colour": "白"}, "colour"),
    ],
)
def test_what_is_missing_or_unknown_is_named(kind: Any, given: dict[str, Any], named: str):
    with pytest.raises(TypeError, match=rf"{kind.__name__} .*\b{named}$"):
        kind(**given)


def test_nothing_is_taken_by_its_place():
    with pytest.raises(TypeError):
        Painted("红")  # type: ignore[misc]


def test_each_has_lists_and_dicts_of_its_own():
    one, other = Painted(colour="红"), Painted(colour="红")
    one.tools.append("brush")
    one.after["colour"] = "红"
    assert (other.tools, other.after, Painted(colour="红").tools) == ([], {}, [])


def test_it_stays_as_it_was_told():
    one = Painted(colour="红")
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.colour = "白"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.coats
    assert (one.colour, one.coats) == ("红", 1)


def test_equal_is_what_is_of_one_kind_and_says_the_same():
    one = Repainted(colour="红", why="old", tools=["brush"])
    assert one == Repainted(colour="红", why="old", tools=["brush"])
    assert one != Repainted(colour="红", why="old")
    assert one == copy.deepcopy(one) == pickle.loads(pickle.dumps(one))
    assert Dried() != object()
    assert hash(Dried()) == hash(Dried())
    assert repr(one) == "Repainted(colour='红', coats=2, tools=['brush'], after={}, why='old')"


def test_every_event_of_the_program_is_made_so():
    """None has its methods made anew, and each says under which name it is told."""
    assert apps.ready
    kinds = [
        kind for kind in every_kind() if kind.__module__.startswith("tongxin.") and ".tests." not in kind.__module__
    ]
    assert len(kinds) > 200
    assert [kind for kind in kinds if "__init__" in vars(kind) or dataclasses.is_dataclass(kind)] == []
    assert [kind for kind in kinds if "name" not in vars(kind) and not every_kind(kind)] == []
