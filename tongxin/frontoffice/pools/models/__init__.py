"""Pools: customers of nobody, the rules by which they come and go, and who holds what until when."""

from tongxin.frontoffice.pools.models.custody import Custody, CustodyQuerySet
from tongxin.frontoffice.pools.models.pool import MASKABLE, Pool, PoolQuerySet
from tongxin.frontoffice.pools.models.rules import Base, ClaimRule, HandOutRule, ReturnLine, ReturnRule
from tongxin.frontoffice.pools.models.stay import Look, Stay, StayQuerySet

__all__ = [
    "MASKABLE",
    "Base",
    "ClaimRule",
    "Custody",
    "CustodyQuerySet",
    "HandOutRule",
    "Look",
    "Pool",
    "PoolQuerySet",
    "ReturnLine",
    "ReturnRule",
    "Stay",
    "StayQuerySet",
]
