"""Fields that the firm added, for programs."""

from urllib.parse import quote

from tests.cast import fresh
from tongxin.collab.access.models import Role
from tongxin.collab.fields.actions import define_field
from tongxin.interfaces.rest.tests.asking import program_of


def define(world, label, type="text", **more):
    return define_field(by=world.cast.boss, kind="party", label=label, type=type, **more).key


def asked(api, key, op, value):
    filter = f'{{"v":1,"and":[{{"field":"{key}","op":"{op}","value":{value}}}]}}'
    return api.get(f"/parties?filter={quote(filter)}")


def test_they_are_written_read_filtered_and_checked(api, world):
    kind, budget = define(world, "行当", "choice", choices=["机加工", "模具"]), define(world, "预算", "money")
    double = define(world, "加倍", "formula", formula="[预算] * 2")
    made = api.post(
        "/parties", {"name": "甲厂", "custom": {kind: "模具", budget: {"amount": "100.50", "currency": "CNY"}}}
    )
    assert made.status == 201
    assert made.json["custom"] == {
        kind: "模具",
        budget: {"amount": "100.50", "currency": "CNY"},
        double: {"amount": "201.00", "currency": "CNY"},
    }
    assert [one["name"] for one in asked(api, kind, "eq", '"模具"').json["items"]] == ["甲厂"]
    assert [one["name"] for one in asked(api, double, "gt", "200").json["items"]] == ["甲厂"]
    path, version = f"/parties/{made.json['id']}", made.json["version"]
    changed = api.patch(path, {"custom": {kind: None}}, version)
    assert changed.status == 200
    assert set(changed.json["custom"]) == {budget, double}
    for wrong, value in ((kind, "别的"), (budget, "viel"), (double, "1"), ("c_nothing", 1), ("name", "x")):
        answer = api.patch(path, {"custom": {wrong: value}}, changed.json["version"])
        assert (answer.status, answer.wrong) == (422, {f"custom.{wrong}"})


def test_what_is_hidden_is_like_what_was_never_there(api, world):
    secret = define(world, "底价", "number")
    double = define(world, "加倍", "formula", formula="[底价] * 2")
    made = api.post("/parties", {"name": "甲厂", "custom": {secret: 4321}})
    assert made.json["custom"] == {secret: 4321, double: 8642}
    Role.objects.filter(name="只看自己").update(fields={"party": {secret: "hidden"}})
    program = program_of(fresh(world.cast.seller))
    path = f"/parties/{made.json['id']}"
    assert program.get(path).json["custom"] == {}
    for key in (secret, double, "c_nothing"):
        refused = program.patch(path, {"custom": {key: 1}}, made.json["version"])
        assert (refused.status, refused.wrong) == (422, {f"custom.{key}"})
        assert refused.json["errors"][0]["message"] == f"Unknown field: {key}"
        assert asked(program, key, "gt", "1").status == 422
        assert program.get(f"/parties?sort={key}").status == 422
    timeline = program.get(f"{path}/timeline").content.decode()
    assert "4321" not in timeline
    assert "底价" not in timeline
