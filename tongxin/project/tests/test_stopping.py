"""Who is asked to stop while it starts stops when it has started: in between, threads would be left that nobody ends."""

import subprocess
import sys

ASKED = """
import os, signal
from tongxin.project.processes import Stop
stop = Stop()
os.kill(os.getpid(), signal.{name})
print("starting")
try:
    stop.is_possible()
except KeyboardInterrupt:
    os.kill(os.getpid(), signal.SIGTERM)
    print("stopping")
"""
LATER = """
import os, signal
from tongxin.project.processes import Stop
Stop().is_possible()
try:
    os.kill(os.getpid(), signal.{name})
except KeyboardInterrupt:
    print("stopping")
"""

# Exceptions raised by what runs while a process splits are printed and lost.
SPLITTING = """
import os, signal, time
from tongxin.project.processes import serve_in_processes
parent = os.getpid()
os.register_at_fork(after_in_parent=lambda: os.kill(parent, signal.{name}))
serve_in_processes([lambda stop: (stop.is_possible(), time.sleep(60))])
print("stopped")
"""


def said(program: str) -> list[str]:
    return [
        subprocess.run([sys.executable, "-c", program.format(name=name)], capture_output=True, text=True).stdout
        for name in ("SIGTERM", "SIGINT")
    ]


def test_a_stop_that_comes_too_early_is_kept() -> None:
    assert said(ASKED) == ["starting\nstopping\n"] * 2


def test_a_stop_that_comes_later_is_heard_at_once() -> None:
    assert said(LATER) == ["stopping\n"] * 2


def test_a_stop_that_comes_while_a_process_splits_is_heard() -> None:
    assert (
        said("import django\nfrom django.conf import settings\nsettings.configure()\n" + SPLITTING) == ["stopped\n"] * 2
    )
