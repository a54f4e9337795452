"""The pages: dropping, looking, deciding, watching, mending, taking back; and who may knock."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.cast import Cast, fresh
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.jobs.models import Job
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.tests.bringing import LEDGER, bring_in, csv_bytes, drop

ROWS = [
    ("苏州恒润精密机械有限公司", "张三", "13800138000", "苏州", ""),
    ("澄江水务集团", "沈丽", "1390013900", "江阴", ""),
]


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def upload(client: Client, *files: tuple[str, bytes], **more: str):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(reverse("new_import"), {"files": sent, **more})


def form_of(of: Import, **changed: str) -> dict[str, str]:
    """What the page's form sends when nothing or little is changed."""
    fields = {f"column-{at}": entry["field"] for at, entry in enumerate(of.mapping)}
    return {"revision": str(of.revision), "existing": "fill", "likely": "create", **fields, **changed}


def test_from_drop_to_report_and_back(cast: Cast) -> None:
    client = signed_in(cast.boss)
    page = upload(client, ("客户台账.csv", csv_bytes(LEDGER, ROWS)))
    of = Import.objects.get()
    assert page.status_code == 302
    assert page["Location"] == reverse("import", args=[of.pk])
    shown = client.get(page["Location"]).content.decode()
    assert "单位名称" in shown
    assert "能直接进来" in shown
    assert not Party.objects.exists()
    assert client.post(reverse("import_runs", args=[of.pk]), form_of(of)).status_code == 302
    assert "job-ended" in client.get(page["Location"]).content.decode()
    work_off()
    report = client.get(page["Location"]).content.decode()
    assert "1390013900" in report
    assert "撤回这次导入" in report
    assert Party.objects.filter(name="澄江水务集团").exists()
    records = client.get(reverse("import_records", args=[of.pk])).content.decode()
    assert "苏州恒润精密机械有限公司" in records
    client.post(reverse("import_undoing", args=[of.pk]))
    work_off()
    assert not Party.objects.exists()
    assert "已撤回" in client.get(page["Location"]).content.decode()


def test_many_files_at_once_and_one_bad_one_does_not_stop_the_others(cast: Cast) -> None:
    client = signed_in(cast.boss)
    good = csv_bytes(LEDGER, ROWS)
    page = upload(client, ("一.csv", good), ("空.csv", b""), ("二.csv", good + "三厂,,,,\n".encode()))
    shown = page.content.decode()
    assert page.status_code == 200
    assert Import.objects.count() == 2
    assert "空.csv" in shown
    assert "文件是空的" in shown


def test_a_file_that_can_not_be_read_leaves_nothing_behind(cast: Cast, settings, tmp_path) -> None:
    page = upload(signed_in(cast.boss), ("坏.xlsx", b"PK\x03\x04" + b"\x00" * 50))
    assert page.status_code == 422
    assert "坏.xlsx" in page.content.decode()
    assert not Import.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_no_file_at_all_is_said(cast: Cast) -> None:
    assert signed_in(cast.boss).post(reverse("new_import")).status_code == 422


def test_the_set_up_gets_the_drop_alone(cast: Cast) -> None:
    client = signed_in(cast.boss)
    piece = client.get(reverse("new_import"), {"from": "setup"}).content.decode()
    assert 'name="files"' in piece
    assert "<html" not in piece
    assert "<html" in client.get(reverse("new_import")).content.decode()
    page = upload(client, ("客户台账.csv", csv_bytes(LEDGER, ROWS)), **{"from": "setup"})
    assert page["Location"].endswith("?from=setup")
    assert reverse("setup") in client.get(page["Location"]).content.decode()


def test_columns_can_be_put_right_and_left_out(cast: Cast) -> None:
    client = signed_in(cast.boss)
    of = drop(cast.boss, csv_bytes(("神秘", "单位名称"), [("泵业", "恒润精密机械厂")]))
    client.post(reverse("import_mapping", args=[of.pk]), form_of(of, **{"column-0": "industry", "existing": "skip"}))
    of.refresh_from_db()
    assert [entry["field"] for entry in of.mapping] == ["industry", "name"]
    assert of.choices["existing"] == "skip"
    client.post(reverse("import_runs", args=[of.pk]), form_of(of, **{"column-0": ""}))
    work_off()
    assert Party.objects.get().industry == ""


