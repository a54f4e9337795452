"""What others may ask of this room."""

from tongxin.directory.ownership.queries.holdings import Holdings, holdings_of, people_to_hand_over, waiting
from tongxin.directory.ownership.queries.keys import keys_among

__all__ = ["Holdings", "holdings_of", "keys_among", "people_to_hand_over", "waiting"]
