"""Contact cards become customers and their people."""

from tests.cast import Cast
from tongxin.directory.parties.models import Party
from tongxin.interfaces.imports.tests.bringing import bring_in

CARDS = """BEGIN:VCARD
VERSION:3.0
N:张;三;;;
FN:张三
ORG:苏州恒润精密机械有限公司;采购部
TITLE:采购经理
TEL;TYPE=CELL:13800138000
TEL;TYPE=WORK,FAX:0512-65529989
EMAIL:zhang@example.com
ADR;TYPE=WORK:;;金鸡湖大道1号;苏州市;江苏省;215000;中国
BDAY:1980-05-06
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:李四
TEL;TYPE=CELL:13900139000
TEL:12345
CATEGORIES:老客户,华东
UID:card-7
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:澄江水务集团
ORG:澄江水务集团
TEL:0510-86001234
END:VCARD
BEGIN:VCARD
VERSION:3.0
NOTE:没有名字
END:VCARD
""".encode()


def test_cards_become_firms_people_and_private_customers(cast: Cast) -> None:
    of = bring_in(cast.boss, CARDS, "名片.vcf")
    assert (of.created, of.rejected) == (3, 1)
    firm = Party.objects.get(name="苏州恒润精密机械有限公司")
    [contact] = firm.contacts.all()
    assert (contact.person.name, contact.title, contact.department) == ("张三", "采购经理", "采购部")
    assert {point.value for point in contact.person.points.all()} == {"+8613800138000", "zhang@example.com"}
    assert contact.person.birthday.isoformat() == "1980-05-06"
    assert firm.points.get(kind="fax").value == "+8651265529989"
    assert firm.address
    person = Party.objects.get(name="李四")
    assert (person.kind, person.external_id) == ("person", "card-7")
    assert sorted(tag.name for tag in person.tags.all()) == ["华东", "老客户"]
    assert Party.objects.get(name="澄江水务集团").points.get().value == "+8651086001234"
    assert not Party.objects.filter(places__party__name="澄江水务集团").exists()


def test_the_same_cards_again_change_nothing(cast: Cast) -> None:
    bring_in(cast.boss, CARDS, "名片.vcf")
    again = bring_in(cast.boss, CARDS, "名片.vcf")
    assert (again.created, again.updated, again.unchanged) == (0, 0, 3)
