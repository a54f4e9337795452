"""What others may ask of this room."""

from tongxin.frontoffice.pools.queries.covering import Covering, covering, members_of
from tongxin.frontoffice.pools.queries.finding import ORDERS, Wish, found_in
from tongxin.frontoffice.pools.queries.limits import Room, room_left, rule_of
from tongxin.frontoffice.pools.queries.shown import Glimpse, glimpses

__all__ = [
    "ORDERS",
    "Covering",
    "Glimpse",
    "Room",
    "Wish",
    "covering",
    "found_in",
    "glimpses",
    "members_of",
    "room_left",
    "rule_of",
]
