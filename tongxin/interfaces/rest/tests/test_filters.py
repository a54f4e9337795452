"""The saved-view language through the interface."""

import json
from urllib.parse import quote

import pytest

from tongxin.collab.access.models import Role
from tongxin.interfaces.rest.tests.asking import program_of

pytestmark = pytest.mark.django_db


def ask(caller, path, data):
    text = data if isinstance(data, str) else json.dumps({"v": 1, **data})
    return caller.get(f"{path}?filter={quote(text)}")


@pytest.mark.parametrize(
    ("path", "data", "found"),
    [
        ("/parties", {"v": 1, "and": [{"field": "city", "op": "eq", "value": "苏州"}]}, 1),
        ("/parties", {"field": "is_supplier", "op": "eq", "value": True}, 1),
        ("/parties", {"field": "owner", "op": "mine"}, 3),
        ("/parties", {"not": {"field": "kind", "op": "in", "value": ["person"]}}, 2),
        ("/parties", {"field": "created_at", "op": "today"}, 3),
        ("/parties", {"field": "tags", "op": "empty"}, 3),
        ("/contacts", {"field": "title", "op": "contains", "value": "经理"}, 1),
        ("/contacts", {"field": "role", "op": "filled"}, 0),
        ("/activities", {"field": "kind", "op": "eq", "value": "visit"}, 1),
        ("/activities", {"field": "minutes", "op": "ge", "value": 5}, 0),
        ("/tasks", {"field": "due_on", "op": "empty"}, 2),
        ("/tasks", {"field": "owner", "op": "my_team"}, 2),
    ],
)
def test_lists_take_the_language_of_saved_views(api, world, path, data, found):
    answer = ask(api, path, data)
    assert answer.status == 200
    assert len(answer.json["items"]) == found


@pytest.mark.parametrize(
    "data",
    [
        "{", "[" * 5000, "null", "[]", "1", '{"field": "password", "op": "eq", "value": "x"}',
        {"field": "owner__password", "op": "starts", "value": "x"},
        {"field": "name", "op": "regex", "value": "x"},
        {"field": "name", "op": "eq", "value": 1},
        {"field": "name", "op": "eq", "value": "\0"},
    ],
)  # fmt: skip
def test_what_the_language_does_not_know_is_refused(api, world, data):
    answer = ask(api, "/parties", data)
    assert answer.status == 422
    assert answer.wrong == {"filter"}


def test_a_hidden_field_is_unknown_to_the_language_too(world):
    Role.objects.filter(name="只看自己").update(fields={"party": {"tier": "hidden", "roles": "hidden"}})
    caller = program_of(world.cast.seller)
    hidden = ask(caller, "/parties", {"field": "tier", "op": "eq", "value": "A"})
    unknown = ask(caller, "/parties", {"field": "rank", "op": "eq", "value": "A"})
    assert hidden.status == unknown.status == 422
    assert hidden.content.replace(b"tier", b"rank") == unknown.content
    assert ask(caller, "/parties", {"field": "is_customer", "op": "eq", "value": True}).status == 422


def test_who_belongs_to_a_group_out_of_sight_is_not_said(api, world):
    boss = program_of(world.cast.boss)
    boss.patch(f"/parties/{world.firm.pk}", {"parent": world.foreign.pk}, world.firm.version)
    assert len(boss.get(f"/parties?parent={world.foreign.pk}").json["items"]) == 1
    assert api.get(f"/parties?parent={world.foreign.pk}").json["items"] == []
