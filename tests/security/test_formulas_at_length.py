"""A short run of the long look at formulas: `bin/sec fuzz-formula -runs=1000000` is the long one."""

from tests.security import formulas
from tests.security.formulas import fuzzed
from tongxin.base.formulas.running import MOST_STEPS


def test_formulas_grown_and_bent_give_an_answer_or_say_what_is_wrong() -> None:
    found = fuzzed(2_000, seed=3)
    assert found.broken == []
    assert found.steps <= MOST_STEPS
    assert found.kinds["answered"] > 400


def test_what_breaks_is_counted(monkeypatch) -> None:
    monkeypatch.setattr(formulas, "read_formula", lambda source: 1 / 0)
    assert len(fuzzed(3, seed=3).broken) == 3
