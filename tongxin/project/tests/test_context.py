"""The frame around every page: places in rings, what is current, and what it costs."""

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, fresh
from tongxin.base.registries import Place, places
from tongxin.collab.people.models import Person
from tongxin.project.context import shell


def frame(person: Person, path: str):
    request = RequestFactory().get(path)
    request.user = fresh(person)
    return shell(request)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Three more places, one of them counting how often it is asked."""
    asked: list[str] = []

    def count(person: Person) -> int:
        asked.append(person.name)
        return 1284

    monkeypatch.setattr(places, "_entries", dict(places._entries))
    places.register(
        "t-turn", Place(title="轮到你", icon="bell", url_name="my-settings", count=count, turn=True, order=1)
    )
    places.register("t-closed", Place(title="不开", icon="bell", url_name="home", allowed=lambda person: False))
    places.register("t-nowhere", Place(title="没有", icon="bell", url_name="no-such-address"))
    return asked


def test_a_piece_pays_nothing_for_the_frame(cast: Cast, counted: list[str]) -> None:
    request = RequestFactory().get("/settings/people/")
    request.user = fresh(cast.boss)
    with CaptureQueriesContext(connection) as queries:
        context = shell(request)
        Template("{{ lang }}").render(Context(context))
    assert len(queries) == 0
    assert counted == []


def test_the_rail_asks_for_rights_and_counts_and_nothing_else(cast: Cast, counted: list[str]) -> None:
    context = frame(cast.boss, "/settings/people/")
    with CaptureQueriesContext(connection) as queries:
        shown = [(group.ring, entry.name, entry.current) for group in context["nav"] for entry in group.items]
        numbers = [entry.count_text for group in context["nav"] for entry in group.items if entry.count]
        assert str(context["me"].place) == "恒信阀门有限公司"
    assert ("1,284" in numbers, counted) == (True, ["陈岚"])
    assert (0, "settings", True) in shown
    assert not {"t-closed", "t-nowhere"} & {name for _ring, name, _current in shown}
    own = [query for query in queries.captured_queries if "assignment" in query["sql"] or "_post" in query["sql"]]
    assert len(own) == 2


def test_the_page_is_marked_in_the_menu_and_among_the_settings(cast: Cast) -> None:
    context = frame(cast.boss, f"/settings/people/{cast.seller.pk}/")
    assert [entry.name for entry in context["settings_places"] if entry.current] == ["staff"]
    assert [entry.name for group in context["nav"] for entry in group.items if entry.current] == ["settings"]


def test_everybody_sees_only_the_places_open_to_them(cast: Cast) -> None:
    names = {entry.name for entry in frame(cast.seller, "/")["palette_places"]}
    assert "my-settings" in names
    assert not {"staff", "roles", "audit"} & names


def test_the_palette_finds_chinese_titles_by_their_sound(cast: Cast, counted: list[str]) -> None:
    turn = next(entry for entry in frame(cast.seller, "/")["palette_places"] if entry.name == "t-turn")
    assert "ldn" in turn.words
    assert "lundaoni" in turn.words


def test_appearance_follows_the_person(client: Client, cast: Cast) -> None:
    client.force_login(cast.seller)
    client.post("/settings/theme/", {"theme": "dark"})
    client.post("/settings/theme/", {"density": "compact"}, headers={"HX-Request": "true"})
    assert client.post("/settings/theme/", {"theme": "pink"}).status_code == 400
    page = client.get("/settings/me/").content.decode()
    assert 'data-theme="dark"' in page
    assert 'data-density="compact"' in page
    client.post("/settings/language/", {"language": "en", "next": "/settings/me/"})
    assert fresh(cast.seller).language == "en"
    assert '<html lang="en"' in client.get("/settings/me/").content.decode()


def test_a_guest_has_no_rail(client: Client, cast: Cast) -> None:
    page = client.get("/login/").content.decode()
    assert 'class="rail"' not in page
