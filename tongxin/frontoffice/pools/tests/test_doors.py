"""The pages: claiming with a press, giving back, rules that are tried before they hold."""

import json
import re

import pytest
from django.test import Client

from tests.cast import Cast
from tests.chaos.watching import Watching
from tongxin.base.work import work_named
from tongxin.collab.jobs.models import Job
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.actions import LineDraft, trying
from tongxin.frontoffice.pools.models import ClaimRule, Pool, ReturnLine, ReturnRule, Stay
from tongxin.frontoffice.pools.tests.firm import customer, in_pool, make_pool, switch_on
from tongxin.frontoffice.pools.views import setting_up

HTMX = {"HX-Request": "true"}


def enter(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def toast_of(answer: object) -> dict[str, str]:
    return json.loads(answer["HX-Trigger"])["toast"]  # type: ignore[index]


def test_claiming_says_what_is_left_and_offers_the_way_back(cast: Cast) -> None:
    pool = make_pool(cast, per_day=1)
    first, second = in_pool(cast, pool, "昆山一号"), in_pool(cast, pool, "昆山二号")
    client = enter(cast.seller)
    answer = client.post(f"/pools/stays/{first.pk}/claim/", headers=HTMX)
    assert "昆山一号" in toast_of(answer)["text"]
    assert 'hx-swap-oob="true"' in answer.content.decode()
    refused = client.post(f"/pools/stays/{second.pk}/claim/", headers=HTMX)
    assert (refused.status_code, refused["HX-Reswap"]) == (422, "none"), "the row stays on the page"
    client.post(toast_of(answer)["undo"], headers=HTMX)
    assert Party.objects.get(pk=first.party_id).owner is None
    assert Stay.objects.open().filter(party=first.party_id).exists()
    assert client.post(toast_of(answer)["undo"], headers=HTMX).status_code == 422


def test_without_scripts_the_same_leads_to_the_customer(cast: Cast) -> None:
    stay = in_pool(cast, make_pool(cast))
    answer = enter(cast.seller).post(f"/pools/stays/{stay.pk}/claim/")
    assert answer["Location"] == f"/customers/{stay.party_id}/"


def test_giving_back_from_the_customers_page(cast: Cast) -> None:
    pool, party = make_pool(cast), customer(cast.seller)
    client = enter(cast.seller)
    assert "华东公海" in client.get(f"/customers/{party.pk}/release/").content.decode()
    assert client.post(f"/customers/{party.pk}/release/", {"pool": pool.pk, "why": ""}).status_code == 422
    answer = client.post(f"/customers/{party.pk}/release/", {"pool": pool.pk, "why": "没有需求"}, headers=HTMX)
    assert answer["HX-Retarget"] == "#main"
    assert client.get(f"/customers/{party.pk}/").status_code == 404
    client.post(toast_of(answer)["undo"], headers=HTMX)
    assert client.get(f"/customers/{party.pk}/").status_code == 200


def test_the_customers_page_and_today_say_when_it_returns(cast: Cast) -> None:
    switch_on(
        cast, make_pool(cast), LineDraft(base="followed", days=30), warn_days=5, most_protected=3, protected_days=20
    )
    party = customer(cast.seller, days_ago=28)
    client = enter(cast.seller)
    for address in (f"/customers/{party.pk}/", "/today/", "/pools/returning/"):
        assert "2 天后退回公海，除非你有效跟进一次" in client.get(address).content.decode(), address
    client.post(f"/customers/{party.pk}/protection/", {"days": "20"})
    assert "保护到" in client.get(f"/customers/{party.pk}/").content.decode()
    client.post(f"/customers/{party.pk}/protection/", {"days": "0"})
    assert "2 天后退回公海" in client.get(f"/customers/{party.pk}/").content.decode()


POOL = {
    "name": "华东公海",
    "priority": "10",
    "is_open": "on",
    "reclaim_days": "7",
    "fresh_hours": "0",
    "counts_deals": "on",
    "masks": ["phones"],
}
RULE = {
    "is_on": "on",
    "grace_days": "14",
    "warn_days": "3",
    "least_words": "10",
    "most_protected": "0",
    "protected_days": "30",
    "lines": "1",
}
LINE = {"line0-tiers": "A、B", "line0-base": "followed", "line0-days": "30", "line0-calendar": "working"}


def test_a_pool_and_its_rules_are_settled_in_the_browser(cast: Cast) -> None:
    client = enter(cast.boss)
    client.post("/settings/pools/new/", {**POOL, "units": [cast.east.pk], "keepers": [cast.manager.pk]})
    pool = Pool.objects.get()
    assert ClaimRule.objects.get(pool=pool).reclaim_days == 7
    address = f"/settings/pools/{pool.pk}/rules/"
    assert client.post(address, {**RULE, **LINE}).status_code == 302
    line = ReturnLine.objects.get()
    assert (line.tiers, line.base, line.days, line.is_working) == (["A", "B"], "followed", 30, True)
    assert Job.objects.filter(name="pools.rederive").exists()
    assert "30 个工作日" in client.get("/settings/pools/").content.decode()
    assert client.post(address, {**RULE, **LINE, "line0-days": ""}).status_code == 422, "on, and nobody would come back"


def test_a_rule_is_tried_without_changing_anything(cast: Cast) -> None:
    pool = make_pool(cast)
    for number in range(3):
        customer(cast.manager, f"周总的{number}", days_ago=60, tier="A")
    customer(cast.seller, "她的", days_ago=60, tier="A")
    customer(cast.south, "南方的", days_ago=60, tier="A")
    client = enter(cast.boss)
    page = client.post(f"/settings/pools/{pool.pk}/rules/", {**RULE, **LINE, "try": "1"}).content.decode()
    assert "4 位客户里会退回 4 位，其中你的 0 位" in page
    assert not ReturnRule.objects.filter(is_on=True).exists()


def test_where_there_are_many_the_trial_is_counted_behind_the_scenes(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setting_up, "MANY", 2)
    monkeypatch.setattr(trying, "AT_ONCE", 2)
    pool = make_pool(cast)
    for number in range(5):
        customer(cast.manager, f"周总的{number}", days_ago=60 if number < 3 else 1, tier="A")
    address = f"/settings/pools/{pool.pk}/rules/"
    page = enter(cast.boss).post(address, {**RULE, **LINE, "try": "1"}).content.decode()
    job = Job.objects.get(name="pools.try_out")
    assert f"/jobs/progress/{job.pk}/" in page
    assert "其中你的" not in enter(cast.boss).get(address, {"trial": job.pk}, headers=HTMX).content.decode()
    Job.objects.filter(pk=job.pk).update(result=work_named(job.name).function(**job.arguments, job=Watching()))
    assert "5 位客户里会退回 3 位" in enter(cast.boss).get(address, {"trial": job.pk}, headers=HTMX).content.decode()


def test_exceptions_are_kept_and_shown_again(cast: Cast) -> None:
    address = f"/settings/pools/{make_pool(cast).pk}/rules/"
    given = {**RULE, **LINE, "line0-base": "contract", "line0-spares_deals": "on", "line0-takes_open": "on"}
    assert enter(cast.boss).post(address, given).status_code == 302
    line = ReturnLine.objects.get()
    assert (line.base, line.spares_deals, line.takes_open) == ("contract", True, True)
    page = enter(cast.boss).get(address).content.decode()
    assert "<details open>" in page
    assert re.search(r'<input[^>]*name="line0-spares_deals"[^>]*\bchecked', page)


def test_only_administrators_settle_rules_and_only_keepers_read_the_log(cast: Cast) -> None:
    pool = make_pool(cast)
    in_pool(cast, pool, "昆山一号")
    for who in (cast.manager, cast.seller):
        assert enter(who).get(f"/settings/pools/{pool.pk}/rules/").status_code == 403
        assert enter(who).post(f"/settings/pools/{pool.pk}/rules/", {**RULE, **LINE}).status_code == 403
    assert "昆山一号" in enter(cast.manager).get(f"/pools/{pool.pk}/log/").content.decode()
    assert enter(cast.seller).get(f"/pools/{pool.pk}/log/").status_code == 403
    assert enter(cast.south).get(f"/pools/{pool.pk}/log/").status_code == 404


def test_the_list_costs_the_same_however_many_lie_there(cast: Cast, django_assert_max_num_queries: object) -> None:
    pool = make_pool(cast, per_day=5, looks_per_day=5, holding_limit=50)
    for number in range(40):
        in_pool(cast, pool, f"客户{number}", points={"phone": [f"138123480{number:02}"]})
    client = enter(cast.seller)
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        client.get(f"/pools/{pool.pk}/")