def test_decisions_from_an_outdated_window_are_refused_and_kept_on_the_page(cast: Cast) -> None:
    client = signed_in(cast.boss)
    of = drop(cast.boss, csv_bytes(("神秘", "单位名称"), [("泵业", "恒润精密机械厂")]))
    sent = form_of(of, **{"column-0": "industry"})
    client.post(reverse("import_mapping", args=[of.pk]), form_of(of))
    page = client.post(reverse("import_runs", args=[of.pk]), sent)
    assert page.status_code == 422
    assert "别的窗口" in page.content.decode()
    assert '<option value="industry" selected>' in page.content.decode()
    assert not Party.objects.exists()
    assert Import.objects.get().state == Import.State.CHECKED


def test_a_made_up_field_is_refused(cast: Cast) -> None:
    of = drop(cast.boss, csv_bytes(LEDGER, ROWS))
    page = signed_in(cast.boss).post(reverse("import_mapping", args=[of.pk]), form_of(of, **{"column-0": "created_by"}))
    assert page.status_code == 422
    assert Import.objects.get().mapping == of.mapping


def test_the_file_can_be_read_in_another_way(cast: Cast) -> None:
    client = signed_in(cast.boss)
    of = drop(cast.boss, csv_bytes(LEDGER, ROWS, "gb18030"))
    again = {"encoding": "gb18030", "separator": ",", "header_row": "1", "target": "contacts"}
    assert client.post(reverse("import_reading", args=[of.pk]), again).status_code == 302
    of.refresh_from_db()
    assert (of.target, of.header_row, of.mapping[0]["column"]) == ("contacts", 1, "单位名称")
    wrong = client.post(reverse("import_reading", args=[of.pk]), {**again, "encoding": "klingon"})
    assert wrong.status_code == 422
    assert "klingon" in wrong.content.decode()
    assert Import.objects.get().encoding == "gb18030"
    assert client.post(reverse("import_reading", args=[of.pk]), {**again, "header_row": "第一行"}).status_code == 422


def test_the_rows_to_mend_come_back_as_a_file_and_fill_in_what_was_left_out(cast: Cast) -> None:
    client = signed_in(cast.boss)
    of = bring_in(
        cast.boss,
        csv_bytes(LEDGER, [ROWS[0], ("澄江水务集团", "", "1390013900", "江阴", ""), ("=1+1厂", "", "abc", "", "")]),
    )
    answer = client.get(reverse("import_mending", args=[of.pk]))
    content = b"".join(answer.streaming_content)
    table = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert table[0] == ["要改的地方", "原文件的行", *LEDGER]
    assert [row[1:4] for row in table[1:]] == [["3", "澄江水务集团", ""], ["4", "=1+1厂", ""]]
    assert table[1][0].startswith("手机: ")
    mended = csv_bytes(table[0], [[*row[:4], "13900139001", *row[5:]] for row in table[1:]])
    again = bring_in(cast.boss, mended, "改好.csv")
    assert (again.created, again.updated, again.rejected) == (0, 2, 0)
    assert Party.objects.filter(points__value="+8613900139001", name="澄江水务集团").exists()


def test_another_sheet_of_the_file_is_an_import_of_its_own(cast: Cast) -> None:
    client = signed_in(cast.boss)
    of = drop(
        cast.boss, book({"客户表": [LEDGER, *ROWS], "联系人": [("姓名", "手机"), ("刘洋", "13100131000")]}), "台账.xlsx"
    )
    assert of.sheet == "客户表"
    client.post(reverse("import_reading", args=[of.pk]), {"sheet": "联系人"})
    of.refresh_from_db()
    assert (of.sheet, of.target) == ("联系人", "contacts")
    client.post(reverse("import_runs", args=[of.pk]), form_of(of))
    work_off()
    page = client.post(reverse("import_sheets", args=[of.pk]), {"sheet": "客户表"})
    other = Import.objects.exclude(pk=of.pk).get()
    assert page["Location"] == reverse("import", args=[other.pk])
    assert (other.sheet, other.target) == ("客户表", "customers")


def book(sheets: dict[str, list[tuple[str, ...]]]) -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as made:
        for name, rows in sheets.items():
            page = made.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return content.getvalue()


