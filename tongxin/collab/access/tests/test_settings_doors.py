"""Every page and deed of the administrators, tried by everybody."""

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast, fresh
from tongxin.collab.access.models import Assignment, Role
from tongxin.collab.journal.models import Entry
from tongxin.collab.org.models import Company, Post, Unit
from tongxin.collab.people.models import Person

PAGES = [
    "/settings/company/",
    "/settings/people/",
    "/settings/people/?state=all&q=li",
    "/settings/people/new/",
    "/settings/people/{seller}/",
    "/settings/people/{left}/",
    "/settings/units/",
    "/settings/units/new/",
    "/settings/units/new/?under={east}",
    "/settings/units/{east}/",
    "/settings/roles/",
    "/settings/roles/new/",
    "/settings/roles/{role}/",
    "/settings/journal/",
    "/settings/journal/?kind=unit&day=2026-11-21&name=unit.added&actor={boss}",
]
DEEDS = [
    "/settings/company/",
    "/settings/people/new/",
    "/settings/people/{seller}/",
    "/settings/people/{seller}/link/",
    "/settings/people/{seller}/departure/",
    "/settings/people/{left}/comeback/",
    "/settings/people/{seller}/posts/",
    "/settings/people/{seller}/posts/{post}/end/",
    "/settings/units/new/",
    "/settings/units/{south_region}/",
    "/settings/units/{south_region}/closing/",
    "/settings/roles/new/",
    "/settings/roles/{role}/",
]
OUTSIDERS = ["manager", "seller", "clerk", "stranger"]


def address(pattern: str, cast: Cast) -> str:
    return pattern.format(
        boss=cast.boss.pk,
        seller=cast.seller.pk,
        left=cast.left.pk,
        east=cast.east.pk,
        south_region=cast.south_region.pk,
        role=Role.objects.get(name="销售").pk,
        post=Post.objects.held().get(person=cast.seller).pk,
    )


def state() -> list[object]:
    models = [Person, Unit, Post, Role, Assignment, Company, Entry]
    return [list(model.objects.order_by("pk").values()) for model in models]  # type: ignore[attr-defined]


@pytest.mark.parametrize("pattern", PAGES)
def test_pages_open_to_the_boss_in_both_languages_and_to_nobody_else(client: Client, cast: Cast, pattern: str) -> None:
    path = address(pattern, cast)
    client.force_login(cast.boss)
    for language in ("zh-hans", "en"):
        Person.objects.filter(pk=cast.boss.pk).update(language=language)
        assert client.get(path).status_code == 200
    for who in OUTSIDERS:
        client.force_login(getattr(cast, who))
        assert client.get(path).status_code == 403, who
    client.logout()
    assert client.get(path)["Location"].startswith("/login/?next=")
    client.force_login(cast.left)
    assert client.get(path).status_code == 302


@pytest.mark.alike  # refused before any record is asked for
@pytest.mark.parametrize("pattern", DEEDS)
def test_deeds_of_outsiders_change_nothing_at_all(client: Client, cast: Cast, pattern: str) -> None:
    path = address(pattern, cast)
    before = state()
    for who in OUTSIDERS:
        client.force_login(getattr(cast, who))
        assert client.post(path, {"name": "x", "email": "x@x.example"}).status_code == 403, who
    client.logout()
    assert client.post(path, {"name": "x"}).status_code == 302
    logins = {row["id"]: row["last_login"] for row in before[0]}  # type: ignore[attr-defined]  # force_login stamps it
    for row in (now := state())[0]:  # type: ignore[attr-defined]
        row["last_login"] = logins[row["id"]]
    assert now == before


@pytest.mark.alike  # refused before any record is asked for
@pytest.mark.parametrize("pattern", DEEDS)
def test_deeds_take_no_get_where_they_are_not_pages(client: Client, cast: Cast, pattern: str) -> None:
    client.force_login(cast.boss)
    assert client.get(address(pattern, cast)).status_code == (
        200 if pattern in PAGES or ("south" in pattern and "closing" not in pattern) else 405
    )


def test_settings_show_everybody_what_is_theirs(client: Client, cast: Cast) -> None:
    client.force_login(cast.seller)
    page = client.get("/settings/").content.decode()
    assert "/settings/me/" in page
    assert "/settings/roles/" not in page
    client.force_login(cast.boss)
    assert "/settings/roles/" in client.get("/settings/").content.decode()


def newcomer(cast: Cast, **changed: object) -> dict[str, object]:
    role = Role.objects.get(name="销售").pk
    given = {
        "name": "吴桐",
        "email": "Wu@hengxin.example",
        "unit": cast.suzhou.pk,
        "title": "销售工程师",
        "roles": [role],
        "language": "zh-hans",
    }
    return {**given, **changed}


