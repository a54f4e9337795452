"""`import`, `undo-import` and `export` at a terminal."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.terminal import ROOT, Terminal

LEDGER = "单位名称,联系人,手机,城市\n苏州恒润精密机械有限公司,张三,13800138000,苏州\n澄江水务集团,沈丽,1390013900,江阴\n,,,\n,,13700137000,\n"
KEYS = {"id", "file", "rows", "created", "updated", "unchanged", "merged", "rejected", "warnings", "mapping", "seconds"}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "客户台账.csv"
    path.write_text(LEDGER)
    return path


def test_a_file_comes_in_with_the_report_that_the_contract_promises(
    terminal: Terminal, ledger: Path, tmp_path: Path
) -> None:
    terminal.found_firm()
    report = terminal.told("import", str(ledger))
    assert set(report) == KEYS
    assert (report["file"], report["rows"], report["created"]) == ("客户台账.csv", 3, 2)
    assert [(one["row"], one["column"], one["value"]) for one in report["rejected"]] == [
        (3, "手机", "1390013900"),
        (5, "单位名称", ""),
    ]
    assert all(set(one) == {"row", "column", "value", "reason"} for one in report["rejected"])
    assert all(set(one) == {"column", "field", "confidence"} for one in report["mapping"])
    assert "2 created" not in terminal.done("import", str(ledger))
    made = tmp_path / "客户.json"
    assert terminal.told("export", "customers", str(made))["rows"] == 2
    assert {row["名称"] for row in json.loads(made.read_text())} == {"苏州恒润精密机械有限公司", "澄江水务集团"}
    undone = terminal.told("undo-import", str(report["id"]))
    assert (undone["deleted"], undone["kept"]) == (2, [])
    assert terminal.told("export", "customers", str(tmp_path / "客户.xlsx"))["rows"] == 0


def test_a_rehearsal_changes_nothing(terminal: Terminal, ledger: Path, tmp_path: Path) -> None:
    terminal.found_firm()
    report = terminal.told("import", str(ledger), "--dry-run")
    assert set(report) == KEYS
    assert (report["id"], report["rows"], report["created"]) == (None, 3, 2)
    assert terminal.told("export", "customers", str(tmp_path / "客户.csv"))["rows"] == 0
    assert terminal.told("import", str(ledger))["created"] == 2


def test_what_can_not_be_done_is_said_in_one_sentence(terminal: Terminal, ledger: Path, tmp_path: Path) -> None:
    terminal.found_firm()
    empty = tmp_path / "空.csv"
    empty.write_bytes(b"")
    told = {
        "空.csv": ("import", str(empty)),
        "gibt-es-nicht.csv": ("import", str(tmp_path / "gibt-es-nicht.csv")),
        "nobody": ("import", str(ledger), "--as", "niemand@x.example"),
        "customers": ("import", str(ledger), "--target", "wishes"),
        "7": ("undo-import", "7"),
        ".xlsx": ("export", "customers", str(tmp_path / "x.pdf")),
        "x.csv": ("export", "customers", str(tmp_path / "no folder" / "x.csv")),
    }
    said = terminal.all_refused(*told.values())
    assert [(word, line) for word, line in zip(told, said, strict=True) if word not in line] == []


MEASURED = """
import sys
from tongxin.project.cli import main
status = main(sys.argv[1:])
# Not ru_maxrss: that one remembers the process from which this one was forked.
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")), file=sys.stderr)
sys.exit(status)
"""


def peak(terminal: Terminal, path: Path, count: int) -> int:
    """The most memory that an import of so many rows held, in KB. None is lost between the process that begins and the one that reads ahead."""
    command = [sys.executable, "-c", MEASURED, "import", "--data", str(terminal.data), str(path), "--json"]
    ended = subprocess.run(command, capture_output=True, text=True, env=terminal.environment(), cwd=ROOT)
    assert ended.returncode == 0, ended.stderr
    report = json.loads(ended.stdout)
    assert (report["rows"], report["created"]) == (count, count)
    return int(ended.stderr.splitlines()[-1])


@pytest.mark.slow
def test_memory_stays_flat_however_many_rows_there_are(terminal: Terminal, tmp_path: Path) -> None:
    """400 MB are promised for 100,000 rows; eight times the rows may take a little more than one eighth of them, never eight times."""
    terminal.found_firm()
    few, many = tmp_path / "少.csv", tmp_path / "多.csv"
    for path, start, count in ((few, 0, 1_000), (many, 100_000, 8_000)):
        lines = (f"恒信{n}号机械有限公司,张{n},138{n:08d},苏州,第{n}号备注\n" for n in range(start, start + count))
        path.write_text("单位名称,联系人,手机,城市,备注\n" + "".join(lines))
    little, much = peak(terminal, few, 1_000), peak(terminal, many, 8_000)
    assert much < 400 * 1024
    assert much - little < 60 * 1024, f"{little} KB grew to {much} KB"
