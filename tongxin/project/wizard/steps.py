"""The order of the steps, and what the header shows of them."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from tongxin.base.lazy import LazyText

COMPANY, SELLING, COLLEAGUES, FIRST, DONE = "company", "selling", "colleagues", "first", "done"


class Step(NamedTuple):
    """One step: its name, what the header calls it, and how many minutes remain when it begins."""

    name: str
    title: LazyText
    minutes: int


STEPS = [
    Step(COMPANY, _("Company"), 5),
    Step(SELLING, _("How you sell · import"), 4),
    Step(COLLEAGUES, _("Your colleagues"), 2),
    Step(FIRST, _("Your first entry"), 1),
]
NAMES = [step.name for step in STEPS]


def header(current: str) -> dict[str, Any]:  # Any: template context
    """What `project/_steps.html` needs."""
    place = NAMES.index(current)
    return {
        "steps": [
            {"number": number + 1, "title": step.title, "is_done": number < place, "is_now": number == place}
            for number, step in enumerate(STEPS)
        ],
        "minutes": STEPS[place].minutes,
        "step": current,
    }


def is_further(step: str, than: str) -> bool:
    """Whether a step comes after another one; finished is after all of them."""
    order = [*NAMES, DONE]
    return order.index(step) > order.index(than) if step in order and than in order else step in order
