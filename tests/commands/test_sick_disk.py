"""A disk that is full, or fails a write: whoever asks is told to try again, nothing is lost, and nobody need start anything anew."""

from tests.commands.terminal import Terminal

PLAY = """
import sys
import django
django.setup()
from tests.chaos.sick_disk import main
sys.exit(main(["enospc", "--times", "3"]) or main(["eio", "--times", "20", "--seed", "3"]))
"""


def test_nothing_acknowledged_is_lost(firm: Terminal) -> None:
    assert firm.program("-c", PLAY).count('"wrong": 0') == 2
