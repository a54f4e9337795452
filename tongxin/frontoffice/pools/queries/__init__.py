"""What others may ask of this room."""

from tongxin.frontoffice.pools.queries.covering import Covering, covering, members_of
from tongxin.frontoffice.pools.queries.limits import Room, room_left
from tongxin.frontoffice.pools.queries.origins import not_kept_yet

__all__ = ["Covering", "Room", "covering", "members_of", "not_kept_yet", "room_left"]
