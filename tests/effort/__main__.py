"""Serve the made-up firm with one more customer, and let the measuring tool work in it: python -m tests.effort TOOL [its options]."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser.program import served
from tests.browser.visitor import CHROMIUM
from tests.commands.terminal import PASSWORD, Terminal

SCENARIOS = Path(__file__).parent / "tongxin.toml"
SELLER = "liwei@hengxin.example"
# A customer as the seller calls it.
CUSTOMER = "客户名称,简称,城市,联系人,手机\n苏州恒润精密机械有限公司,恒润,苏州,马志远,13951234567\n"
# One name and number a run, so that each run adds somebody new.
PEOPLE = {
    "person": ["王建国", "李晓梅", "张永强", "刘志明", "陈国华"],
    "mobile": [f"1381234600{number}" for number in range(1, 6)],
    "other": ["赵立新", "孙桂芳", "周建平", "吴海燕", "郑小军"],
    "number": [f"1381234700{number}" for number in range(1, 6)],
    "firm": ["青石泵业", "江平仪表", "远山阀门", "长风机电", "东来化工"],
    "firm_number": [f"1381234800{number}" for number in range(1, 6)],
}


def main(tool: str, options: list[str]) -> int:
    """The figures end up where `--out` says, else in build/effort."""
    with tempfile.TemporaryDirectory(prefix="tongxin-effort-") as place:
        folder = Path(place)
        terminal = Terminal(folder / "data")
        terminal.done("demo", "--password-stdin", typed=f"{PASSWORD}\n")
        (folder / "客户.csv").write_text(CUSTOMER)
        terminal.done("import", str(folder / "客户.csv"), "--as", SELLER)
        with served(terminal.data) as program:
            text = SCENARIOS.read_text().replace("http://127.0.0.1:8000", program.address)
            (folder / SCENARIOS.name).write_text(text)
            (folder / "vars.json").write_text(json.dumps({"email": SELLER, "password": PASSWORD, **PEOPLE}))
            out = [] if "--out" in options else ["--out", "build/effort"]
            browser = ["--browser", CHROMIUM or shutil.which("chromium") or "chromium"]
            return subprocess.call([sys.executable, tool, str(folder / SCENARIOS.name), *browser, *out, *options])


sys.exit(main(sys.argv[1], sys.argv[2:]))
