"""Say what is configured, and what is missing."""

import argparse
import json
from typing import Any

import django


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """For people or for programs."""
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Look at everything, change nothing. 0 when Tongxin can be used."""
    django.setup()
    from tongxin.base.clock import now
    from tongxin.project.care.findings import examine

    state = examine(now())
    if arguments.json:
        print(json.dumps(state, ensure_ascii=False))
    else:
        print("\n".join(_lines(state)))
    return 0 if state["is_usable"] else 1


def _lines(state: dict[str, Any]) -> list[str]:  # Any: JSON values
    base, jobs, data = state["database"], state.get("queue"), state["data"]
    lines = [
        f"Tongxin {state['program']['version']}, Python {state['program']['python']}",
        f"database   {base['kind']} {base.get('version', '')} at {base.get('place', '?')}".rstrip(),
        f"journal    {base['reason']}" if base.get("reason") else "",
        f"schema     {_schema(base)}",
        f"data       {data['place']}, {data['free'] // 1024**2:,} MB free",
        f"secret key {state['secret_key']['from']} {state['secret_key'].get('mode', '')}".rstrip(),
        _queue_line(jobs) if jobs else "",
        _scanner_line(state["virus_scanner"]),
        f"languages  {state['languages']['catalogues']} catalogues",
        "optional   "
        + ", ".join(_optional(what, entry) for what, entry in state["optional"].items())
        + " – nothing needs them yet; .venv/bin/pip install NAME adds one",
    ]
    lines += [f"problem    {text}" for text in state["problems"]]
    lines += [f"note       {text}" for text in state["notes"]]
    return [line for line in lines if line] + ["usable" if state["is_usable"] else "not usable"]


def _schema(base: dict[str, Any]) -> str:  # Any: as above
    pending = base.get("pending")
    return "unknown" if pending is None else "up to date" if not pending else f"waiting: {', '.join(pending)}"


def _queue_line(jobs: dict[str, Any]) -> str:  # Any: as above
    oldest = f", oldest {jobs['oldest_seconds']} s" if jobs["oldest_seconds"] is not None else ""
    return f"queue      {jobs['waiting']} waiting{oldest}, {jobs['running']} running, {jobs['failed']} failed"


def _scanner_line(scanner: dict[str, Any]) -> str:  # Any: as above
    if scanner["place"] is None:
        return ""
    return f"scanner    clamd at {scanner['place']}: {scanner.get('version', 'no answer')}"


def _optional(what: str, entry: dict[str, Any]) -> str:  # Any: as above
    if entry["is_present"]:
        return f"{what}: {entry['package']}"
    return f"{what}: no {entry['package']}"
