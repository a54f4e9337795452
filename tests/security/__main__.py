"""Chooses what to try."""

import os
import sys

from tests.bugs import planting
from tests.security import api, companies, dsar, formulas, killing, longer, opening, parts, patterns, timing
from tests.security.hidden import at_length
from tests.security.inward import trial

KINDS = {
    "companies": companies.main,
    "dsar": dsar.main,
    "fls": at_length.main,
    "fuzz-formula": formulas.main,
    "kill-credentials": killing.main,
    "mutants": planting.main,
    "brute": longer.brute,
    "files": opening.main,
    "parts": parts.main,
    "redos": patterns.main,
    "scopes": longer.scopes,
    "ssrf": trial.main,
    "timing": timing.main,
    "unicode": longer.unicode,
    "tokens": longer.tokens,
    "api": api.main,
}


def main(argv: list[str]) -> int:
    """Run one kind of trial. Exit status 0 only when nothing was amiss."""
    chosen = KINDS.get(argv[0] if argv else "")
    if chosen is None:
        print(f"bin/sec KIND [options]; there is: {', '.join(KINDS)}", file=sys.stderr)
        return 2
    os.environ["TONGXIN_REQUESTS_PER_MINUTE"] = "off"  # trials knock as fast as they can
    return chosen(argv[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
