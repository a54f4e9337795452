"""This room's piece of a customer's page."""

from typing import Any

from tongxin.directory.ownership.forms import KeyForm, MemberForm
from tongxin.directory.ownership.policies import can_mark_key
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries.around import around

Context = dict[str, Any]  # Any: template context


def team_panel(person: Any, party: Party, *, forms: bool = False) -> Context | None:  # Any: person type of the doors
    """Who works on the customer in which part, and whether it stays with its owner; with the `forms` to change both."""
    known = around(person, party)
    members, may_change, may_mark = known.team, known.may_change, can_mark_key(person, party)
    mark = getattr(party, "key_mark", None)  # came with the record
    if not (members or mark or may_change or may_mark):
        return None
    return {
        "party": party,
        "members": members,
        "mark": mark,
        "may_change": may_change,
        "may_mark": may_mark,
        "member_form": MemberForm(auto_id="member_%s") if forms else None,
        "key_form": KeyForm(auto_id="key_%s") if forms else None,
    }
