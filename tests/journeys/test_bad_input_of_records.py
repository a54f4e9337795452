"""What may come in wrongly about fields, views, filters and days gets clear words, and nothing is lost."""

import csv
import io
from urllib.parse import quote

import pytest
from django.test import Client

from tests.cast import Cast, fresh
from tongxin.base.registries import Choices
from tongxin.collab.access.models import Role
from tongxin.collab.fields.actions import define_field, purge_field, retire_field, save_layout
from tongxin.collab.fields.models import CustomField
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.people.models import Person
from tongxin.collab.views.actions import save_view
from tongxin.directory.memory.models import Fact
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.actions.importing import customer_draft, write_drafts
from tongxin.directory.parties.models import Party
from tongxin.interfaces.rest.tests.asking import program_of


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(fresh(person))
    return client


def define(cast: Cast, label: str, type: str = "text", **more: object) -> CustomField:
    return define_field(by=cast.boss, kind="party", label=label, type=type, **more)


def test_formulas_in_a_circle_are_refused_where_they_are_typed(cast: Cast) -> None:
    boss = enter(cast.boss)
    one = define(cast, "甲", "formula", formula="1")
    two = define(cast, "乙", "formula", formula="[甲] + 1")
    three = define(cast, "丙", "formula", formula="[乙] + 1")
    for round_about in ("[丙]", "[乙] * 2", "[甲]"):
        sent = {"label": "甲", "formula": round_about, "version": one.version, "decimals": 2}
        answer = boss.post(f"/settings/fields/{one.pk}/", sent)
        assert answer.status_code == 422
        assert "绕" in answer.content.decode() or "自己" in answer.content.decode()
    one.refresh_from_db()
    assert one.formula == "1"
    party = create_party(by=cast.seller, name="甲厂")
    assert [party.custom[field.key] for field in (one, two, three)] == [1, 2, 3]


def test_a_field_that_goes_while_it_is_in_use_takes_nothing_with_it(cast: Cast) -> None:
    size, old = define(cast, "规模", "number"), define(cast, "旧字段")
    define(cast, "加倍", "formula", formula="[规模] * 2")
    define(cast, "说明", required_when={"field": size.key, "op": "filled", "value": ""})
    save_layout(by=cast.boss, kind="party", role=None, sections=[("生意", [size.key, old.key])], form=[size.key])
    party = create_party(by=cast.seller, name="甲厂", **{old.key: "留着"})
    seller = enter(cast.seller)
    asked = {"v": 1, "and": [{"field": size.key, "op": "gt", "value": 1}]}
    view = save_view(by=cast.seller, kind="party", name="大厂", filter=asked, columns=["name", size.key])
    for goes in (retire_field, purge_field):
        goes(by=cast.boss, field=size)
        work_off()
        sent = {"name": f"{goes.__name__}厂", "kind": "organisation", "roles": ["customer"], size.key: "5"}
        assert seller.post("/customers/new/", sent).status_code == 302, "a form that was open is saved without it"
        assert seller.post(f"/customers/{party.pk}/facts/{size.key}/", {"value": "5"}).status_code == 404
        assert seller.get(party.get_absolute_url()).status_code == 200
        page = seller.get(f"/customers/?view={view.pk}").content.decode()
        assert "甲厂" not in page, "more than meant would mislead"
        assert "没有" in page or "不再" in page
        answer = program_of(cast.seller).patch(f"/parties/{party.pk}", {"custom": {size.key: 1}}, party.version)
        assert (answer.status, answer.wrong) == (422, {f"custom.{size.key}"})
        assert enter(cast.boss).get("/settings/fields/?kind=party").status_code == 200
        assert enter(cast.boss).get("/settings/fields/layout/?kind=party").status_code == 200
    party.refresh_from_db()
    assert party.custom == {old.key: "留着"}


