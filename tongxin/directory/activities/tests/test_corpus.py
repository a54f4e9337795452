"""How much quick add understands of 304 sentences, of which half were kept out of tuning; and that nothing said is ever lost."""

import os

import pytest

from tests.cast import Cast
from tests.recall import Recalled
from tongxin.base.clock import replaying
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions import write_down
from tongxin.directory.activities.tests.corpus.firm import found_corpus_firm
from tongxin.directory.activities.tests.corpus.reading import MONDAY, lines, score

pytestmark = pytest.mark.alike
SOME = int(
    os.environ.get("CORPUS_SOME", "3")
)  # each so-many-th sentence is written down, or read by whoever learnt nothing; how all are read is counted
LEAST = {"tuning": 0.96, "heldout": 0.93}


_recalled = Recalled(found_corpus_firm)


@pytest.fixture
def seller(cast: Cast) -> Person:
    return _recalled(cast)


def test_there_are_sentences_enough_and_none_twice():
    halves = [lines(name) for name in LEAST]
    assert len(halves[0]) == len(halves[1])
    assert len({line.text for half in halves for line in half}) >= 300


@pytest.mark.parametrize("half", LEAST)
def test_most_slots_are_right(seller, half):
    found = score(lines(half), seller)
    print(f"\n{half}: {found.right} right, {found.missing} missing, {found.extra} too many: {found.share:.1%}")
    assert found.share >= LEAST[half]


def test_a_reader_that_learnt_nothing_would_be_seen(seller, monkeypatch):
    monkeypatch.setattr("tongxin.directory.activities.sentence.reader.find_facts", lambda text, folded, today: [])
    assert score(lines("heldout")[::SOME], seller).share < LEAST["heldout"]


def test_nothing_that_was_said_is_lost(seller):
    with replaying(MONDAY):
        for line in [*lines("tuning"), *lines("heldout")][::SOME]:
            written = write_down(by=seller, text=line.text)
            kept = written.activity.text if written.activity else f"{written.step.text} {written.step.due}"
            words = line.text if written.activity else written.step.text
            assert words in kept or set(words) <= set(kept), line.text
            if written.activity is None:
                gone = [sign for sign in line.text if sign not in written.step.text]
                assert not gone or written.step.due_on, line.text
