"""Fields of the firm for people alone, fields that hold a file, and fields that point to a customer, on every door."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, fresh
from tongxin.base.registries import Choices
from tongxin.base.subjects import Subject
from tongxin.collab.fields.actions import define_field
from tongxin.collab.fields.models import CustomField
from tongxin.collab.files.actions import attach_file, store_file
from tongxin.collab.files.models import Attachment
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import add_contact, change_party, create_party
from tongxin.directory.parties.actions.importing import contact_draft, write_drafts
from tongxin.directory.parties.models import Contact, Party

pytestmark = pytest.mark.alike


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(fresh(person))
    return client


def names(client: Client, path: str, *parts: object) -> list[str]:
    page = client.get(path, {"filter": json.dumps({"v": 1, "and": list(parts)})})
    return [row.record.name for row in page.context["rows"]]


@pytest.fixture
def firm(cast: Cast) -> Party:
    return create_party(by=cast.seller, name="甲泵业")


@pytest.fixture
def drink(cast: Cast) -> CustomField:
    more = {"only_for": "person", "on_form": True}
    return define_field(by=cast.boss, kind="party", label="爱喝什么", type="text", **more)


def test_a_field_for_people_is_asked_of_contacts_and_of_no_firm(cast: Cast, firm: Party, drink: CustomField) -> None:
    client = enter(cast.seller)
    form = reverse("new_contact", args=[firm.pk])
    assert "爱喝什么" in client.get(form).content.decode()
    assert client.post(form, {"name": "马国栋", drink.key: "龙井"}).status_code == 302
    ma = Contact.objects.get(person__name="马国栋")
    assert ma.person.custom == {drink.key: "龙井"}
    assert "龙井" in client.get(reverse("contact", args=[ma.pk])).content.decode()
    client.post(reverse("contact", args=[ma.pk]), {"name": "马国栋", drink.key: "普洱"})
    assert names(client, "/contacts/", {"field": drink.key, "value": "普洱"}) == ["马国栋"]
    assert "爱喝什么" in client.get(ma.person.get_absolute_url()).content.decode()
    assert "爱喝什么" not in client.get(firm.get_absolute_url()).content.decode()
    with pytest.raises(ValidationError):
        change_party(by=cast.seller, party=firm, **{drink.key: "茶"})


def test_what_is_needed_of_people_is_not_asked_of_firms(cast: Cast, drink: CustomField) -> None:
    needed = {"only_for": "person", "is_required": True}
    define_field(by=cast.boss, kind="party", label="称呼", type="text", **needed)
    define_field(by=cast.boss, kind="party", label="税号类别", type="text", is_required=True, only_for="organisation")
    with pytest.raises(ValidationError, match="税号类别"):
        create_party(by=cast.seller, name="乙水务")
    firm = create_party(by=cast.seller, name="乙水务", c_shui_hao_lei_bie="一般")
    with pytest.raises(ValidationError, match="称呼"):
        add_contact(by=cast.seller, party=firm, name="李工", custom={})
    assert add_contact(by=cast.seller, party=firm, name="李工", custom={"c_cheng_hu": "李工"}).person.custom


def test_an_address_book_fills_the_fields_of_its_people(cast: Cast, firm: Party, drink: CustomField) -> None:
    row: dict[str, Any] = {"name": "甲泵业", "contact_name": [{"name": "陈东"}], drink.key: "咖啡"}
    new = {**row, "name": "丙化工", "contact_name": [{"name": "林青"}]}
    write_drafts(fresh(cast.seller), [contact_draft(row, 2), contact_draft(new, 3)], "import:1", Choices())
    people = {one.name: one.custom for one in Party.objects.filter(kind="person")}
    assert people == {"陈东": {drink.key: "咖啡"}, "林青": {drink.key: "咖啡"}}
    assert not Party.objects.filter(name__in=["甲泵业", "丙化工"]).exclude(custom={}).exists()
    assert sorted(names(enter(cast.seller), "/contacts/", {"field": drink.key, "value": "咖啡"})) == ["林青", "陈东"]


def test_a_file_is_brought_into_its_field_and_found(cast: Cast, firm: Party) -> None:
    field = define_field(by=cast.boss, kind="party", label="合同扫描件", type="file", is_required=True)
    client, url = enter(cast.seller), reverse("customer_fact", args=[firm.pk, field.key])
    assert 'type="file"' in client.get(url).content.decode()
    scan = SimpleUploadedFile("合同.txt", "第一条".encode())
    shown = client.post(url, {"value": "", "was": "", "file": scan}).content.decode()
    hung = Attachment.objects.get()
    assert reverse("attachment", args=[hung.pk]) in shown
    firm.refresh_from_db()
    assert firm.custom == {field.key: f"attachment:{hung.pk}"}
    create_party(by=cast.seller, name="还没有合同")
    assert names(client, "/customers/", {"field": field.key, "op": "empty"}) == ["还没有合同"]
    assert names(client, "/customers/", {"field": field.key, "op": "filled"}) == ["甲泵业"]
    elsewhere = create_party(by=cast.south, name="南方水务")
    stored = store_file(by=cast.south, upload=SimpleUploadedFile("别人的.txt", b"x"))  # type: ignore[arg-type]
    theirs = attach_file(by=cast.south, file=stored, on=Subject("party", elsewhere.pk))
    refused = client.post(url, {"value": str(theirs.pk), "was": str(hung.pk)})
    assert refused.status_code == 422, "a file out of sight does not exist"


def test_a_customer_is_named_in_a_form_a_file_and_a_cell(cast: Cast, firm: Party) -> None:
    field = define_field(by=cast.boss, kind="party", label="总包单位", type="party", on_form=True)
    client = enter(cast.seller)
    client.post(reverse("new_customer"), {"name": "分包商", "kind": "organisation", field.key: "甲泵业"})
    made = Party.objects.get(name="分包商")
    assert made.custom == {field.key: f"party:{firm.pk}"}
    assert firm.get_absolute_url() in client.get(made.get_absolute_url()).content.decode()
    draft = contact_draft({"name": "第三家", field.key: "甲泵业"}, 2)
    write_drafts(fresh(cast.seller), [draft], "import:1", Choices())
    assert Party.objects.get(name="第三家").custom == made.custom
    create_party(by=cast.south, name="南方水务")
    with pytest.raises(ValidationError):
        change_party(by=cast.seller, party=made, **{field.key: "南方水务"})