def test_somebody_new_gets_a_post_a_role_and_a_link(client: Client, cast: Cast) -> None:
    client.force_login(cast.boss)
    answer = client.post("/settings/people/new/", newcomer(cast))
    person = Person.objects.get(email="wu@hengxin.example")
    assert not person.has_usable_password()
    post = Post.objects.held().get(person=person)
    assert (post.unit, post.title, post.is_main) == (cast.suzhou, "销售工程师", True)
    link = answer.context["link"].removeprefix("http://testserver")
    theirs = Client()
    assert theirs.post(link, {"password": "a better sentence"}).status_code == 302
    assert theirs.get("/settings/me/").status_code == 200


def test_a_password_given_by_hand_works_at_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.boss)
    assert client.post("/settings/people/new/", newcomer(cast, password="given by hand")).status_code == 302
    assert Client().post("/login/", {"email": "wu@hengxin.example", "password": "given by hand"}).status_code == 302


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "seller@HENGXIN.example"), ("email", "no address"), ("name", ""), ("password", "12345678")],
)
def test_a_wrong_newcomer_is_not_let_in_by_half(client: Client, cast: Cast, field: str, value: str) -> None:
    client.force_login(cast.boss)
    count = Person.objects.count()
    answer = client.post("/settings/people/new/", newcomer(cast, **{field: value}))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Person.objects.count() == count


def staff_form(person: Person, **changed: object) -> dict[str, object]:
    person = fresh(person)
    roles = list(Role.objects.filter(assignments__person=person).values_list("pk", flat=True))
    given = {name: getattr(person, name) for name in ("name", "email", "phone", "language", "version")}
    return {**given, "roles": roles, **changed}


def test_changing_somebody_changes_what_they_may_do(client: Client, cast: Cast) -> None:
    client.force_login(cast.boss)
    admin = Role.objects.get(name="管理员").pk
    path = f"/settings/people/{cast.stranger.pk}/"
    assert client.post(path, staff_form(cast.stranger, name="路人甲", roles=[admin])).status_code == 302
    client.force_login(cast.stranger)
    assert client.get("/settings/people/").status_code == 200
    assert fresh(cast.stranger).name == "路人甲"


def test_who_saves_over_a_newer_state_is_told(client: Client, cast: Cast) -> None:
    client.force_login(cast.boss)
    path = f"/settings/people/{cast.seller.pk}/"
    stale = staff_form(cast.seller, phone="1")
    client.post(path, staff_form(cast.seller, phone="2"))
    answer = client.post(path, stale)
    assert answer.status_code == 422
    assert fresh(cast.seller).phone == "2"


def test_the_last_administrator_stays_one(client: Client, cast: Cast) -> None:
    client.force_login(cast.boss)
    assert client.post(f"/settings/people/{cast.boss.pk}/", staff_form(cast.boss, roles=[])).status_code == 422
    client.post(f"/settings/people/{cast.boss.pk}/departure/")
    assert client.get("/settings/people/").status_code == 200
    role = Role.objects.get(name="管理员")
    form = role_form(client, role)
    form.pop("is_administrator")
    assert client.post(f"/settings/roles/{role.pk}/", form).status_code == 422
    assert Role.objects.get(pk=role.pk).is_administrator


def test_nobody_shows_themselves_out(client: Client, cast: Cast) -> None:
    client.force_login(cast.boss)
    admin = Role.objects.get(name="管理员").pk
    client.post(f"/settings/people/{cast.manager.pk}/", staff_form(cast.manager, roles=[admin]))
    client.post(f"/settings/people/{cast.boss.pk}/departure/")
    assert fresh(cast.boss).is_active
    client.post(f"/settings/people/{cast.manager.pk}/departure/")
    assert not fresh(cast.manager).is_active


def test_leaving_and_coming_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.boss)
    client.post(f"/settings/people/{cast.seller.pk}/departure/")
    assert not fresh(cast.seller).is_active
    page = client.get(f"/settings/people/{cast.seller.pk}/").content.decode()
    assert f"/customers/?owner={cast.seller.pk}" in page
    assert client.post(f"/settings/people/{cast.seller.pk}/link/").status_code == 302
    client.post(f"/settings/people/{cast.seller.pk}/comeback/")
    assert fresh(cast.seller).is_active


def test_a_person_works_in_several_units_and_one_is_the_main_one(client: Client, cast: Cast) -> None:
    client.force_login(cast.boss)
    path = f"/settings/people/{cast.seller.pk}/posts/"
    client.post(path, {"unit": cast.south_region.pk, "title": "支援", "is_main": "on", "reports_to": cast.manager.pk})
    held = {post.unit_id: post for post in Post.objects.held().filter(person=cast.seller)}
    assert held[cast.south_region.pk].is_main
    assert not held[cast.suzhou.pk].is_main
    client.post(f"{path}{held[cast.south_region.pk].pk}/end/")
    assert Post.objects.held().get(person=cast.seller).is_main


