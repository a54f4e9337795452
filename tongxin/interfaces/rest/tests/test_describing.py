"""The interface described, for programs and for people."""

import re

import pytest
from django.test import Client
from django.utils.translation import override
from pydantic import BaseModel

from tongxin.base.web.routes import is_api, routes
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.tests.asking import ROOT, Caller, program_of
from tongxin.interfaces.rest.views.describing import document

pytestmark = pytest.mark.django_db
PARAMETER = re.compile(r"{\w+}")


def test_strangers_see_neither_document_nor_page(world):
    assert Caller().get("/openapi.json").status == 401
    assert Caller("tx_no").get("/openapi.json").status == 401
    assert Client().get(f"{ROOT}/docs").status_code == 302


def test_programs_and_people_read_the_document(world, api):
    by_token = api.get("/openapi.json").json
    client = Client()
    client.force_login(world.cast.clerk)
    assert client.get(f"{ROOT}/openapi.json").json() == by_token
    assert by_token["openapi"] == "3.1.0"
    assert set(by_token["paths"]["/api/v1/parties"]) == {"get", "post"}
    assert by_token["components"]["securitySchemes"]["BearerToken"]["scheme"] == "bearer"


def test_the_document_holds_every_address_with_every_method_and_nothing_else():
    """Asked of the addresses themselves: a method that none of them knows is refused with those that they do."""
    described = {
        PARAMETER.sub("{}", path): {method.upper() for method in operations}
        for path, operations in document()["paths"].items()
    }
    there = {}
    for route in routes():
        if is_api(route):
            refused = Client().generic("TRACE", "/" + re.sub(r"<[^>]+>", "1", route.pattern))
            assert refused.status_code == 405
            there["/" + re.sub(r"<[^>]+>", "{}", route.pattern)] = set(refused["Allow"].split(", "))
    assert there == described


def test_no_two_shapes_bear_one_name():
    """The document knows shapes by their names: of two alike it would describe the one as the other."""
    shapes = [one for one in below(BaseModel) if one.__module__.startswith("tongxin.interfaces.rest")]
    assert len({shape.__name__ for shape in shapes}) == len(shapes)


def test_the_document_names_what_is_sent_as_it_is_sent():
    """A name of ours, where the word itself is one of Python's, is nothing that anybody sends."""
    there = document()["components"]["schemas"]
    shapes = [one for one in below(BaseModel) if one.__module__.startswith("tongxin.interfaces.rest.forms")]
    sent = {one.__name__: {field.alias or name for name, field in one.model_fields.items()} for one in shapes}
    said = {name: set(there[name]["properties"]) for name in sent if "properties" in there.get(name, {})}
    assert {name: names for name, names in said.items() if names != sent[name]} == {}
    assert len(said) > 50


def test_what_asks_for_a_record_may_find_none():
    asked = [operation for path, of in document()["paths"].items() for operation in of.values() if "{" in path]
    assert [operation["operationId"] for operation in asked if 404 not in operation["responses"]] == []


def below(shape):
    for one in shape.__subclasses__():
        yield one
        yield from below(one)


def test_the_page_names_every_operation_without_foreign_scripts(world):
    client = Client()
    client.force_login(world.cast.clerk)
    page = client.get(f"{ROOT}/docs").content.decode()
    for path in document()["paths"]:
        assert path in page
    assert "cdn" not in page
    assert "<script>" not in page
    assert 'id="stale"' in page


def test_the_page_speaks_chinese(world):
    client = Client()
    client.force_login(world.cast.clerk)
    page = client.get(f"{ROOT}/docs").content.decode()
    said = [operation["description"] for one in document()["paths"].values() for operation in one.values()]
    said += [asked["description"] for one in document()["paths"].values() for operation in one.values() for asked in operation["parameters"] if "description" in asked]  # fmt: skip
    with override("zh-hans"):
        from_catalogue = {words for words in said if words in page}
    assert from_catalogue == set()


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("/parties", answers.Party),
        ("/contacts", answers.Contact),
        ("/activities", answers.Activity),
        ("/tasks", answers.Task),
        ("/people", answers.Ref),
        ("/search?q=恒润", answers.Hit),
    ],
)
def test_lists_hold_exactly_what_the_document_says(world, api, path, schema):
    items = api.get(path).json["items"]
    assert items
    for item in items:
        assert set(item) == set(schema.model_fields)
        schema.model_validate(item)


def test_single_answers_hold_exactly_what_the_document_says(world, api):
    world_of = {
        f"/parties/{world.firm.pk}/timeline": answers.TimelineItem,
        f"/parties/{world.firm.pk}/team": answers.Member,
        f"/parties/{world.firm.pk}/relations": answers.Relation,
    }
    for path, schema in world_of.items():
        for item in api.get(path).json["items"]:
            assert set(item) == set(schema.model_fields)
            schema.model_validate(item)
    me = program_of(world.cast.boss).get("/me").json
    answers.Me.model_validate(me)
    assert set(me) == set(answers.Me.model_fields)
