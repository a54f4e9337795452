"""Who else wants a deal: a list, by whom, for how much, with the way back."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import Cast, fresh
from tongxin.base.registries import Choices, RowRefused
from tongxin.base.subjects import Subject
from tongxin.collab.access.models import Role
from tongxin.collab.journal.models import Entry
from tongxin.directory.parties.actions import create_party
from tongxin.frontoffice.pipeline.actions import (
    ChangedSince,
    FieldLocked,
    NotYours,
    change_competitor,
    change_opportunity,
    drop_competitor,
    list_competitors,
    lose_opportunity,
    name_competitor,
    open_opportunity,
    revive_opportunity,
    undo_competitor,
    win_opportunity,
)
from tongxin.frontoffice.pipeline.actions.importing import draft, write
from tongxin.frontoffice.pipeline.models import LostReason, Opportunity, OpportunityCompetitor
from tongxin.frontoffice.pipeline.models.competitor import names_in


def listed(deal: Opportunity) -> list[tuple[str, int | None, str]]:
    return [(one.name, one.price, one.standing) for one in deal.competitors.order_by("id")]


def last(deal: Opportunity) -> Entry:
    return Entry.objects.about(Subject("opportunity", deal.pk)).latest("id")


def names(deal: Opportunity) -> str:
    return Opportunity.objects.get(pk=deal.pk).competitor


def test_several_are_named_changed_taken_out_and_brought_back(cast: Cast) -> None:
    deal = open_opportunity(by=cast.seller, name="球阀", amount="10万")
    first = name_competitor(
        by=cast.seller, opportunity=deal, name=" 凯阀 ", price="8.8万", standing="ahead", strengths="便宜"
    )
    second = name_competitor(by=cast.seller, opportunity=deal, name="远大阀门")
    assert (listed(deal), names(deal)) == ([("凯阀", 8_800_000, "ahead"), ("远大阀门", None, "")], "凯阀、远大阀门")
    for wrong in (
        {"name": "凯阀"},
        {"name": " "},
        {"name": "甲、乙"},
        {"name": "丙", "standing": "won"},
        {"name": "丙", "price": "USD 5"},
    ):
        with pytest.raises(ValidationError):
            name_competitor(by=cast.seller, opportunity=deal, **wrong)
    with pytest.raises(NotYours):
        name_competitor(by=cast.south, opportunity=deal, name="丙")
    change_competitor(by=cast.seller, competitor=second, price="9万", standing="level")
    changed = last(deal)
    assert (changed.particulars["after"], changed.before) == (
        {"standing": "level", "competitor_price": "90000.00 CNY"},
        {"standing": "", "competitor_price": ""},
    )
    undo_competitor(by=cast.seller, opportunity=deal, entry=changed)
    assert listed(deal)[1] == ("远大阀门", None, "")
    with pytest.raises(ChangedSince):
        undo_competitor(by=cast.seller, opportunity=deal, entry=changed)
    drop_competitor(by=cast.seller, competitor=first)
    assert names(deal) == "远大阀门"
    undo_competitor(by=cast.seller, opportunity=deal, entry=last(deal))
    back = deal.competitors.get(name="凯阀")
    assert (back.price, back.standing, back.strengths) == (8_800_000, "ahead", "便宜")
    undo_competitor(by=cast.seller, opportunity=deal, entry=last(deal))
    assert listed(deal) == [("远大阀门", None, "")]


def test_a_loss_picks_one_of_the_list(cast: Cast) -> None:
    price = LostReason.objects.get(key="lost.price")
    deal = open_opportunity(by=cast.seller, name="球阀", amount="10万", competitor="凯阀,远大；苏阀")
    assert names(deal) == "凯阀、远大、苏阀"
    with pytest.raises(ValidationError, match="谁赢了"):
        lose_opportunity(by=cast.seller, opportunity=deal, reason=price)
    change_competitor(by=cast.seller, competitor=deal.competitors.get(name="远大"), price="8.8万", standing="ahead")
    lose_opportunity(by=cast.seller, opportunity=deal, reason=price)
    assert listed(deal) == [("凯阀", None, ""), ("远大", 8_800_000, "won"), ("苏阀", None, "")]
    assert last(deal).particulars["competitor"] == "远大"
    with pytest.raises(ValidationError, match="赢的"):
        drop_competitor(by=cast.seller, competitor=deal.competitors.get(name="远大"))
    deal = revive_opportunity(by=cast.seller, opportunity=deal)
    lose_opportunity(by=cast.seller, opportunity=deal, reason=price, competitor="江南", price="8万")
    assert listed(deal)[1:] == [("远大", 8_800_000, "ahead"), ("苏阀", None, ""), ("江南", 8_000_000, "won")]
    assert names(deal) == "凯阀、远大、苏阀、江南"


def test_the_old_column_and_the_list_say_the_same(cast: Cast) -> None:
    assert names_in(" 凯阀、远大 ,苏阀；凯阀,, ") == ["凯阀", "远大", "苏阀"]
    deal = open_opportunity(by=cast.seller, name="球阀", amount="10万")
    change_opportunity(by=cast.seller, opportunity=deal, competitor="凯阀，远大")
    change_competitor(by=cast.seller, competitor=deal.competitors.get(name="凯阀"), price="8万")
    change_opportunity(by=cast.seller, opportunity=deal, competitor="远大、苏阀", was={"competitor": "凯阀、远大"})
    assert [name for name, _price, _standing in listed(deal)] == ["远大", "苏阀"]
    told = Entry.objects.filter(name="opportunity.competitor_dropped").get()
    assert (told.particulars["competitor"], told.before["competitor_price"]) == ("凯阀", "80000.00 CNY")
    list_competitors(by=cast.seller, opportunity=deal, rows=[{"name": "苏阀", "note": "老关系"}, {"name": "江南"}])
    assert (names(deal), deal.competitors.get(name="苏阀").note) == ("苏阀、江南", "老关系")


def test_lists_and_the_report_find_deals_by_each_competitor(cast: Cast, client: Client) -> None:
    reason = LostReason.objects.get(key="lost.price")
    lost = open_opportunity(by=cast.seller, name="输掉的蝶阀", amount="11万", competitor="凯阀、远大")
    lose_opportunity(by=cast.seller, opportunity=lost, reason=reason, competitor="凯阀", price="10万")
    won = open_opportunity(by=cast.seller, name="赢下的球阀", amount="9万", competitor="远大")
    win_opportunity(by=cast.seller, opportunity=won)
    client.force_login(cast.manager)
    for question, found in (
        ("competitor=远大", {"输掉的蝶阀", "赢下的球阀"}),
        ("lost_to=远大", set()),
        ("lost_to=凯阀", {"输掉的蝶阀"}),
        ("competitor=远大&state=won", {"赢下的球阀"}),
    ):
        page = client.get(f"/opportunities/?{question}").content.decode()
        assert {name for name in ("输掉的蝶阀", "赢下的球阀") if name in page} == found, question
    report = client.get("/pipeline/lost/?competitor=远大").context["report"]
    assert [(one.name, one.number, one.won, one.won_share) for one in report.competitors] == [("远大", 0, 1, 100)]
    report = client.get("/pipeline/lost/").context["report"]
    assert [(one.name, one.number, one.won, one.dearer) for one in report.competitors] == [
        ("凯阀", 1, 0, 10.0),
        ("远大", 0, 1, None),
    ]


def test_whoever_may_not_know_sees_neither_names_nor_prices(cast: Cast, client: Client) -> None:
    party = create_party(by=cast.seller, name="恒润精密")
    deal = open_opportunity(by=cast.seller, name="球阀", amount="10万", party=party)
    row = name_competitor(by=cast.seller, opportunity=deal, name="凯阀", price="8.8万", note="张三卡价格")
    here = f"/opportunities/{deal.pk}/"
    for hidden, seen in ((["competitor_price"], (True, False, True)), (["competitor"], (False, False, False))):
        fields = {"opportunity": dict.fromkeys(hidden, "hidden")}
        Role.objects.filter(name="只看自己").update(fields=fields)
        client.force_login(fresh(cast.seller))
        page = client.get(here).content.decode()
        assert tuple(word in page for word in ("凯阀", "88,000", "张三")) == seen
        with pytest.raises(FieldLocked):
            change_competitor(by=fresh(cast.seller), competitor=row, price="1万")
        asked = client.get(f"{here}loss/")
        assert (asked.status_code, "88,000" in asked.content.decode()) == (200, False)
    assert "凯阀" not in client.get(f"{here}loss/").content.decode()
    assert client.get(f"{here}competitors/").status_code == 403
    assert client.post(f"{here}competitors/{row.pk}/removal/").status_code == 403
    assert listed(deal) == [("凯阀", 8_800_000, "")]


def test_the_page_names_changes_and_takes_out(cast: Cast, client: Client) -> None:
    deal = open_opportunity(by=cast.seller, name="球阀", amount="10万")
    rival = create_party(by=cast.seller, name="凯阀有限公司", roles=["competitor"])
    client.force_login(cast.seller)
    here = f"/opportunities/{deal.pk}/competitors/"
    assert client.post(here, {"name": "凯阀", "price": "x"}).status_code == 422
    client.post(here, {"name": "凯阀", "price": "8.8万", "standing": "ahead", "weaknesses": "交期长"})
    row = deal.competitors.get()
    page = client.get(f"/opportunities/{deal.pk}/").content.decode()
    assert all(word in page for word in ("交期长", "¥88,000", rival.get_absolute_url()))
    assert "凯阀" in client.get(here).content.decode(), "offered while typing"
    assert "凯阀 · ¥88,000" in client.get(f"/opportunities/{deal.pk}/loss/").content.decode()
    client.post(f"{here}{row.pk}/", {"name": "凯阀", "price": "8.8万", "standing": "behind", "weaknesses": "交期长"})
    assert listed(deal) == [("凯阀", 8_800_000, "behind")]
    undo = client.post(f"{here}{row.pk}/removal/", HTTP_HX_REQUEST="true").headers["HX-Trigger"]
    assert listed(deal) == []
    client.post(undo.split('"undo": "')[1].split('"')[0])
    assert listed(deal) == [("凯阀", 8_800_000, "behind")]
    reason = LostReason.objects.get(key="lost.price")
    client.post(f"/opportunities/{deal.pk}/loss/", {"reason": reason.pk, "rival": "凯阀"})
    assert listed(deal) == [("凯阀", 8_800_000, "won")]


def test_files_bring_names_in(cast: Cast) -> None:
    rows = [
        draft({"deal_name": "球阀", "deal_competitor": "凯阀、远大；苏阀"}, 1),
        draft({"deal_name": "蝶阀", "deal_competitor": "凯阀", "deal_stage": "lost"}, 2),
        draft({"deal_name": "闸阀"}, 3),
    ]
    assert [one.outcome for one in write(cast.seller, rows, "b", Choices())] == ["created"] * 3
    found = {deal.name: (deal.competitor, listed(deal)) for deal in Opportunity.objects.all()}
    assert found == {
        "球阀": ("凯阀、远大、苏阀", [("凯阀", None, ""), ("远大", None, ""), ("苏阀", None, "")]),
        "蝶阀": ("凯阀", [("凯阀", None, "won")]),
        "闸阀": ("", []),
    }
    for wrong in ("阀" * 121, "、".join(f"第{number}家" for number in range(21))):
        with pytest.raises(RowRefused, match="顿号"):
            draft({"deal_name": "球阀", "deal_competitor": wrong}, 1)


def test_one_field_of_text_becomes_rows_without_loss() -> None:
    carried = import_module("tongxin.frontoffice.pipeline.migrations.0007_names_into_the_list")
    for text, price, state, rows in (
        ("凯阀", 8_800_000, "lost", [("凯阀", 8_800_000, "won", "")]),
        ("凯阀", None, "open", [("凯阀", None, "", "")]),
        ("凯阀、 远大;凯阀", 500, "lost", [("凯阀", 500, "won", "凯阀、 远大;凯阀"), ("远大", None, "", "")]),
        ("", 500, "lost", [("?", 500, "won", "")]),
        ("、", None, "open", [("?", None, "", "、")]),
    ):
        deal = SimpleNamespace(pk=1, competitor=text, competitor_price=price, state=state, currency="CNY")
        made = carried.rows_of(OpportunityCompetitor, deal)
        assert [(one.name, one.price, one.standing, one.note) for one in made] == rows
