"""Say whether the journal is still what was sealed: `tongxin journal verify`."""

import argparse
import json
from dataclasses import asdict

import django

_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """For people or for programs."""
    parser.add_argument("deed", choices=["verify"], help="look at every seal and every entry")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Look at everything, change nothing. 0 when nothing was changed, taken out or slipped in."""
    django.setup()
    from tongxin.collab.journal.queries.verifying import verified

    told = verified()
    if arguments.json:
        print(json.dumps({**asdict(told), "is_whole": told.is_whole}))
        return 0 if told.is_whole else 1
    print(f"{told.sealed} entries sealed, of {told.erased} the law took words away; {told.unsealed} not sealed yet")
    if told.chain:
        print(f"newest seal {told.chain}; compare it with the one in the log that you keep elsewhere")
    named = {
        "changed": told.changed,
        "gone": told.gone,
        "slipped in": told.slipped_in,
        "broken seals": told.broken_seals,
    }
    for name, numbers in named.items():
        if numbers:
            print(f"{name}: {len(numbers)}, the first {', '.join(map(str, numbers[:_SHOWN]))}")
    print("the journal is what was sealed" if told.is_whole else "the journal is not what was sealed")
    return 0 if told.is_whole else 1
