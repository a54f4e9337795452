"""A list goes out to a file and comes back without a change: nothing is lost, nothing doubled, nothing run as a formula."""

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast, fresh
from tongxin.collab.fields.actions import define_field
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.journal.models import Entry
from tongxin.directory.parties.actions import add_contact, create_party, set_points, set_tags
from tongxin.directory.parties.models import Contact, ContactPoint, Party, PartyTag
from tongxin.interfaces.imports.actions import receive_file, start_import
from tongxin.interfaces.imports.models import Import

EVIL = '=HYPERLINK("http://x"),+1;\'@SUM(A1)'


@pytest.fixture
def firm(cast: Cast) -> dict[str, str]:
    """Customers with everything that a list can show."""
    fields = {
        "付款方式": define_field(by=cast.boss, kind="party", label="付款方式", type="choice", choices=["现结", "月结"]),
        "年采购额": define_field(by=cast.boss, kind="party", label="年采购额", type="money"),
        "开业日": define_field(by=cast.boss, kind="party", label="开业日", type="date"),
    }
    keys = {name: field.key for name, field in fields.items()}
    own = {keys["付款方式"]: "月结", keys["年采购额"]: "1200000.50", keys["开业日"]: "2019-03-01"}
    one = create_party(
        by=cast.seller, name="苏州恒润精密机械有限公司", tier="A", city="苏州", industry="精密机械", note=EVIL, uscc="", **own
    )  # fmt: skip
    set_points(by=cast.seller, party=one, kind="phone", values=["0512-65123456", "13812345678"])
    set_points(by=cast.seller, party=one, kind="email", values=["sales@hengrun.example"])
    set_tags(by=cast.seller, party=one, names=["重点", "老客户"])
    add_contact(by=cast.seller, party=one, name="王建国", title="采购经理", points={"phone": ["13900001111"]})
    create_party(by=cast.seller, name="-10% 折扣商行", address="@人民路1号", external_id="+007", source="'展会")
    # People are told by a number or an address: two of one name are two.
    person = create_party(by=cast.seller, name="王小明", kind="person")
    set_points(by=cast.seller, party=person, kind="phone", values=["13700002222"])
    return keys


def state() -> dict[str, object]:
    """Everything about customers but when it was last touched."""
    columns = [field.attname for field in Party._meta.concrete_fields if not field.generated]
    kept = [name for name in columns if name not in ("updated_at", "version")]
    return {
        "parties": list(Party.objects.order_by("pk").values(*kept)),
        "points": list(ContactPoint.objects.order_by("pk").values("party", "kind", "value", "shown")),
        "contacts": list(Contact.objects.order_by("pk").values("party", "person", "title", "role")),
        "tags": list(PartyTag.objects.order_by("pk").values("party", "tag__name")),
    }


def bring_back(cast: Cast, content: bytes, name: str) -> Import:
    of = start_import(by=fresh(cast.seller), of=receive_file(by=fresh(cast.seller), name=name, pieces=[content]))
    work_off()
    return Import.objects.get(pk=of.pk)


def taken_out(cast: Cast, query: str, of: str = "party") -> bytes:
    client = Client()
    client.force_login(fresh(cast.seller))
    return b"".join(client.get(f"/lists/{of}/export/?{query}").streaming_content)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "columns",
    [lambda keys: "", lambda keys: f"columns=note,tags,phones,address,source,external_id,{','.join(keys.values())}&"],
    ids=["all", "chosen"],
)
def test_a_list_that_comes_back_changes_nothing(
    cast: Cast, firm: dict[str, str], kind: str, columns: Callable[[dict[str, str]], str]
) -> None:
    before, told = state(), Entry.objects.filter(kind__in=["party", "contact"]).count()
    back = bring_back(cast, taken_out(cast, f"{columns(firm)}format={kind}"), f"customers.{kind}")
    assert state() == before
    assert Entry.objects.filter(kind__in=["party", "contact"]).count() == told
    assert (back.created, back.updated) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_people_who_come_back_are_the_same(cast: Cast, firm: dict[str, str]) -> None:
    before, told = state(), Entry.objects.filter(kind__in=["party", "contact"]).count()
    file = taken_out(cast, "format=csv", of="contact")
    back = bring_back(cast, file, "people.csv")
    assert state() == before
    assert Entry.objects.filter(kind__in=["party", "contact"]).count() == told
    assert (back.created, back.updated, back.unchanged) == (0, 0, 2)


@pytest.mark.django_db(transaction=True)
def test_what_looks_like_a_formula_is_text_in_the_file(cast: Cast, firm: dict[str, str]) -> None:
    text = taken_out(cast, "columns=note,address,external_id&format=csv").decode("utf-8-sig")
    cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
    assert f"'{EVIL}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