def test_units_are_added_moved_and_closed(client: Client, cast: Cast) -> None:
    client.force_login(cast.boss)
    client.post("/settings/units/new/", {"name": "无锡", "kind": "team", "parent": cast.east.pk})
    unit = Unit.objects.get(name="无锡")
    assert (
        client.post("/settings/units/new/", {"name": "无锡", "kind": "team", "parent": cast.east.pk}).status_code == 422
    )
    client.post(f"/settings/units/{unit.pk}/", {"name": "无锡组", "kind": "team", "parent": cast.south_region.pk})
    unit.refresh_from_db()
    assert (unit.name, unit.path) == ("无锡组", f"{cast.south_region.path}{unit.pk}/")
    below = client.post(
        f"/settings/units/{cast.east.pk}/", {"name": "华东大区", "kind": "region", "parent": cast.suzhou.pk}
    )
    assert below.status_code == 422
    client.post(f"/settings/units/{unit.pk}/closing/")
    client.post(f"/settings/units/{cast.suzhou.pk}/closing/")
    client.post(f"/settings/units/{cast.head_office.pk}/closing/")
    assert set(Unit.objects.open()) == {cast.head_office, cast.east, cast.suzhou, cast.south_region}


def role_form(client: Client, role: Role | None) -> dict[str, object]:
    form = client.get(f"/settings/roles/{role.pk if role else 'new'}/").context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "on" if value is True else value for name, value in values.items() if value is not False}


def test_the_role_editor_stores_reach_and_field_rights(client: Client, cast: Cast) -> None:
    client.force_login(cast.boss)
    role = Role.objects.get(name="销售")
    form = role_form(client, role) | {
        "scope-party-read": "own",
        "scope-party-write": "own",
        "field-party-phones": "hidden",
    }
    assert client.post(f"/settings/roles/{role.pk}/", form).status_code == 302
    role.refresh_from_db()
    assert role.scopes["party"] == {"read": "own", "write": "own"}
    assert role.fields["party"] == {"phones": "hidden"}
    stale = client.post(f"/settings/roles/{role.pk}/", form)
    assert stale.status_code == 422
    wide = role_form(client, role) | {"scope-party-write": "all"}
    assert "scope-party-write" in client.post(f"/settings/roles/{role.pk}/", wide).context["form"].errors


def test_a_role_keeps_what_it_says_about_kinds_that_are_not_there(client: Client, cast: Cast) -> None:
    client.force_login(cast.boss)
    role = Role.objects.create(
        name="旧", scopes={"ghost": {"read": "all", "write": "own"}}, fields={"ghost": {"x": "read"}}
    )
    client.post(f"/settings/roles/{role.pk}/", role_form(client, role) | {"name": "新"})
    role.refresh_from_db()
    assert role.name == "新"
    assert role.scopes["ghost"] == {"read": "all", "write": "own"}
    assert role.fields == {"ghost": {"x": "read"}}


def test_the_company_page_saves_and_notices_a_newer_state(client: Client, cast: Cast) -> None:
    client.force_login(cast.boss)
    firm = Company.objects.get()
    form = {
        "name": "恒信阀门集团",
        "language": "zh-hans",
        "time_zone": "Asia/Shanghai",
        "currency": "CNY",
        "version": firm.version,
    }
    assert client.post("/settings/company/", form).status_code == 302
    assert client.post("/settings/company/", {**form, "name": "别的"}).status_code == 422
    assert Company.objects.get().name == "恒信阀门集团"


def test_the_audit_trail_filters_and_turns_pages(client: Client, cast: Cast) -> None:
    client.force_login(cast.boss)
    everything = client.get("/settings/journal/")
    assert any(line.entry.name == "person.added" for line in everything.context["lines"])
    units = client.get("/settings/journal/", {"name": "unit.added"})
    assert {line.entry.name for line in units.context["lines"]} == {"unit.added"}
    nobody = client.get("/settings/journal/", {"day": "2001-01-01"})
    assert nobody.context["lines"] == []
    seen: list[int] = []
    url = ""
    while True:
        page = client.get(f"/settings/journal/{url}")
        seen += [line.entry.pk for line in page.context["lines"]]
        url = page.context["page"].next_url
        if not url:
            break
    assert seen == sorted(Entry.objects.values_list("pk", flat=True), reverse=True)
    for address in ("/settings/journal/", "/settings/people/"):
        assert client.get(f"{address}?after=nonsense").status_code == 302


def test_an_administrator_ends_somebodys_sessions(cast: Cast) -> None:
    phone = Client()
    phone.post("/login/", {"email": cast.seller.email, "password": PASSWORD})
    boss = Client()
    boss.post("/login/", {"email": cast.boss.email, "password": PASSWORD})
    path = f"/settings/people/{cast.seller.pk}/"
    assert len(boss.get(path).context["sessions"]) == 1
    assert phone.post(f"{path}sessions/").status_code == 403
    assert phone.get("/settings/me/").status_code == 200
    assert boss.post(f"{path}sessions/").status_code == 302
    assert phone.get("/settings/me/").status_code == 302
    assert boss.get(path).context["sessions"] == []
    assert boss.post(f"/settings/people/{cast.boss.pk}/sessions/").status_code == 302
    assert boss.get(path).status_code == 200, "the session in hand goes on"
    told = Entry.objects.filter(name="person.sessions_ended").order_by("id").first()
    assert (told.actor, told.subject_id, told.particulars) == (cast.boss, cast.seller.pk, {"person": cast.seller.name})
