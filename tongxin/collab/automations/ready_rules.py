"""Rules to begin with. They are offered where the kinds, fields and acts of which they speak are there."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop

from tongxin.base.lazy import LazyText
from tongxin.collab.automations.definition import Definition, Json, Step


class ReadyRule(NamedTuple):
    """A rule with its name and what it is good for. Texts of its acts are message ids, put into the reader's language when chosen."""

    name: LazyText
    why: LazyText
    kind: str
    said: Definition


def _all(*parts: Json) -> Json:
    return {"v": 1, "and": list(parts)}


def _act(act: str, **values: str) -> Step:
    return Step(act, values)


READY: dict[str, ReadyRule] = {
    "new_lead": ReadyRule(
        _("New customers are answered within an hour"),
        _("Whoever leads the owner hears when nobody has spoken with a new customer after one hour."),
        "party",
        Definition(
            hold_hours=1,
            filter=_all(
                {"field": "last_contact_at", "op": "empty"}, {"field": "created_at", "op": "last_n_days", "value": 3}
            ),
            acts=(_act("remind", who="above:owner", text=noop("Nobody has spoken with {record} yet")),),
        ),
    ),
    "silent_key": ReadyRule(
        _("Nobody forgets an A customer"),
        _("The owner gets a task when there was no contact with an A customer for 60 days."),
        "party",
        Definition(
            filter=_all(
                {"field": "tier", "op": "eq", "value": "A"}, {"field": "silent", "op": "older_than_days", "value": 60}
            ),
            acts=(_act("task", who="field:owner", text=noop("Get in touch with {record} again"), days="3"),),
        ),
    ),
    "no_step": ReadyRule(
        _("Every customer has a next step"),
        _("The owner is reminded when a customer has been without a next step for a week."),
        "party",
        Definition(
            hold_hours=7 * 24,
            filter=_all({"field": "next_at", "op": "empty"}, {"field": "owner", "op": "filled"}),
            acts=(_act("remind", who="field:owner", text=noop("What comes next with {record}?")),),
        ),
    ),
    "lost": ReadyRule(
        _("Why was it lost?"),
        _(
            "Whoever leads the owner hears at once when an opportunity is lost, and the owner writes down what was learnt."
        ),
        "opportunity",
        Definition(
            occasion="opportunity.lost",
            acts=(
                _act("remind", who="above:owner", text=noop("{record} was lost")),
                _act("task", who="field:owner", text=noop("Write down what we learn from {record}"), days="2"),
            ),
        ),
    ),
    "stuck": ReadyRule(
        _("Opportunities do not lie about"),
        _("The owner gets a task when an opportunity has stayed in one stage for 30 days."),
        "opportunity",
        Definition(
            filter=_all(
                {"field": "state", "op": "eq", "value": "open"},
                {"field": "stage_since", "op": "older_than_days", "value": 30},
            ),
            acts=(_act("task", who="field:owner", text=noop("Move {record} on, or end it"), days="3"),),
        ),
    ),
    "won": ReadyRule(
        _("A won opportunity is handed on"),
        _("The owner gets a task to hand on what was promised, the day after an opportunity is won."),
        "opportunity",
        Definition(
            occasion="opportunity.won",
            acts=(_act("task", who="field:owner", text=noop("Hand on what was promised: {record}"), days="1"),),
        ),
    ),
}
