"""This room's piece of a customer's page."""

from typing import Any

from tongxin.directory.ownership.forms import KeyForm, MemberForm
from tongxin.directory.ownership.models import KeyCustomer
from tongxin.directory.ownership.policies import can_mark_key
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.policies import can_change

Context = dict[str, Any]  # Any: template context


def team_panel(
    person: Any, party: Party, *, form: MemberForm | None = None
) -> Context | None:  # Any: person type of the doors
    """Who works on the customer in which part, and whether it stays with its owner."""
    members = list(party.team_members.select_related("person").order_by("joined_at", "id"))
    may_change, may_mark = can_change(person, party), can_mark_key(person, party)
    mark = KeyCustomer.objects.filter(party=party).select_related("marked_by").first()
    if not (members or mark or may_change or may_mark):
        return None
    return {
        "party": party,
        "members": members,
        "mark": mark,
        "may_change": may_change,
        "may_mark": may_mark,
        "member_form": form or MemberForm(auto_id="member_%s"),
        "key_form": KeyForm(auto_id="key_%s"),
        "is_open": form is not None,
    }
