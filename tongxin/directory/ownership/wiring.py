"""Tells lower floors that the room exists."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.events import react_to, react_to_many
from tongxin.base.registries import Panel, Place, panels, places
from tongxin.base.registries.approval_kinds import approver_sources
from tongxin.collab.org.events import CompanySetUp
from tongxin.collab.people.events import PersonDeactivated
from tongxin.directory.doubles.events import PartiesMerged
from tongxin.directory.ownership.actions import guard_key_customers
from tongxin.directory.ownership.approving import register_kinds
from tongxin.directory.ownership.held import register_held
from tongxin.directory.ownership.panels import team_panel
from tongxin.directory.ownership.policies import can_hand_over_anybody
from tongxin.directory.ownership.reactions import when_company_set_up, when_parties_merged, when_somebody_left
from tongxin.directory.ownership.sentences import register_sentences
from tongxin.directory.ownership.traces import register_traces
from tongxin.directory.parties.events import PartyAssigned
from tongxin.directory.parties.models import Party


def _owner(kind: str, number: int) -> list[int]:
    """Who owns a customer, for flows that ask the owner."""
    return list(Party.objects.filter(pk=number, owner__isnull=False).values_list("owner_id", flat=True))


def join() -> None:
    """Reactions, places, panels, sentences."""
    register_traces()
    register_kinds()
    register_held()
    approver_sources.register("party.owner", _owner)
    react_to_many((PartyAssigned,), guard_key_customers)
    react_to(CompanySetUp, when_company_set_up)
    react_to(PersonDeactivated, when_somebody_left)
    react_to(PartiesMerged, when_parties_merged)
    places.register(
        "hand-overs",
        Place(
            title=_("Hand-over"),
            icon="swap",
            url_name="hand_overs",
            ring="settings",
            order=35,
            in_menu=False,
            words="交接 移交 离职 hand over leave",
            allowed=can_hand_over_anybody,
        ),
    )
    panels.register(
        "party.team",
        Panel(
            subject="party",
            column="side",
            order=20,
            template="ownership/_team.html",
            context=team_panel,
            beside=("key_mark__marked_by",),
        ),
    )
    register_sentences()
