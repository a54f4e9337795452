"""Every door of the room, tried by someone who may, someone who may only look, and a stranger."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.collab.files.models import Attachment
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions import note_activity, plan_step
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.activities.queries import timeline
from tongxin.directory.activities.tests.firm import Firm
from tongxin.directory.parties.models import Party

PIECE = {"HX-Request": "true"}


def knock(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="tongxin.collab.people.models.PersonBackend")
    return client


@pytest.fixture
def activity(firm: Firm) -> Activity:
    return note_activity(by=firm.seller, party=firm.party, kind="visit", text="谈 2 号线", people=[firm.ma.pk])


@pytest.fixture
def step(firm: Firm) -> Step:
    return plan_step(by=firm.seller, party=firm.party, text="补报价单", due=timezone.localdate())


def said(response) -> dict:
    return json.loads(response["HX-Trigger"])


def test_a_guest_is_asked_to_sign_in_and_a_piece_says_so(firm, activity, step):
    places = ["/today/", "/quick-add/", "/activities/", activity.get_absolute_url(), step.get_absolute_url()]
    for place in places:
        assert Client().get(place)["Location"].startswith("/login/")
    assert Client().post("/quick-add/understood/", {"text": "x"}, headers=PIECE).status_code == 401


@pytest.mark.parametrize("path", ["", "?edit", "deletion/", "restoration/", "filing/"])
def test_what_one_may_not_see_does_not_exist(firm, activity, path):
    for person in (firm.south, firm.stranger):
        client = knock(person)
        url = activity.get_absolute_url() + path
        assert client.post(url, {"text": "x", "party": firm.party.pk}).status_code == 404
        assert client.get(url).status_code in (404, 405)
    assert Activity.objects.living().get().text == "谈 2 号线"


@pytest.mark.parametrize(
    "path", ["", "?edit", "completion/", "reopening/", "postponement/", "day/", "cancellation/", "filing/"]
)
def test_nor_do_the_steps_of_others(firm, step, path):
    for person in (firm.south, firm.stranger):
        client = knock(person)
        url = step.get_absolute_url() + path
        assert client.post(url, {"text": "x", "party": firm.party.pk}).status_code == 404
        assert client.get(url).status_code in (404, 405)
    assert Step.objects.get().version == 1


def test_who_may_only_look_changes_nothing(firm, activity, step):
    client, entries = knock(firm.clerk), Entry.objects.count()
    assert client.get(activity.get_absolute_url()).status_code == 200
    assert client.get(step.get_absolute_url()).status_code == 200
    paths = [activity.get_absolute_url() + path for path in ("", "deletion/", "filing/")]
    paths += [step.get_absolute_url() + path for path in ("", "completion/", "postponement/", "day/", "cancellation/")]
    for path in paths:
        assert client.post(path, {"text": "x", "kind": "note", "at": "2026-01-01T10:00"}).status_code == 403, path
    assert (Entry.objects.count(), Step.objects.get().version, Activity.objects.get().version) == (entries, 1, 1)


def test_the_customers_pieces_are_for_those_who_see_the_customer(firm, activity, step):
    for path in ("timeline/", "steps/"):
        url = f"/customers/{firm.party.pk}/{path}"
        for person in (firm.seller, firm.clerk):
            assert knock(person).get(url).status_code == 200
            assert knock(person).get(url, headers=PIECE).status_code == 200
        assert knock(firm.south).get(url).status_code == 404
    assert knock(firm.south).post(f"/customers/{firm.party.pk}/steps/", {"text": "x"}).status_code == 404
    planned = knock(firm.clerk).post(f"/customers/{firm.party.pk}/steps/", {"text": "我来问"}, headers=PIECE)
    assert (planned.status_code, Step.objects.filter(owner=firm.clerk).count()) == (200, 1)


def test_a_step_with_a_clock_time_needs_its_day(firm):
    answer = knock(firm.seller).post(
        f"/customers/{firm.party.pk}/steps/", {"text": "x", "clock": "15:00"}, headers=PIECE
    )
    assert answer.status_code == 422
    assert not Step.objects.exists()


def test_quick_add_saves_says_so_and_offers_the_way_back(firm):
    client = knock(firm.seller)
    answer = client.post("/quick-add/", {"text": "刚给张三打了电话", "place": "today"}, headers=PIECE)
    assert (answer.status_code, Activity.objects.get().kind) == (200, "call")
    toast = said(answer)["toast"]
    assert "张三" in toast["text"]
    assert "刚给张三" not in answer.content.decode()
    assert client.post(toast["undo"], headers=PIECE).status_code == 204
    assert not Activity.objects.living().exists()


def test_a_second_press_saves_nothing_new(firm):
    client = knock(firm.seller)
    for _press in range(3):
        client.post("/quick-add/", {"text": "刚给张三打了电话", "once": "abc"}, headers=PIECE)
    assert Activity.objects.count() == 1


def test_without_scripts_it_is_a_plain_form(firm):
    client = knock(firm.seller)
    assert client.get(f"/quick-add/?party={firm.party.pk}").status_code == 200
    answer = client.post("/quick-add/", {"text": "没有脚本", "party": firm.party.pk, "next": "//evil.example/"})
    assert answer["Location"] == firm.party.get_absolute_url()
    assert Activity.objects.get().party == firm.party
    back = client.post("/quick-add/", {"text": "没有脚本", "next": "/activities/"})
    assert back["Location"] == "/activities/"


def test_what_was_refused_is_still_in_the_form(firm):
    answer = knock(firm.seller).post("/quick-add/", {"text": "长" * 20_001}, headers=PIECE)
    assert answer.status_code == 422
    assert "长" * 20_001 in answer.content.decode()
    assert not Activity.objects.exists()


def test_nobody_notes_on_a_customer_they_do_not_see(firm):
    for person in (firm.south, firm.stranger):
        answer = knock(person).post("/quick-add/", {"text": "听说", "party": firm.party.pk}, headers=PIECE)
        assert answer.status_code == 404
    assert not Activity.objects.exists()


def test_photos_hang_on_what_happened(firm):
    photo = SimpleUploadedFile("阀门.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, content_type="image/png")
    answer = knock(firm.seller).post(
        "/quick-add/", {"text": "刚去现场看了", "party": firm.party.pk, "files": [photo]}, headers=PIECE
    )
    assert answer.status_code == 200
    [item] = timeline(firm.seller, firm.party, group="talk").items
    assert [one.file.name for one in item.files] == ["阀门.png"]
    url = f"/files/{Attachment.objects.get().pk}/"
    assert knock(firm.clerk).get(url).status_code == 200
    assert knock(firm.south).get(url).status_code == 404


def test_the_slots_are_shown_and_can_be_corrected(firm):
    client = knock(firm.seller)
    first = client.post("/quick-add/understood/", {"text": "明天下午3点拜访张三", "place": "today"}, headers=PIECE)
    assert "恒润精密" in first.content.decode()
    second = client.post(
        "/quick-add/understood/",
        {"text": "明天下午3点拜访张三", "place": "today", "kind": "call", "drop": f"person:{firm.zhang.pk}"},
        headers=PIECE,
    )
    shown = second.content.decode()
    assert 'name="kind" value="call"' in shown
    assert f'name="off" value="person:{firm.zhang.pk}"' in shown
    assert knock(firm.south).post("/quick-add/understood/", {"text": "拜访张三"}, headers=PIECE).status_code == 200


def test_what_was_typed_is_never_markup(firm):
    for text in ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>明天拜访张三'):
        client = knock(firm.seller)
        assert b"<script>alert" not in client.post("/quick-add/understood/", {"text": text}, headers=PIECE).content
        client.post("/quick-add/", {"text": text, "party": firm.party.pk})
    for url in ("/today/", "/activities/", firm.party.get_absolute_url()):
        page = client.get(url).content
        assert b"<script>alert" not in page
        assert b"<img src=x" not in page


def test_finishing_answers_the_row_and_the_way_back(firm, step):
    client = knock(firm.seller)
    answer = client.post(f"{step.get_absolute_url()}completion/", headers=PIECE)
    assert f'id="step-{step.pk}"' in answer.content.decode()
    assert client.post(said(answer)["toast"]["undo"], headers=PIECE).status_code == 204
    assert Step.objects.get().is_open


def test_somebody_was_faster(firm, step):
    knock(firm.boss).post(f"{step.get_absolute_url()}completion/")
    answer = knock(firm.seller).post(f"{step.get_absolute_url()}completion/", headers=PIECE)
    assert answer.status_code == 200
    assert Step.objects.get().done_by == firm.boss


def test_postponing_can_be_taken_back_to_the_minute(firm):
    at = now() + timedelta(hours=2)
    step = plan_step(by=firm.seller, party=firm.party, text="打电话", due=at)
    client = knock(firm.seller)
    answer = client.post(f"{step.get_absolute_url()}postponement/", {"days": "7"}, headers=PIECE)
    assert (Step.objects.get().due_at - at).days == 7
    client.post(said(answer)["toast"]["undo"], headers=PIECE)
    assert Step.objects.get().due_at == at
    for nonsense in ("-5", "9999999", "morgen", "٣"):
        assert (
            client.post(f"{step.get_absolute_url()}postponement/", {"days": nonsense}, headers=PIECE).status_code == 200
        )


def test_filing_goes_only_under_a_customer_one_sees(firm):
    note = note_activity(by=firm.south, party=None, kind="call", text="恒润精密来电")
    client = knock(firm.south)
    page = client.get(f"/activities/{note.pk}/filing/")
    assert page.status_code == 200
    assert "苏州恒润精密" not in page.content.decode()
    assert client.post(f"/activities/{note.pk}/filing/", {"party": firm.party.pk}).status_code == 404
    own = note_activity(by=firm.seller, party=None, kind="call", text="恒润精密来电")
    assert "苏州恒润精密" in knock(firm.seller).get(f"/activities/{own.pk}/filing/", headers=PIECE).content.decode()
    found = knock(firm.seller).get(f"/activities/{own.pk}/filing/?q=恒润", headers=PIECE).content.decode()
    assert "苏州恒润精密" in found
    knock(firm.seller).post(f"/activities/{own.pk}/filing/", {"party": firm.party.pk})
    assert Activity.objects.get(pk=own.pk).party == firm.party


def test_mending_an_activity_on_its_page(firm, activity):
    client = knock(firm.seller)
    form = {"text": "改过", "kind": "meeting", "at": f"{timezone.localtime(activity.at):%Y-%m-%dT%H:%M}"}
    form |= {"minutes": "30", "people": [firm.shen.pk], "was_text": "谈 2 号线"}
    assert client.post(activity.get_absolute_url(), form, headers=PIECE).status_code == 204
    mended = Activity.objects.get()
    assert (mended.text, mended.kind, mended.minutes, mended.names, mended.at) == (
        "改过",
        "meeting",
        30,
        ["沈丽"],
        activity.at,
    )
    conflict = client.post(activity.get_absolute_url(), {**form, "text": "又改"}, headers=PIECE)
    assert conflict.status_code == 422
    assert Activity.objects.get().text == "改过"


def test_the_list_filters_and_goes_on(firm):
    for number in range(90):
        note_activity(
            by=firm.seller, party=firm.party, kind="note", text=f"第{number}条", at=now() - timedelta(hours=number)
        )
    note_activity(by=firm.clerk, party=firm.party, kind="call", text="开票资料")
    client = knock(firm.seller)
    first = client.get("/activities/?whose=mine")
    assert len(first.context["rows"]) == 80
    second = client.get("/activities/" + first.context["page"]["next_url"])
    assert len(second.context["rows"]) == 10
    assert [row.record.text for row in client.get("/activities/?kind=call").context["rows"]] == ["开票资料"]
    assert [row.record.text for row in client.get("/activities/?q=开票").context["rows"]] == ["开票资料"]
    today = timezone.localdate()
    assert len(client.get(f"/activities/?from={today}&until={today}").context["rows"]) < 80
    assert client.get("/activities/?after=nonsense").status_code == 302
    assert client.get("/activities/?from=2026-13-99&kind=dance").status_code == 200
    assert len(knock(firm.south).get("/activities/").context["rows"]) == 0


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def fill(firm: Firm, rows: int) -> None:
    for number in range(rows):
        note_activity(by=firm.seller, party=firm.party, kind="visit", text=f"{rows}-{number}", people=[firm.ma.pk])
        note_activity(by=firm.seller, party=None, kind="visit", text=f"{rows}-{number}")
        plan_step(by=firm.seller, party=firm.party, text="做", due=now() + timedelta(minutes=1), people=[firm.ma.pk])
        plan_step(by=firm.seller, party=firm.party, text="做", due=timezone.localdate() + timedelta(days=2))


@pytest.mark.parametrize(("page", "most"), [("/today/", 30), ("/activities/", 20), ("timeline/", 22)])
def test_the_number_of_queries_does_not_grow_with_the_rows(firm, page, most):
    url = page if page.startswith("/") else f"/customers/{firm.party.pk}/{page}"
    client = knock(firm.seller)
    fill(firm, 2)
    few = queries_of(client, url)
    fill(firm, 6)
    assert queries_of(client, url) == few <= most


def test_what_is_today_and_what_is_not(firm, step):
    plan_step(by=firm.seller, party=firm.party, text="晚了的", due=timezone.localdate() - timedelta(days=3))
    plan_step(by=firm.seller, party=firm.party, text="下周的", due=timezone.localdate() + timedelta(days=4))
    plan_step(by=firm.boss, party=firm.party, text="别人的", due=timezone.localdate())
    page = knock(firm.seller).get("/today/")
    assert [one.text for one in page.context["agenda"].turn] == ["晚了的", "补报价单"]
    assert [one.text for _day, some in page.context["agenda"].coming for one in some] == ["下周的"]
    assert "别人的" not in page.content.decode()
    assert knock(firm.south).get("/today/").context["agenda"].turn == []
    Party.objects.filter(pk=firm.party.pk).update(deleted_at=now())
    assert knock(firm.seller).get("/today/").context["agenda"].turn == []


def test_a_promised_sum_is_shown_and_changed_where_the_step_is(firm):
    step = plan_step(by=firm.seller, text="收款", party=firm.party, amount=Money.of(50_000, "CNY"))
    client = knock(firm.seller)
    assert "¥5" in client.get(firm.party.get_absolute_url()).content.decode()
    form = {"text": "收款", "kind": step.kind, "owner": firm.seller.pk, "money": "6万8"}
    client.post(step.get_absolute_url(), form)
    step.refresh_from_db()
    assert step.money == Money.of(68_000, "CNY")
    answer = client.post(step.get_absolute_url(), {**form, "money": "很多"})
    step.refresh_from_db()
    assert answer.status_code == 422
    assert "很多" in answer.content.decode()
    assert step.money == Money.of(68_000, "CNY")


def test_the_sum_of_what_happened_is_mended_like_its_text(firm, activity):
    form = {"text": "谈 2 号线", "kind": "visit", "at": "2026-11-20T10:00", "money": "USD 1,200"}
    knock(firm.seller).post(activity.get_absolute_url(), form)
    activity.refresh_from_db()
    assert activity.money == Money.of(1_200, "USD")
    assert "$1,200" in knock(firm.seller).get(firm.party.get_absolute_url()).content.decode()
