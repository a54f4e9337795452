"""Tells lower floors that the room exists."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.events import react_to, react_to_many
from tongxin.base.registries import ImportTarget, Panel, Place, import_targets, panels, places
from tongxin.base.registries.whereabouts import Whereabouts, whereabouts
from tongxin.collab.access.policies import can_administer
from tongxin.directory.doubles.events import MergeUndone, PartiesMerged
from tongxin.directory.ownership.events import CustomerKept
from tongxin.directory.parties.events import PartyAssigned
from tongxin.frontoffice.pipeline.events import OpportunitiesImported
from tongxin.frontoffice.pools.actions import importing
from tongxin.frontoffice.pools.panels import CUSTOMER, today_panel
from tongxin.frontoffice.pools.policies import has_pools
from tongxin.frontoffice.pools.queries.elsewhere import lying_in_pools
from tongxin.frontoffice.pools.reactions import (
    CONTRACTS,
    DEALS,
    MATTERS,
    ORDERS,
    PLACES,
    when_assigned,
    when_contracts_changed,
    when_customers_changed,
    when_deals_changed,
    when_deals_imported,
    when_let_go,
    when_merged,
    when_orders_changed,
    when_parted,
    when_people_moved,
)
from tongxin.frontoffice.pools.sentences import register_sentences
from tongxin.frontoffice.pools.traces import register_traces


def join() -> None:
    """Reactions, places, panels, sentences."""
    register_traces()
    react_to(PartiesMerged, when_merged)
    react_to(MergeUndone, when_parted)
    react_to_many((PartyAssigned,), when_assigned)
    react_to_many(MATTERS, when_customers_changed)
    react_to_many(DEALS, when_deals_changed)
    react_to_many(ORDERS, when_orders_changed)
    react_to_many(CONTRACTS, when_contracts_changed)
    react_to(OpportunitiesImported, when_deals_imported)
    react_to(CustomerKept, when_let_go)
    react_to_many(PLACES, when_people_moved)
    _register_places()
    _register_panels()
    import_targets.register(
        "pooled",
        ImportTarget(
            key="pooled",
            label=_("Customers for a pool"),
            order=30,
            fields=importing.fields,
            draft=importing.draft,
            prepare=importing.prepare,
            check=importing.check,
            write=importing.write,
            undo=importing.undo,
        ),
    )
    whereabouts.register("pools", Whereabouts(subject="party", tell=lying_in_pools))
    register_sentences()


def _register_places() -> None:
    places.register(
        "pools",
        Place(
            title=_("Public pool"),
            icon="hand",
            url_name="pools",
            ring="know",
            order=25,
            hotkey="g p",
            words="公海 领取 pool claim",
            allowed=has_pools,
        ),
    )
    places.register(
        "pool-settings",
        Place(
            title=_("Public pools"),
            icon="hand",
            url_name="pool_settings",
            ring="settings",
            order=45,
            in_menu=False,
            words="公海 规则 退回 pool rules",
            allowed=can_administer,
        ),
    )


def _register_panels() -> None:
    panels.register("party.pool", CUSTOMER)
    panels.register(
        "today.pool", Panel(subject="today", column="side", order=30, template="pools/_today.html", context=today_panel)
    )
