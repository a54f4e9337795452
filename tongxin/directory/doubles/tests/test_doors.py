"""Every door of the room, tried by someone who may, someone who may only look, and a stranger."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tongxin.collab.access.actions import save_role
from tongxin.collab.access.models import Role
from tongxin.collab.people.models import Person
from tongxin.directory.doubles.actions import look_at, merge_parties
from tongxin.directory.doubles.models import Merge, Pair
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party

PHONE = "0512-66882345"


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=person.pk), backend="tongxin.collab.people.models.PersonBackend")
    return client


@pytest.fixture
def pair(cast: Cast) -> Pair:
    """李薇's and 赵航's record of one firm; both work in 苏州."""
    points = {"phone": [PHONE]}
    one = create_party(by=cast.seller, name="苏州恒润精密机械有限公司", tier="A", points=points)
    other = create_party(by=cast.colleague, name="苏州恒闰精密机械", tier="B", points=points, note="月底付款")
    look_at([one.pk, other.pk])
    return Pair.objects.get(one=one, other=other)


def page(person: Person, path: str) -> str:
    return enter(person).get(path).content.decode()


def compare(pair: Pair) -> str:
    return reverse("compare_doubles", args=[pair.one_id, pair.other_id])


def test_the_list_shows_both_with_reasons_and_owners(cast: Cast, pair: Pair) -> None:
    shown = page(cast.boss, "/doubles/")
    for words in (pair.one.name, pair.other.name, "名称同音", "电话相同", f"{pair.likelihood}%", "李薇", "赵航"):
        assert words in shown
    assert reverse("compare_doubles", args=[pair.other_id, pair.one_id]) in shown, "the fuller one stays first"
    assert pair.one.name in page(cast.colleague, "/doubles/?whose=mine&kind=firm")
    assert pair.one.name not in page(cast.colleague, "/doubles/?kind=person")
    assert pair.one.name not in page(cast.south, "/doubles/")
    assert "没有发现重复" in page(cast.stranger, "/doubles/")
    assert enter(cast.boss).get("/doubles/?cursor=nonsense").status_code == 302


def test_what_one_may_not_see_is_only_said_to_exist_in_its_unit(cast: Cast, pair: Pair) -> None:
    shown = page(cast.seller, "/doubles/")
    assert pair.one.name in shown
    assert pair.other.name not in shown
    assert "已经有了，归苏州" in shown
    assert compare(pair) not in shown
    assert enter(cast.seller).get(compare(pair)).status_code == 404
    answer = enter(cast.seller).post(reverse("difference", args=[pair.pk]))
    assert answer.status_code == 302
    assert Pair.objects.open().exists(), "nobody tells apart what they see only one of"


def test_the_list_costs_the_same_however_many_pairs_there_are(cast: Cast, pair: Pair) -> None:
    def queries() -> int:
        client = enter(cast.boss)
        client.get("/doubles/")
        with CaptureQueriesContext(connection) as counted:
            client.get("/doubles/")
        return len(counted)

    few = queries()
    made = [create_party(by=cast.boss, name=f"无锡长江泵业{number}厂", city="无锡") for number in (1, 1, 2, 2, 3, 3)]
    look_at([party.pk for party in made])
    assert Pair.objects.count() == 4
    assert queries() == few


def test_told_apart_by_a_press_and_back_by_another(cast: Cast, pair: Pair) -> None:
    client = enter(cast.boss)
    answer = client.post(reverse("difference", args=[pair.pk]), headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert reverse("undo_difference", args=[pair.pk]) in answer["HX-Trigger"]
    assert pair.one.name not in page(cast.boss, "/doubles/")
    assert "陈岚" in page(cast.boss, "/doubles/?state=different")
    for person in (cast.south, cast.stranger):
        assert enter(person).post(reverse("undo_difference", args=[pair.pk])).status_code == 404
    assert (
        enter(cast.clerk).post(reverse("difference", args=[pair.pk]), headers={"HX-Request": "true"}).status_code == 422
    )
    assert client.post(reverse("undo_difference", args=[pair.pk])).status_code == 302
    assert pair.one.name in page(cast.boss, "/doubles/")


def test_side_by_side_one_chooses_merges_and_finds_the_way_back(cast: Cast, pair: Pair) -> None:
    client = enter(cast.boss)
    shown = client.get(compare(pair)).content.decode()
    assert "月底付款" in shown
    versions = {"kept_version": pair.one.version, "gone_version": pair.other.version}
    stale = client.post(compare(pair), {**versions, "kept_version": 99})
    assert stale.status_code == 422
    assert not Merge.objects.exists()
    answer = client.post(compare(pair), {**versions, "side-tier": "gone"})
    assert answer["Location"] == pair.one.get_absolute_url()
    assert Party.objects.get(pk=pair.one_id).tier == "B"
    merge = Merge.objects.get()
    assert merge.get_absolute_url() in page(cast.boss, pair.one.get_absolute_url())
    assert "撤销合并" in page(cast.boss, merge.get_absolute_url())
    undone = client.post(reverse("undo_merge", args=[merge.pk]))
    assert undone["Location"] == pair.other.get_absolute_url()
    assert Party.objects.get(pk=pair.one_id).tier == "A"


def test_the_address_of_two_that_are_one_by_now_leads_on_with_clear_words(cast: Cast, pair: Pair) -> None:
    client = enter(cast.boss)
    itself = client.post(reverse("compare_doubles", args=[pair.one_id, pair.one_id]), follow=True).content.decode()
    assert "一条记录不能和自己合并" in itself
    third = create_party(by=cast.boss, name="恒润精密")
    merge_parties(by=cast.boss, kept=pair.one, gone=pair.other)
    again = client.post(compare(pair), follow=True)
    assert (again.request["PATH_INFO"], Merge.objects.count()) == (pair.one.get_absolute_url(), 1)
    assert "已经合并过了" in again.content.decode()
    old = client.get(reverse("compare_doubles", args=[third.pk, pair.other_id]))
    assert old["Location"] == reverse("compare_doubles", args=[third.pk, pair.one_id])
    for path in (compare(pair), reverse("compare_doubles", args=[third.pk, third.pk])):
        assert enter(cast.stranger).get(path).status_code == 404


def test_whoever_may_only_look_can_neither_merge_nor_part(cast: Cast, pair: Pair) -> None:
    shown = page(cast.clerk, compare(pair))
    assert "合并需要两条都能修改" in shown
    assert 'name="side-tier"' not in shown
    assert enter(cast.clerk).post(compare(pair)).status_code == 403
    merge = merge_parties(by=cast.boss, kept=pair.one, gone=pair.other)
    enter(cast.clerk).post(reverse("undo_merge", args=[merge.pk]))
    assert Merge.objects.standing().exists()
    for person in (cast.south, cast.stranger):
        assert enter(person).get(merge.get_absolute_url()).status_code == 404
        assert enter(person).post(reverse("undo_merge", args=[merge.pk])).status_code == 404


def test_hidden_fields_are_neither_shown_nor_lost_nor_choosable(cast: Cast, pair: Pair) -> None:
    role = Role.objects.get(name="销售")
    hidden = {"tier": "hidden", "note": "hidden", "phones": "hidden", "owner": "hidden"}
    scopes = {"party": {"read": "all", "write": "all"}}
    save_role(by=cast.boss, role=role, scopes=scopes, fields={"party": hidden})
    client = enter(cast.colleague)
    for path in ("/doubles/", compare(pair), pair.one.get_absolute_url()):
        shown = client.get(path).content.decode()
        assert "月底付款" not in shown, path
        assert "电话相同" not in shown, path
        assert "6688" not in shown, path
        assert path == pair.one.get_absolute_url() or "李薇" not in shown, path
    assert "side-tier" not in client.get(compare(pair)).content.decode()
    assert client.post(compare(pair), {"side-tier": "gone"}).status_code == 403
    assert client.post(compare(pair)).status_code == 302
    kept = Party.objects.get(pk=pair.one_id)
    assert (kept.tier, kept.note) == ("A", "月底付款"), "what was there stays, and gaps are filled"
    assert client.get(Merge.objects.get().get_absolute_url()).status_code == 200


def test_a_hint_comes_while_typing_for_names_that_sound_the_same(cast: Cast, pair: Pair) -> None:
    hint = page(cast.boss, "/customers/doubles/?name=恒润精蜜机械&city=苏州")
    assert pair.one.name in hint
    assert "名称同音" in hint
    elsewhere = page(cast.south, f"/customers/doubles/?name={pair.one.name}")
    assert pair.one.name not in elsewhere
    assert "已经有了，归苏州" in elsewhere
    assert page(cast.boss, "/customers/doubles/?name=x") == ""
