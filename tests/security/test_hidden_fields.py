"""A hidden field is absent from every channel: for every field that can be hidden, at every door of the router.

Two firms are founded that differ only in what is hidden. Whoever may not see it knocks at every door of both, filters, sorts,
groups, searches and exports by it, and gets the same answers. `bin/sec fls --channels all` does it for each field alone, with
many more questions, and with fields that are empty in one of the firms.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cast import Cast
from tests.security.hidden.channels import channel_of
from tests.security.hidden.comparing import leaks
from tests.security.hidden.doors import SHORT, Ask, few_doors, lists, plain_asks, probes
from tests.security.hidden.firm import Firm, define_fields, unplanted
from tests.security.hidden.looking import read_whole, readings
from tests.security.hidden.planting import FIRST, words_of
from tongxin.base.registries import subject_kinds
from tongxin.base.web.routes import routes
from tongxin.collab.access.models import scoped


@pytest.fixture(autouse=True)
def own_store(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def every_door(firm: Firm) -> Iterator[Ask]:
    yield from plain_asks(firm, step=12)
    yield from lists()
    for one in firm.hidden:
        yield from list(probes(firm, one))[:SHORT]


def test_every_door_belongs_to_a_channel() -> None:
    missing = [route.pattern for route in routes() if not channel_of(route)]
    assert missing == [], "put each of these doors into tests/security/hidden/channels.py"


def test_every_field_that_can_be_hidden_is_planted(cast: Cast) -> None:
    define_fields(cast.boss)
    assert unplanted() == set()


def test_what_the_program_calls_a_record_by_is_not_offered_to_be_hidden() -> None:
    assert subject_kinds.get("party").always_seen == {"name", "short_name", "english_name", "kind"}


@pytest.mark.alike
def test_no_door_tells_of_what_is_hidden(db: None) -> None:
    assert leaks(None, every_door) == {}


def test_what_is_planted_is_seen_by_those_who_may_and_leaves_a_line_where_a_role_masks_it(db: None) -> None:
    """If it were not seen, nothing could leak, and the other tests would be worth nothing."""
    text, unnoted = read_whole(readings)
    assert {word for word in words_of(FIRST) if word not in text} == set()
    assert unnoted == {}, "say what these show whole: tongxin/collab/access/policies.py, say_whole"


@pytest.mark.alike
def test_the_comparison_bites(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """With field rights forgotten, page, list, board, exports, REST, timeline, memory and audit trail all tell."""
    monkeypatch.setattr(scoped, "_add_fields", lambda reach, roles: None)
    told = leaks(None, few_doors)
    assert len(told) >= 12, told
