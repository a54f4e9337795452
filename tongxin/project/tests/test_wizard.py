"""Setting a firm up in the browser, from the console's link to the first page."""

import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from tests.cast import Cast, fresh
from tongxin.base.registries import panels
from tongxin.collab.access.models import Role
from tongxin.collab.access.policies import can_administer
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.org.models import Company
from tongxin.collab.people.actions import add_person
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions import write_down
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party
from tongxin.interfaces.imports.models import Import
from tongxin.project.first_run import set_up_link, token_fits
from tongxin.project.founding import found_firm

FIRM = {"company": "恒信阀门有限公司", "name": "陈岚", "email": "boss@hengxin.example", "password": "阀门 enjoy 2026"}


@pytest.fixture
def token(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(settings, "DATA", tmp_path)
    link = set_up_link("http://127.0.0.1:8000")
    assert link is not None
    return link.split("token=")[1]


def found(client: Client, token: str, **changed: str):
    return client.post("/setup/", {"token": token, **FIRM, **changed})


def test_the_console_link_founds_the_firm_and_signs_in(client: Client, token: str) -> None:
    assert client.get("/login/")["Location"] == "/setup/"
    assert client.get(f"/setup/?token={token}").status_code == 200
    assert found(client, token)["Location"] == "/setup/selling/"
    boss = Person.objects.get()
    assert can_administer(boss)
    assert Company.objects.get().name == "恒信阀门有限公司"
    assert client.get("/settings/me/").status_code == 200
    assert not (Path(settings.DATA) / "setup.token").exists()


@pytest.mark.parametrize("wrong", ["", "guess", "x" * 500])
def test_without_the_token_nothing_is_founded(client: Client, token: str, wrong: str) -> None:
    assert client.get(f"/setup/?token={wrong}").status_code == 403
    assert found(client, wrong).status_code == 403
    assert not Person.objects.exists()


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_kept(client: Client, token: str) -> None:
    answer = found(client, token, password="12345678", email="no address")
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"password", "email"}
    assert answer.context["form"]["company"].value() == FIRM["company"]
    assert not Person.objects.exists()
    assert not Company.objects.exists()


def test_a_second_founding_is_refused(client: Client, token: str) -> None:
    found(client, token)
    stranger = Client()
    assert stranger.get(f"/setup/?token={token}")["Location"] == "/login/"
    assert found(stranger, token, email="other@hengxin.example")["Location"] == "/login/"
    assert Person.objects.count() == 1
    with pytest.raises(ValidationError):
        found_firm(**{**FIRM, "email": "third@hengxin.example"})
    assert Person.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_founders_at_once_one_succeeds(transactional_db: None) -> None:
    outcome: list[str] = []
    start = threading.Barrier(2)

    def run(number: int) -> None:
        start.wait()
        try:
            found_firm(**{**FIRM, "email": f"boss{number}@hengxin.example"})
            outcome.append("founded")
        except ValidationError:
            outcome.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome) == ["founded", "refused"]
    assert Person.objects.count() == Company.objects.count() == 1


def test_roles_are_named_in_the_language_of_the_firm(db: None) -> None:
    found_firm(**FIRM, language="en")
    assert set(Role.objects.values_list("name", flat=True)) == {"Administrator", "Manager", "Sales", "Read only"}


@pytest.fixture
def boss(client: Client, token: str) -> Client:
    found(client, token)
    return client


def test_several_ways_of_selling_are_kept(boss: Client) -> None:
    assert boss.post("/setup/packs/", {"packs": ["complex", "key_account"]}).status_code == 204
    assert Company.objects.get().packs == ["complex", "key_account"]
    assert boss.post("/setup/packs/", {"packs": ["nonsense"]}).status_code == 422
    assert boss.post("/setup/selling/", {"packs": ["standard"]})["Location"] == "/setup/colleagues/"
    assert Company.objects.get().packs == ["standard"]
    assert Company.objects.get().wizard_step == "colleagues"
    page = boss.get("/setup/selling/").content.decode()
    assert page.count(" checked") == 1


def lines(*people: tuple[str, str], pasted: str = "") -> dict[str, object]:
    role = Role.objects.get(name="销售").pk
    data: dict[str, object] = {"line-TOTAL_FORMS": len(people), "line-INITIAL_FORMS": len(people), "pasted": pasted}
    for number, (name, email) in enumerate(people):
        data |= {f"line-{number}-name": name, f"line-{number}-email": email, f"line-{number}-role": role}
    return data


def test_colleagues_typed_and_pasted_get_links_that_work(boss: Client) -> None:
    pasted = "周启明\tzhou@hengxin.example\n赵航 <zhao@hengxin.example>\n\n何静，he@hengxin.example；"
    answer = boss.post("/setup/colleagues/", lines(("李薇", "li@hengxin.example"), ("", ""), pasted=pasted))
    assert answer.status_code == 200
    links = {person.name: link for person, link in answer.context["invited"]}
    assert set(links) == {"李薇", "周启明", "赵航", "何静"}
    colleague = Client()
    path = links["赵航"].removeprefix("http://testserver")
    assert colleague.post(path, {"password": "a better sentence"}).status_code == 302
    assert colleague.get("/settings/me/").status_code == 200
    assert list(Role.objects.filter(assignments__person__name="何静").values_list("name", flat=True)) == ["销售"]