def test_a_view_over_a_field_that_is_hidden_by_now_shows_nothing_and_says_so(cast: Cast) -> None:
    secret = define(cast, "底价", "number")
    create_party(by=cast.seller, name="甲厂", **{secret.key: 5})
    wanted = {"field": secret.key, "op": "gt", "value": 1}
    for name, condition in (("贵", wanted), ("便宜", {"not": wanted})):
        view = save_view(by=cast.seller, kind="party", name=name, filter={"v": 1, "and": [condition]})
        Role.objects.filter(name="只看自己").update(fields={"party": {secret.key: "hidden"}})
        for path in (f"/customers/?view={view.pk}", f"/customers/?view={view.pk}&shape=board"):
            answer = enter(cast.seller).get(path)
            assert answer.status_code == 200
            assert "底价" not in answer.content.decode()
            assert "甲厂" not in answer.content.decode()
        Role.objects.filter(name="只看自己").update(fields={})


def test_what_looks_like_a_formula_goes_out_harmless_and_comes_back_as_it_was(cast: Cast) -> None:
    word = define(cast, "备用").key
    bad = ["=1+1", "+86 512", "@SUM(A1)", "-2+3", '=HYPERLINK("http://x")']
    for number, text in enumerate(bad):
        create_party(by=cast.seller, name=f"厂{number}", **{word: text})
    file = b"".join(enter(cast.seller).get(f"/lists/party/export/?format=csv&columns=name,{word}")).decode("utf-8-sig")
    rows = {row[0]: row[-1] for row in list(csv.reader(io.StringIO(file)))[1:]}
    assert not [cell for cell in rows.values() if cell[:1] in "=+-@"]
    drafts = [customer_draft({"name": name, word: cell}, row) for row, (name, cell) in enumerate(rows.items(), 1)]
    write_drafts(fresh(cast.boss), drafts, "import:1", Choices())
    assert {one.custom[word] for one in Party.objects.filter(name__startswith="厂")} == set(bad)


@pytest.mark.parametrize("joint", ["and", "not"])
def test_a_filter_a_thousand_deep_is_refused_in_words(cast: Cast, joint: str) -> None:
    create_party(by=cast.seller, name="甲厂")
    begin, end = ('{"and":[', "]}") if joint == "and" else ('{"not":', "}")
    inner = begin * 1_000 + '{"field":"name","op":"filled"}' + end * 1_000
    deep = f'{{"v":1,"and":[{inner}]}}'
    seller = enter(cast.seller)
    for path in ("/customers/?filter=", "/lists/party/export/?format=csv&filter=", "/lists/party/number/?filter="):
        answer = seller.get(path + quote(deep))
        assert answer.status_code in (200, 400, 422), path
        said = b"".join(answer) if answer.streaming else answer.content
        assert "甲厂" not in said.decode()
    page = seller.get("/customers/?filter=" + quote(deep)).content.decode()
    assert "按这些条件显示不了列表" in page, "no view was saved, so none is to blame"
    assert "条件太长" in page if len(deep) > 8_000 else "层" in page
    answer = program_of(cast.seller).get(f"/parties?filter={quote(deep)}")
    assert (answer.status, answer.wrong) == (422, {"filter"})


def test_the_thirtieth_of_a_lunar_month_that_has_none_is_kept_and_comes_on_the_last_day(cast: Cast) -> None:
    party = create_party(by=cast.seller, name="马国栋", kind="person")
    seller = enter(cast.seller)
    sent = {"about": party.pk, "kind": "date", "occasion": "birthday", "confidence": "sure"}
    answer = seller.post(f"/customers/{party.pk}/memory/", {**sent, "day": "农历二月三十"})
    assert answer.status_code in (200, 302)
    assert "二月三十" in seller.get(party.get_absolute_url()).content.decode()
    for wrong in ("农历十三月初一", "农历二月三十一", "2月30日"):
        refused = seller.post(f"/customers/{party.pk}/memory/", {**sent, "day": wrong})
        assert refused.status_code == 422, wrong
        assert wrong in refused.content.decode(), "what was typed is still there"
    assert Fact.objects.count() == 1
