"""Pasted signatures and cards become customers and contacts; a caller is known before the second ring."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast, fresh
from tongxin.collab.access.models import Role
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import add_contact, create_party
from tongxin.directory.parties.models import Contact, Party

PASTED = "沈丽 采购经理\n苏州恒润精密机械有限公司\n手机 138 0602 1888 微信同号\nshenli@heng-run.example\n江苏省苏州市工业园区金鸡湖大道88号\n下周三前要报价"


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def read(client: Client, address: str, **form: object) -> dict[str, str]:
    """The fields of the form that comes back."""
    answer = client.post(address, {"read": "1", **form})
    assert answer.status_code == 200
    return dict(answer.context["form"].initial)


def test_a_pasted_signature_becomes_a_customer_with_a_contact_and_loses_nothing(cast: Cast) -> None:
    client = enter(cast.seller)
    typed = read(client, "/customers/pasted/", text=PASTED)
    assert (typed["company"], typed["name"], typed["title"]) == ("苏州恒润精密机械有限公司", "沈丽", "采购经理")
    answer = client.post("/customers/pasted/", {**typed, "once": "1"})
    contact = Contact.objects.get()
    assert answer["Location"] == contact.party.get_absolute_url()
    assert (contact.party.name, contact.person.name, contact.title) == (typed["company"], "沈丽", "采购经理")
    assert contact.party.note == "下周三前要报价"
    assert contact.party.city == "苏州市"
    assert {point.shown for point in contact.person.points.all()} == {
        "138 0602 1888",
        "shenli@heng-run.example",
        "13806021888",
    }


def test_a_line_without_a_company_becomes_a_person(cast: Cast) -> None:
    client = enter(cast.seller)
    typed = read(client, "/customers/pasted/", text="张三 13800138000 上海市静安区南京西路1038号")
    client.post("/customers/pasted/", typed)
    party = Party.objects.get()
    assert (party.kind, party.name, party.points.get().shown) == ("person", "张三", "138 0013 8000")


def test_a_card_dropped_at_a_customer_becomes_a_contact(cast: Cast) -> None:
    party = create_party(by=cast.seller, name="苏州恒润精密机械有限公司")
    address = f"/customers/{party.pk}/contacts/pasted/"
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:马国栋\nORG:恒润精密\nTITLE:总经理\nTEL:13806021777\nNOTE:爱喝茶\nEND:VCARD\n"
    client = enter(cast.seller)
    typed = read(client, address, file=SimpleUploadedFile("ma.vcf", card.encode()))
    assert "company" not in typed
    assert client.post(address, typed).status_code == 302
    contact = Contact.objects.get(party=party)
    assert (contact.person.name, contact.title) == ("马国栋", "总经理")
    assert contact.person.note == "恒润精密\n爱喝茶"


def test_what_is_wrong_comes_back_with_what_was_typed(cast: Cast) -> None:
    answer = enter(cast.seller).post("/customers/pasted/", {"company": "甲厂", "phones": "12"})
    assert answer.status_code == 422
    assert "甲厂" in answer.content.decode()
    assert not Party.objects.exists()
    assert enter(cast.seller).post("/customers/pasted/", {"phones": "13800138000"}).status_code == 422


def test_who_may_not_add_may_not_paste(cast: Cast) -> None:
    party = create_party(by=cast.seller, name="甲厂")
    assert enter(cast.clerk).post("/customers/pasted/", {"company": "乙厂"}).status_code == 403
    assert enter(cast.clerk).post(f"/customers/{party.pk}/contacts/pasted/", {"name": "张三"}).status_code == 403
    assert enter(cast.south).post(f"/customers/{party.pk}/contacts/pasted/", {"name": "张三"}).status_code == 404
    assert Party.objects.count() == 1


def test_facts_a_role_may_not_write_go_to_the_note(cast: Cast) -> None:
    role = Role.objects.get(assignments__person=cast.seller)
    role.fields = {"party": {"emails": "hidden"}}
    role.save()
    typed = read(enter(fresh(cast.seller)), "/customers/pasted/", text="沈丽 shenli@heng-run.example")
    assert "emails" not in typed
    assert typed["note"] == "shenli@heng-run.example"


@pytest.mark.parametrize("number", ["13806021777", "+86 138 0602 1777", "138-0602-1777"])
def test_a_caller_is_found_by_any_way_of_writing_the_number(cast: Cast, number: str) -> None:
    party = create_party(by=cast.seller, name="苏州恒润精密机械有限公司")
    add_contact(by=cast.seller, party=party, name="马国栋", title="总经理", points={"phone": ["13806021777"]})
    page = enter(cast.seller).get("/calls/", {"number": number}).content.decode()
    for word in ("马国栋", "总经理", "苏州恒润精密机械有限公司", "李薇", f"party={party.pk}"):
        assert word in page


def test_a_caller_out_of_sight_is_unknown(cast: Cast) -> None:
    create_party(by=cast.seller, name="苏州恒润精密机械有限公司", points={"phone": ["13806021777"]})
    page = enter(cast.south).get("/calls/?number=13806021777").content.decode()
    assert "恒润" not in page
    assert "没有这个号码" in page
    role = Role.objects.get(assignments__person=cast.seller)
    role.fields = {"party": {"phones": "hidden"}}
    role.save()
    assert "恒润" not in enter(fresh(cast.seller)).get("/calls/?number=13806021777").content.decode()
    assert "这不是电话号码" in enter(cast.seller).get("/calls/?number=abc").content.decode()
    assert enter(cast.seller).get("/calls/").status_code == 200


@pytest.mark.alike
def test_the_photo_of_a_card_fills_the_form(cast: Cast) -> None:
    picture = Path("tongxin/base/reading/tests/pictures/card_tilted.jpg").read_bytes()
    client = enter(cast.seller)
    typed = read(client, "/customers/pasted/", file=SimpleUploadedFile("card.jpg", picture, "image/jpeg"))
    client.post("/customers/pasted/", typed)
    firm = Party.objects.get(name="苏州恒润精密机械有限公司")
    contact = Contact.objects.get(party=firm)
    assert contact.person.name == "马志远"
    assert "+8613951234567" in {point.value for point in contact.person.points.all()}


def test_a_broken_photo_is_refused_and_what_was_typed_stays(cast: Cast) -> None:
    broken = SimpleUploadedFile("card.jpg", b"\xff\xd8\xff broken", "image/jpeg")
    answer = enter(cast.seller).post("/customers/pasted/", {"read": "1", "text": "张三 13800138000", "file": broken})
    assert answer.status_code == 422
    assert "这不是能打开的图片" in answer.content.decode()
    assert "张三 13800138000" in answer.content.decode()


def test_a_card_is_shown_as_a_code_that_reads_back_as_the_same_card(cast: Cast) -> None:
    party = create_party(by=cast.seller, name="青石泵业有限公司", points={"phone": ["13900001111"]})
    answer = enter(cast.seller).get(f"/customers/{party.pk}/qr/")
    assert "<svg" in answer.content.decode()
    assert enter(cast.south).get(f"/customers/{party.pk}/qr/").status_code == 404
    Role.objects.filter(name="只看自己").update(fields={"party": {"phones": "hidden"}})
    assert enter(fresh(cast.seller)).get(f"/customers/{party.pk}/qr/").status_code == 403
