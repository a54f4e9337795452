"""The long form: every field hidden alone, with every question, against other values and against none. Run by `bin/sec fls`."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from tests.cast import assemble
from tests.security.hidden.comparing import leaks
from tests.security.hidden.doors import Ask, lists, plain_asks, probes
from tests.security.hidden.firm import Firm, define_fields
from tests.security.hidden.planting import NOTHING, SECOND, Hideable, hideable
from tests.security.world import build as build_south


def every_question(firm: Firm) -> Iterator[Ask]:
    """All doors, all lists, all probes."""
    yield from plain_asks(firm)
    yield from lists()
    for one in firm.hidden:
        yield from probes(firm, one)


def fields_of_the_firm() -> list[Hideable]:
    """As the firm of the tests has them; the environment may name a few."""
    with transaction.atomic():
        cast = assemble()
        define_fields(cast.boss)
        build_south(cast)
        found = hideable()
        transaction.set_rollback(True)
    chosen = os.environ.get("TONGXIN_SEC_FIELDS", "").split(",")
    return [one for one in found if chosen == [""] or one.key in chosen]


def test_every_field_alone(db: None, settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    told: dict[str, str] = {}
    for one in fields_of_the_firm():
        for second in (SECOND, NOTHING):
            found = leaks([one], every_question, second)
            print(f"{one} ({second}): {len(found)} leaks", flush=True)
            told |= {f"{one} ({second}) {ask}": why for ask, why in found.items()}
    for ask, why in told.items():
        print(ask, "\n   ", why)
    assert not told
