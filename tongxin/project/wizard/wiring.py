"""The card on Today by which a set-up that was left is taken up again."""

from typing import Any

from tongxin.base.registries import Panel, panels
from tongxin.collab.access.policies import can_administer
from tongxin.collab.org.queries import the_company
from tongxin.project.wizard.steps import DONE, NAMES, STEPS


def _resume(person: Any, record: Any) -> dict[str, Any] | None:  # Any: person and record types of the page; context
    """Where the set-up stands; nothing for those who can't go on with it, and once it is finished."""
    if not can_administer(person):
        return None
    company = the_company()
    if company is None or company.wizard_step == DONE or company.wizard_step not in NAMES:
        return None
    step = STEPS[NAMES.index(company.wizard_step)]
    return {"step": step, "address": f"setup-{step.name}", "done": NAMES.index(step.name), "total": len(STEPS)}


def join() -> None:
    """Register the card."""
    panels.register(
        "setup", Panel(subject="today", column="side", order=0, template="project/_resume.html", context=_resume)
    )