def test_a_wrong_line_lets_nobody_in_and_keeps_what_was_typed(boss: Client) -> None:
    for posted in (
        lines(("李薇", "li@hengxin.example"), ("", "nameless@hengxin.example")),
        lines(("李薇", "li@hengxin.example"), ("王", "not an address")),
        lines(("李薇", "li@hengxin.example"), ("陈岚", "boss@hengxin.example")),
        lines(("李薇", "li@hengxin.example"), pasted="只有名字"),
    ):
        answer = boss.post("/setup/colleagues/", posted)
        assert answer.status_code == 422
        assert "li@hengxin.example" in answer.content.decode()
        assert Person.objects.count() == 1


def test_a_set_up_that_was_left_is_offered_on_today_and_goes_on_where_it_stopped(boss: Client) -> None:
    boss.post("/setup/selling/", {"packs": []})
    person = Person.objects.get()
    card = panels.get("setup")
    context = card.context(person, None)
    assert context is not None
    assert context["address"] == "setup-colleagues"
    assert boss.get("/setup/")["Location"] == "/setup/colleagues/"
    boss.post("/setup/colleagues/done/")
    boss.post("/setup/selling/", {"packs": []})
    assert Company.objects.get().wizard_step == "first"
    assert boss.post("/setup/finished/").status_code == 302
    assert card.context(fresh(person), None) is None
    assert boss.get("/setup/")["Location"] == "/"


def test_the_set_up_ends_at_the_customer_of_the_first_entry(boss: Client) -> None:
    person = Person.objects.get()
    other = create_party(by=person, name="澄江水务集团", roles=["customer"])
    spoken_of = create_party(by=person, name="苏州恒润精密机械有限公司", roles=["customer"])
    assert "2" in boss.get("/setup/selling/").content.decode().split('class="banner jade"')[1][:200]
    assert other.name in boss.get("/setup/first/").content.decode()
    assert boss.post("/setup/finished/")["Location"] == other.get_absolute_url()
    write_down(by=person, text="昨天拜访了恒润，谈了报价", party=spoken_of)
    assert boss.post("/setup/finished/")["Location"] == spoken_of.get_absolute_url()
    assert boss.post("/setup/finished/", {"quiet": "1"})["Location"] == "/"


def test_the_steps_are_only_for_administrators(client: Client, cast: Cast) -> None:
    for path in ("/setup/selling/", "/setup/colleagues/", "/setup/first/"):
        client.logout()
        assert client.get(path).status_code == 302
        client.force_login(cast.seller)
        assert client.get(path).status_code == 403
        client.force_login(cast.boss)
        assert client.get(path).status_code == 200
    client.force_login(cast.seller)
    assert client.post("/setup/packs/", {"packs": ["standard"]}).status_code == 403
    assert client.post("/setup/finished/").status_code == 403
    assert panels.get("setup").context(cast.seller, None) is None


def test_a_person_added_at_the_terminal_closes_the_set_up(client: Client, token: str) -> None:
    add_person(by=None, name="陈岚", email="boss@hengxin.example", password="x")
    assert not token_fits(token)
    assert found(client, token)["Location"] == "/login/"
    assert Person.objects.count() == 1


def test_owners_named_in_the_first_file_become_colleagues_who_get_their_address_a_step_later(boss: Client) -> None:
    table = "客户名称,负责人\n甲厂,李薇\n乙厂,赵航\n".encode()
    boss.post("/imports/new/", {"files": [SimpleUploadedFile("客户.csv", table)], "from": "setup"})
    of = Import.objects.get()
    page = boss.get(of.get_absolute_url()).content.decode()
    assert page.count('<option value="new" selected>加为同事') == 2
    decided = {f"column-{at}": entry["field"] for at, entry in enumerate(of.mapping)}
    words = {"word-1": "李薇", "person-1": "new", "word-2": "赵航", "person-2": "0"}
    boss.post(f"/imports/{of.pk}/runs/", {"revision": of.revision, **decided, **words})
    work_off()
    assert dict(Party.objects.values_list("name", "owner__name")) == {"甲厂": "李薇", "乙厂": "陈岚"}
    waiting = Person.objects.get(name="李薇")
    page = boss.get("/setup/colleagues/")
    assert page.context["lines"][0]["name"].value() == "李薇"
    answer = boss.post("/setup/colleagues/", lines(("李薇", "li@hengxin.example")))
    assert [person.pk for person, _link in answer.context["invited"]] == [waiting.pk]
    waiting.refresh_from_db()
    assert waiting.email == "li@hengxin.example"
