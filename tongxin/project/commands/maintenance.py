"""Let pages be read and nothing be changed for a while, jobs included, or close the house; `off` opens it again."""

import argparse

import django


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """On or off, how long, how strict."""
    parser.add_argument("switch", choices=("on", "off", "state"))
    parser.add_argument(
        "--minutes", type=int, default=10, help="how long it is thought to last; people are told (default 10)"
    )
    parser.add_argument("--closed", action="store_true", help="show nothing but the notice")


def run(arguments: argparse.Namespace) -> int:
    """Write it down for whoever serves."""
    django.setup()
    from tongxin.base.clock import now
    from tongxin.project.maintenance import Maintenance, begin, end

    if arguments.switch == "on":
        begin(now=now(), minutes=arguments.minutes, is_readable=not arguments.closed)
    elif arguments.switch == "off":
        end()
    pause = Maintenance.under_way()
    if pause is None:
        print("open")
    else:
        print(
            f"{'pages can be read' if pause.is_readable else 'closed'} until about {pause.until.isoformat(timespec='minutes')}"
        )
    return 0