def test_a_second_press_of_the_button_does_nothing(cast: Cast) -> None:
    client = signed_in(cast.boss)
    of = drop(cast.boss, csv_bytes(LEDGER, ROWS))
    sent = form_of(of, once="0b9c1d2e-aaaa-bbbb-cccc-1234567890ab")
    first = client.post(reverse("import_runs", args=[of.pk]), sent)
    second = client.post(reverse("import_runs", args=[of.pk]), sent)
    assert first.status_code == second.status_code == 302
    work_off()
    assert Job.objects.filter(name="imports.run").count() == 1


def test_a_file_of_which_nothing_came_in_can_be_discarded(cast: Cast, tmp_path) -> None:
    of = drop(cast.boss, csv_bytes(LEDGER, ROWS))
    with_files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(with_files) == 1
    client = signed_in(cast.boss)
    assert client.post(reverse("import_removal", args=[of.pk])).status_code == 302
    assert not Import.objects.exists()
    other = bring_in(cast.boss, csv_bytes(LEDGER, ROWS))
    assert client.post(reverse("import_removal", args=[other.pk])).status_code == 403
    assert Import.objects.filter(pk=other.pk).exists()


def test_nothing_of_an_import_by_a_colleague_of_another_region_is_shown(cast: Cast) -> None:
    create_party(by=cast.south, name="珠江阀门有限公司", note="秘密")
    of = drop(fresh(cast.seller), csv_bytes(("客户名称",), [("珠江阀门有限公司",)]))
    shown = signed_in(cast.seller).get(reverse("import", args=[of.pk])).content.decode()
    assert "华南大区" in shown
    assert "秘密" not in shown


DOORS = ("import", "import_preview", "import_records", "import_file", "import_mending")
DEEDS = ("import_mapping", "import_reading", "import_sheets", "import_runs", "import_undoing", "import_removal")


@pytest.mark.parametrize("door", [*DOORS, *DEEDS])
def test_an_import_is_open_to_its_starter_and_to_administrators_alone(cast: Cast, door: str) -> None:
    of = bring_in(fresh(cast.colleague), csv_bytes(LEDGER, ROWS))
    address = reverse(door, args=[of.pk])

    def knock(client: Client) -> int:
        return client.post(address).status_code if door in DEEDS else client.get(address).status_code

    assert knock(signed_in(cast.colleague)) in (200, 302, 403, 422)
    if door in DOORS:
        assert knock(signed_in(cast.boss)) == 200
    for person in (cast.seller, cast.manager, cast.south, cast.clerk):
        assert knock(signed_in(person)) == 404
    assert knock(signed_in(cast.stranger)) == 403
    assert knock(Client()) == 302


@pytest.mark.parametrize("door", DEEDS)
def test_deeds_are_never_done_by_looking(cast: Cast, door: str) -> None:
    of = drop(cast.boss, csv_bytes(LEDGER, ROWS))
    assert signed_in(cast.boss).get(reverse(door, args=[of.pk])).status_code == 405


def test_whoever_may_only_look_can_not_drop(cast: Cast) -> None:
    page = upload(signed_in(cast.clerk), ("客户台账.csv", csv_bytes(LEDGER, ROWS)))
    assert page.status_code == 422
    assert not Import.objects.exists()
    assert upload(signed_in(cast.stranger), ("x.csv", b"a,b\n1,2\n")).status_code == 403


def test_the_list_names_the_file_and_what_became_of_it(cast: Cast) -> None:
    bring_in(cast.boss, csv_bytes(LEDGER, ROWS), "台账<b>.csv")
    shown = signed_in(cast.boss).get(reverse("imports")).content.decode()
    assert "台账&lt;b&gt;.csv" in shown
    assert "已导入" in shown
    assert "台账" not in signed_in(cast.colleague).get(reverse("imports")).content.decode()


def test_a_wrong_page_address_begins_at_the_first_page(cast: Cast) -> None:
    of = bring_in(cast.boss, csv_bytes(LEDGER, ROWS))
    client = signed_in(cast.boss)
    for address in (reverse("imports"), reverse("import", args=[of.pk]), reverse("import_records", args=[of.pk])):
        assert client.get(address, {"page": "%00nonsense"}).status_code == 200
    assert client.get(reverse("import_records", args=[of.pk]), {"what": "secrets"}).status_code == 404
