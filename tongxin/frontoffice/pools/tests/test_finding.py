"""Finding customers in a pool, and what one is told who has none."""

from django.test import Client

from tests.cast import Cast, fresh
from tongxin.collab.access.models import Role
from tongxin.frontoffice.pools.tests.firm import in_pool, make_pool


def enter(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def test_words_pinyin_facts_and_order(cast: Cast) -> None:
    pool = make_pool(cast, masks=["phones"])
    for name, tier, city in (("昆山恒润", "A", "昆山市"), ("常熟新元", "B", "常熟市"), ("昆山金陵", "B", "昆山市")):
        in_pool(cast, pool, name, tier=tier, city=city)
    client = enter(cast.seller)

    def shown(asked: str) -> list[str]:
        page = client.get(f"/pools/{pool.pk}/?{asked}").content.decode()
        names = ("昆山恒润", "常熟新元", "昆山金陵")
        return sorted((name for name in names if f">{name}</a>" in page), key=lambda name: page.index(f">{name}</a>"))

    assert shown("") == ["昆山金陵", "常熟新元", "昆山恒润"]
    assert shown("sort=came") == ["昆山恒润", "常熟新元", "昆山金陵"]
    assert shown("sort=name")[0] == "常熟新元"
    assert shown("q=恒润") == ["昆山恒润"]
    assert shown("q=chang") == ["常熟新元"]
    assert shown("tier=B&city=昆山") == ["昆山金陵"]
    assert shown("q=没有") == []
    assert "公海里没有这样的客户" in client.get(f"/pools/{pool.pk}/?q=没有").content.decode()


def test_nobody_asks_by_what_the_pool_masks_or_a_role_hides(cast: Cast) -> None:
    pool = make_pool(cast, masks=["tier"])
    in_pool(cast, pool, "昆山恒润", tier="A", city="昆山市")
    Role.objects.filter(assignments__person=cast.seller).update(fields={"party": {"city": "hidden"}})
    client = enter(fresh(cast.seller))
    for asked in ("tier=没有", "city=没有"):
        assert "昆山恒润" in client.get(f"/pools/{pool.pk}/?{asked}").content.decode(), asked
    page = client.get(f"/pools/{pool.pk}/").content.decode()
    assert 'name="tier"' not in page
    assert 'name="city"' not in page


def test_pages_go_on_with_the_same_wish(cast: Cast) -> None:
    pool = make_pool(cast)
    for number in range(53):
        in_pool(cast, pool, f"恒润{number:02}厂")
    client = enter(cast.seller)
    page = client.get(f"/pools/{pool.pk}/?q=恒润&sort=name")
    last = client.get(page.context["page"]["next_url"])
    assert (len(page.context["rows"]), len(last.context["rows"])) == (50, 3)
    assert client.get(f"/pools/{pool.pk}/?q=恒润&after=unsinn").status_code == 302


def test_an_administrator_outside_every_scope_is_told_what_is_true(cast: Cast) -> None:
    assert "公司还没有公海" in enter(cast.boss).get("/pools/").content.decode()
    make_pool(cast)
    page = enter(cast.boss).get("/pools/").content.decode()
    assert "公司已有公海" in page
    assert "公司还没有公海" not in page
    assert "公司已有公海" not in enter(cast.south).get("/pools/").content.decode()
