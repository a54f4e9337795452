"""From an opportunity to an order by program, with a special price on the way."""

import pytest

from tongxin.collab.access.models import Role
from tongxin.frontoffice.quotes.tests.test_thin_line import valve_at
from tongxin.interfaces.rest.forms.quotes import QuoteShown, SpecialPriceShown
from tongxin.interfaces.rest.tests.asking import program_of

pytestmark = pytest.mark.django_db


def yuan(amount):
    return {"amount": amount, "currency": "CNY"}


@pytest.fixture
def valve(world):
    return valve_at(world.cast, cost="2,000")


def test_a_product_tells_its_list_price_its_floor_and_its_cost(world, api, valve):
    boss = program_of(world.cast.boss)
    told = boss.get(f"/products/{valve.pk}").json
    assert (told["list_price"], told["cost"]) == (yuan("5200.00"), yuan("2000.00"))
    version = told["version"]
    changed = boss.patch(f"/products/{valve.pk}", {"floor_price": yuan("4000.00")}, version)
    assert changed.json["floor_price"] == yuan("4000.00")
    assert boss.patch(f"/products/{valve.pk}", {"floor_price": {"amount": "1.001", "currency": "CNY"}}, version + 1).wrong == {"floor_price"}  # fmt: skip
    assert boss.get("/products").json["items"][0]["list_price"] == yuan("5200.00")
    listed = boss.get("/price-lists").json["items"][0]["id"]
    assert boss.get(f"/price-lists/{listed}/prices").json["items"][0]["code"] == valve.code


def test_lines_carry_an_opportunity_and_are_its_amount(world, api, valve):
    sold = {"code": valve.code, "quantity": "2", "discount": "10"}
    made = api.post("/opportunities", {"name": "2号线", "party": world.firm.pk, "lines": [sold]}).json
    line = made["lines"][0]
    assert (line["product"]["id"], line["list_price"], line["discount"]) == (valve.pk, yuan("5200.00"), "10")
    assert made["amount"] == line["amount"] == yuan("9360.00")
    more = {"lines": [{"text": "安装", "price": yuan("640.00")}]}
    assert api.post(f"/opportunities/{made['id']}/lines", more).json["amount"] == yuan("10000.00")
    assert [len(one["lines"]) for one in api.get("/opportunities").json["items"]] == [2]
    wrong = api.post(f"/opportunities/{made['id']}/lines", {"lines": [{"code": "no such"}]})
    assert (wrong.status, wrong.wrong) == (422, {"lines"})
    assert api.post("/opportunities", {"name": "x", "lines": [{"code": "no such"}]}).status == 422
    assert len(api.get("/opportunities").json["items"]) == 1, "a refused request changes nothing"


def test_a_special_price_is_asked_for_and_decided(world, api, valve):
    deal = api.post("/opportunities", {"name": "2号线", "party": world.firm.pk}).json["id"]
    low = {"product": valve.pk, "quantity": "120", "price": yuan("4700.00")}
    quote = api.post("/quotes", {"party": world.firm.pk, "opportunity": deal, "lines": [low]}).json
    assert set(quote) == set(QuoteShown.model_fields)
    assert (quote["opportunity"]["id"], quote["total"], quote["lines"][0]["needs_decision"]) == (
        deal,
        yuan("564000.00"),
        True,
    )
    asking = f"/quotes/{quote['id']}/special-prices"
    said = {"reason": "competitor", "why": "对手报 4,150", "competitor": "凯阀"}
    assert api.post(asking, {**said, "competitor_price": {"amount": "4150", "currency": "USD"}}).wrong == {
        "competitor_price"
    }
    assert api.post(asking, {**said, "until": "2020-01-01"}).wrong == {"until"}
    asked = api.post(asking, {**said, "competitor_price": yuan("4150.00")})
    assert (asked.status, set(asked.json)) == (201, set(SpecialPriceShown.model_fields))
    assert (asked.json["state"], asked.json["quote"]["id"], asked.json["competitor_price"]) == (
        "asked",
        quote["id"],
        yuan("4150.00"),
    )
    assert (asked.json["lines"][0]["list_price"], asked.json["lines"][0]["price"]) == (yuan("5200.00"), yuan("4700.00"))
    assert api.post(asking, said).status == 422, "it is being decided"
    manager = program_of(world.cast.manager)
    decision = f"/approvals/{asked.json['approval']}/decisions"
    assert manager.post(decision, {"deed": "agree"}).status == 201
    told = api.get("/special-prices?state=agreed").json["items"]
    assert [(one["id"], one["lines"][0]["left"]) for one in told] == [(asked.json["id"], "120")]
    assert program_of(world.cast.south).get(f"/special-prices/{asked.json['id']}").status == 404
    version = api.get(f"/quotes/{quote['id']}").json["version"]
    assert api.post(f"/quotes/{quote['id']}/orders").status == 422, "the customer has no draft"
    assert api.patch(f"/quotes/{quote['id']}", {"state": "sent"}, version).status == 200
    shown = api.post(f"/quotes/{quote['id']}/orders").json
    assert api.get(f"/orders/{shown['id']}").json == shown
    assert (shown["opportunity"]["id"], shown["total"], shown["lines"][0]["price"]) == (
        deal,
        yuan("564000.00"),
        yuan("4700.00"),
    )


def test_a_quote_for_the_opportunity_of_another_customer_is_refused(world, api):
    other = api.post("/parties", {"kind": "organisation", "name": "澄江水务"}).json["id"]
    deal = api.post("/opportunities", {"name": "泵站", "party": other}).json["id"]
    assert api.post("/quotes", {"party": world.firm.pk, "opportunity": deal}).wrong == {"opportunity"}
    assert api.post("/quotes", {"party": world.firm.pk, "opportunity": 987654}).wrong == {"opportunity"}


def test_quotes_and_orders_carry_discounts(world, api, valve):
    sold = {"product": valve.pk, "quantity": "2", "discount": "12.5"}
    for kind in ("quotes", "orders"):
        made = api.post(f"/{kind}", {"party": world.firm.pk, "lines": [sold]}).json
        line = made["lines"][0]
        assert (line["list_price"], line["price"], line["discount"]) == (yuan("5200.00"), yuan("5200.00"), "12.5")
        assert (line["given_away"], line["amount"], made["total"]) == (
            yuan("1300.00"),
            yuan("9100.00"),
            yuan("9100.00"),
        )
        for wrong in ("100.01", "-1"):
            body = {"party": world.firm.pk, "lines": [{**sold, "discount": wrong}]}
            answer = api.post(f"/{kind}", body)
            assert (answer.status, answer.wrong) == (422, {"lines.0.discount"}), (kind, wrong)
        assert len(api.get(f"/{kind}").json["items"]) == 1


def test_list_prices_stay_away_where_what_is_given_away_is_hidden(world, api, valve):
    quote = api.post("/quotes", {"party": world.firm.pk, "lines": [{"product": valve.pk, "discount": "10"}]}).json
    Role.objects.filter(name="只看自己").update(fields={"quote": {"given_away": "hidden"}})
    line = api.get(f"/quotes/{quote['id']}").json["lines"][0]
    assert not {"list_price", "discount", "given_away"} & set(line)
    assert line["price"] == line["amount"] == yuan("4680.00")
