"""What the frame of every page calls its own, no page calls so too: behaviour finds it by its name."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2] / "tongxin"
FRAME = ROOT / "base" / "ui" / "templates" / "ui"
NAMED = re.compile(r'\sid="([\w-]+)"')


def test_no_page_takes_a_name_of_the_frame() -> None:
    own = {name for path in FRAME.rglob("*.html") for name in NAMED.findall(path.read_text())}
    assert {"toasts", "ui-words"} <= own
    pages = [path for path in ROOT.rglob("templates/**/*.html") if FRAME not in path.parents]
    taken = {(path.name, name) for path in pages for name in NAMED.findall(path.read_text()) if name in own}
    assert taken == set()
