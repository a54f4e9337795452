"""Whatever happens to roles, posts, units, shares, teams and owners, each sees exactly what a plain model of the rights says.

A few walks are made in every run; `bin/sec scopes --walks 2000 --steps 50` makes many.
"""

import os
from random import Random

import pytest
from django.db import transaction

from tests.cast import Cast
from tests.security.walking import Walk
from tongxin.collab.access.models import scoped

WALKS, STEPS, SEED = (int(one) for one in os.environ.get("TONGXIN_SEC_WALKS", "2,25,5").split(","))


def walked(cast: Cast, seed: int, steps: int = STEPS) -> list[str]:
    """What was wrong on one walk, and after which steps; everything is as before afterwards."""
    with transaction.atomic():
        chance = Random(seed)
        walk, done, wrong = Walk(cast, chance), [], []
        for step in range(steps):
            done.append(walk.step())
            people = sorted(walk.people) if step % 10 == 9 else [walk.one()]
            wrong = walk.wrong(people)
            if wrong:
                break
        transaction.set_rollback(True)
    return [f"seed {seed}: {done[-5:]}", *wrong] if wrong else []


def test_everybody_sees_what_the_rights_say_and_nothing_else(cast: Cast) -> None:
    wrong = [line for seed in range(SEED, SEED + WALKS) for line in walked(cast, seed)]
    assert wrong == []


@pytest.mark.alike
def test_the_list_shows_what_the_rights_open(cast: Cast) -> None:
    walk = Walk(cast, Random(7))
    for person in walk.people:
        assert walk.listed(person) == walk.plain.may(person, "read")


@pytest.mark.alike
def test_the_comparison_bites(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoped, "_shared", lambda scoping, reach, deed: scoped.Q(pk=None))
    assert any(walked(cast, seed) for seed in range(4, 9))
