"""The firm's fields are checked alike at every door by which a customer comes in or is changed.

Where somebody can fill a field in, what is needed is asked for. Where nobody is asked (an answer from the web, a pasted signature, a
lead, a file of years ago), the record is kept and the gap shows. What fits no list is refused everywhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast, fresh
from tongxin.base.clock import now
from tongxin.base.registries import Choices
from tongxin.collab.fields.actions import define_field, save_layout
from tongxin.collab.fields.models import FieldValue
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.actions.importing import customer_draft, write_drafts
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.leads.actions import convert_lead, note_lead
from tongxin.interfaces.rest.tests.asking import program_of
from tongxin.interfaces.webforms.actions import save_form

NAME = "甲厂"
Values = Mapping[str, str]


@dataclass
class House:
    """The firm with three fields of its own: a list that is always needed, words that grade A needs, and a running number."""

    cast: Cast
    trade: str
    terms: str
    code: str

    def client(self) -> Client:
        client = Client()
        client.force_login(fresh(self.cast.seller))
        return client

    def known(self) -> Party:
        """A customer who is there already and has what is needed."""
        found = Party.objects.filter(name=NAME).first()
        return found or create_party(by=self.cast.seller, name=NAME, tier="B", **{self.trade: "模具"})


@pytest.fixture
def house(cast: Cast) -> House:
    def define(label: str, type: str, **more: object) -> str:
        return define_field(by=cast.boss, kind="party", label=label, type=type, **more).key

    trade = define("行当", "choice", choices=["模具", "机加工"], is_required=True)
    terms = define("账期", "text", required_when={"field": "tier", "op": "eq", "value": "A"})
    code = define("编号", "serial", pattern="KH{0001}")
    save_layout(by=cast.boss, kind="party", role=None, sections=[("生意", [trade, terms])], form=[trade, terms])
    return House(cast, trade, terms, code)


def by_form(house: House, own: Values) -> None:
    house.client().post("/customers/new/", {"name": NAME, "kind": "organisation", "roles": ["customer"], **own})


def by_program(house: House, own: Values) -> None:
    program_of(house.cast.seller).post("/parties", {"name": NAME, "custom": dict(own)})


def by_file(house: House, own: Values) -> None:
    write_drafts(fresh(house.cast.boss), [customer_draft({"name": NAME, **own}, 1)], "import:1", Choices())


def by_paste(house: House, own: Values) -> None:
    house.client().post("/customers/pasted/", {"company": NAME, "name": "马国栋", "phones": "13951234567", "kept": "1"})


def by_web(house: House, own: Values) -> None:
    form = save_form(
        by=house.cast.boss, name="官网", heading="联系我们", asks=["company", "phone"], consent="同意", thanks="谢谢",
        tag="", owner=house.cast.seller,
    )  # fmt: skip
    opened = signing.dumps([form.pk, (now() - timedelta(seconds=20)).timestamp()], salt="tongxin.webforms.opened")
    Client().post(form.public_path, {"name": "马国栋", "company": NAME, "phone": "13951234567", "opened": opened})


def by_lead(house: House, own: Values) -> None:
    lead = note_lead(by=house.cast.colleague, name="马国栋", company=NAME, owner=house.cast.colleague)
    convert_lead(by=house.cast.colleague, lead=lead)


def in_place(house: House, own: Values) -> None:
    for key, value in own.items():
        was = house.known().custom.get(key, "")
        house.client().post(f"/customers/{house.known().pk}/facts/{key}/", {"value": value, "was": was})


def by_program_again(house: House, own: Values) -> None:
    party = house.known()
    program_of(house.cast.seller).patch(f"/parties/{party.pk}", {"custom": dict(own)}, party.version)


def many_at_once(house: House, own: Values) -> None:
    for key, value in own.items():
        asked = {"ids": [house.known().pk], "field": key, "value": value}
        house.client().post("/lists/party/deeds/fact/", asked, headers={"HX-Request": "true"})


def by_file_again(house: House, own: Values) -> None:
    party, draft = house.known(), customer_draft({"name": NAME, **own}, 1)
    write_drafts(fresh(house.cast.boss), [draft], "import:2", Choices())
    party.refresh_from_db()


Door = Callable[[House, Values], None]
ASKING: list[Door] = [by_form, by_program]
NOT_ASKING: list[Door] = [by_paste, by_web, by_lead]
CHANGING: list[Door] = [in_place, by_program_again, many_at_once]


def name_of(door: Door) -> str:
    return door.__name__


@pytest.mark.parametrize("door", [*ASKING, by_file], ids=name_of)
def test_who_fills_in_gets_a_number_and_only_what_is_in_the_list(house: House, door: Door) -> None:
    door(house, {house.trade: "渔业"})
    assert not Party.objects.filter(name=NAME).exists()
    door(house, {house.trade: "模具", house.terms: "60 天"})
    made = Party.objects.get(name=NAME)
    assert made.custom == {house.trade: "模具", house.terms: "60 天", house.code: made.custom[house.code]}
    assert made.custom[house.code].startswith("KH")
    assert FieldValue.objects.filter(record_id=made.pk).count() == 3


@pytest.mark.parametrize("door", ASKING, ids=name_of)
def test_who_is_asked_must_answer(house: House, door: Door) -> None:
    door(house, {house.terms: "60 天"})
    assert not Party.objects.filter(name=NAME).exists()


@pytest.mark.parametrize("door", [*NOT_ASKING, by_file], ids=name_of)
def test_where_nobody_was_asked_nothing_is_lost_and_the_gap_shows(house: House, door: Door) -> None:
    define_field(by=house.cast.boss, kind="party", label="生日礼", type="text", only_for="person", is_required=True)
    door(house, {})
    made = Party.objects.get(name=NAME)
    assert set(made.custom) == {house.code}
    client = Client()
    client.force_login(fresh(house.cast.boss))
    assert "必填" in client.get(made.get_absolute_url()).content.decode()


@pytest.mark.parametrize("door", CHANGING, ids=name_of)
def test_who_changes_is_held_to_the_rules_too(house: House, door: Door) -> None:
    before = house.known().custom
    for own in ({house.trade: "渔业"}, {house.trade: ""}, {house.code: "KH9"}):
        door(house, own)
        assert house.known().custom == before, own
    Party.objects.filter(name=NAME).update(tier="A")
    door(house, {house.terms: ""})
    assert house.known().custom == before
    door(house, {house.terms: "90 天"})
    assert house.known().custom == {**before, house.terms: "90 天"}
    door(house, {house.terms: ""})
    assert house.known().custom == {**before, house.terms: "90 天"}
    door(house, {house.trade: "机加工"})
    assert house.known().custom[house.trade] == "机加工"


def test_a_file_of_what_is_known_keeps_to_the_list_and_gives_no_second_number(house: House) -> None:
    before = house.known().custom
    by_file_again(house, {house.trade: "渔业"})
    assert house.known().custom == before
    by_file_again(house, {house.terms: "30 天"})
    assert house.known().custom == {**before, house.terms: "30 天"}


def test_the_form_asks_for_what_the_layout_says_in_its_order(house: House) -> None:
    page = house.client().get("/customers/new/").content.decode()
    assert page.index("行当") < page.index("账期")
    assert "编号" not in page
    shown = house.client().get(house.known().get_absolute_url()).content.decode()
    assert "生意" in shown


def test_a_file_comes_along_with_a_new_customer_and_a_bad_one_keeps_the_whole_form(
    house: House, settings: object, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    paper = define_field(by=house.cast.boss, kind="party", label="执照", type="file", on_form=True).key
    save_layout(by=house.cast.boss, kind="party", role=None, sections=[], form=[house.trade, paper])
    sent = {"name": NAME, "kind": "organisation", "roles": ["customer"], house.trade: "模具"}
    bad = SimpleUploadedFile("空的.txt", b"")
    assert house.client().post("/customers/new/", {**sent, paper: bad}).status_code == 422
    assert not Party.objects.exists()
    assert (
        house.client()
        .post("/customers/new/", {**sent, paper: SimpleUploadedFile("执照.txt", "执照".encode())})
        .status_code
        == 302
    )
    made = Party.objects.get(name=NAME)
    assert made.custom[paper].startswith("attachment:")
    assert "执照.txt" in house.client().get(made.get_absolute_url()).content.decode()
