"""The closed schema of a flow's description: which keys each node may have, and what may stand there."""

from collections.abc import Callable, Mapping
from typing import Any

Check = Callable[[Any], bool]  # Any: a JSON value
LONGEST_NAME = 60
MOST_NODES = 200
DEEDS = (
    "agree", "refuse", "return", "counter", "transfer", "consult", "add_before", "add_after", "add_beside", "take_back",
)  # fmt: skip


def text(value: Any) -> bool:  # Any: a JSON value
    """A text that is not empty and not too long."""
    return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST_NAME


def sentence(value: Any) -> bool:  # Any: as above
    """A formula or a longer text."""
    return isinstance(value, str) and len(value) <= 2000


def key(value: Any) -> bool:  # Any: as above
    """A name for programs."""
    return text(value) and value.isidentifier() and value.isascii()


def truth(value: Any) -> bool:  # Any: as above
    """Yes or no."""
    return isinstance(value, bool)


def whole(least: int, most: int) -> Check:
    """A whole number within bounds."""
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def one_of(*words: str) -> Check:
    """One of these words."""
    return lambda value: isinstance(value, str) and value in words


def numbers(value: Any) -> bool:  # Any: as above
    """Numbers of records."""
    return isinstance(value, list) and len(value) <= 100 and all(map(whole(1, 10**18), value))


def words(value: Any) -> bool:  # Any: as above
    """Words from a list."""
    return isinstance(value, list) and all(one_of(*DEEDS)(one) for one in value)


def weights(value: Any) -> bool:  # Any: as above
    """How much each person's voice weighs, by the person's number."""
    return isinstance(value, dict) and all(k.isdigit() and whole(1, 1000)(v) for k, v in value.items())


def rights(value: Any) -> bool:  # Any: as above
    """What a step's people may do with each field."""
    return isinstance(value, dict) and all(
        key(k) and v in ("hidden", "read", "write", "must") for k, v in value.items()
    )


def anything(value: Any) -> bool:  # Any: as above
    """Checked elsewhere."""
    return True


def mapping(value: Any) -> bool:  # Any: as above
    """An object."""
    return isinstance(value, dict)


MINUTES = whole(0, 60 * 24 * 365)
TOP: Mapping[str, tuple[Check, bool]] = {
    "v": (lambda value: value == 1, True),
    "line": (anything, True),
    "form": (anything, False),
    "repeat": (one_of("every", "consecutive", "first"), False),
    "withdraw": (one_of("until_end", "until_first"), False),
    "chase": (whole(1, 60 * 24 * 30), False),
    "attach": (one_of("may", "must"), False),
}
COMMON: Mapping[str, tuple[Check, bool]] = {"type": (anything, True), "key": (key, True), "name": (text, True)}
STEP: Mapping[str, tuple[Check, bool]] = {
    "who": (anything, True),
    "how": (one_of("all", "any", "in_order", "share", "claim"), False),
    "share": (whole(1, 100), False),
    "weights": (weights, False),
    "veto": (numbers, False),
    "waits_for_all": (truth, False),
    "empty": (one_of("pass", "refuse", "administrator", "person"), False),
    "empty_person": (whole(1, 10**18), False),
    "own": (one_of("self", "skip", "superior", "head"), False),
    "refuse": (text, False),
    "minutes": (MINUTES, False),
    "late": (one_of("remind", "agree", "refuse", "superior"), False),
    "deeds": (words, False),
    "agree_needs_reason": (truth, False),
    "fields": (rights, False),
    "batch": (truth, False),
    "attach": (truth, False),
    "sign": (truth, False),
}
NODES: Mapping[str, Mapping[str, tuple[Check, bool]]] = {
    "step": STEP,
    "do": STEP,
    "fork": {"mode": (one_of("first", "all", "every"), True), "arms": (anything, True)},
    "notice": {"who": (anything, True)},
    "wait": {"minutes": (MINUTES, False), "until": (key, False)},
    "act": {"act": (text, True), "data": (mapping, False)},
    "judge": {"outcome": (one_of("agree", "refuse"), True)},
    "subflow": {"flow": (text, True), "waits": (truth, False), "refused": (one_of("refuse", "go_on"), False)},
    "route": {"when": (sentence, True), "to": (key, True), "most": (whole(1, 20), False)},
}
ARM: Mapping[str, tuple[Check, bool]] = {"name": (text, True), "when": (sentence, False), "line": (anything, True)}
FIELD: Mapping[str, tuple[Check, bool]] = {
    "key": (key, True),
    "label": (text, True),
    "type": (one_of("text", "long", "number", "date", "choice", "person"), True),
    "required": (truth, False),
    "carry": (truth, False),
    "choices": (lambda value: isinstance(value, list) and all(map(text, value)), False),
}
SOURCES: Mapping[str, Mapping[str, tuple[Check, bool]]] = {
    "people": {"people": (numbers, True)},
    "role": {"role": (text, True)},
    "post": {"title": (text, True), "near": (truth, False)},
    "head": {"up": (whole(0, 10), False), "unit": (whole(1, 10**18), False)},
    "superior": {"up": (whole(1, 20), False)},
    "superiors": {"levels": (whole(1, 20), True)},
    "region_head": {"up": (whole(0, 10), False)},
    "owner": {},
    "field": {"field": (key, True)},
    "chosen": {"least": (whole(1, 20), False), "most": (whole(1, 20), False), "among": (numbers, False)},
    "previous": {},
    "administrators": {},
    "initiator": {},
}
