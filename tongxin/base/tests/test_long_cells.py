"""What no cell of a workbook holds."""

from pathlib import Path

from python_calamine import load_workbook

from tongxin.base.sheets import LONGEST, Written, write_file

LONG = "阀" * (LONGEST + 1) + "门" * 8


def test_a_cell_that_is_too_long_says_how_much_is_missing(tmp_path: Path) -> None:
    rows = [["甲", LONG], ["乙", "短"], ["丙", "长" * LONGEST]]
    assert write_file(tmp_path / "a.xlsx", ["名称", "备注"], rows) == Written(3, 1)
    cells = [str(row[1]) for row in load_workbook(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()[1:]]
    assert cells[0].startswith("阀" * LONGEST + "…")
    assert " 9 " in cells[0]
    assert cells[1:] == ["短", "长" * LONGEST]


def test_other_files_hold_it_whole(tmp_path: Path) -> None:
    for name in ("a.csv", "a.json"):
        assert write_file(tmp_path / name, ["名称", "备注"], [["甲", LONG]]) == Written(1)
        assert LONG in (tmp_path / name).read_text(encoding="utf-8")
