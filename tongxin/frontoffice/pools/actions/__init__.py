"""The verbs about pools."""

from tongxin.frontoffice.pools.actions.claiming import (
    HandsFull,
    NotClaimable,
    NotInYourPool,
    claim,
    hand_out,
)
from tongxin.frontoffice.pools.actions.coming_back import return_due, warn_owners
from tongxin.frontoffice.pools.actions.dealing import hand_out_by_rule
from tongxin.frontoffice.pools.actions.deriving import (
    begin_grace,
    end_stays,
    follow_all_deals,
    follow_sales,
    rederive,
    rederive_all,
    rederive_moved,
)
from tongxin.frontoffice.pools.actions.following import follow_merge, settle_parted
from tongxin.frontoffice.pools.actions.looking import LooksUsedUp, look_at, mark_invalid
from tongxin.frontoffice.pools.actions.moving import CannotRelease, NotYourPool, TooLate, bring_in, release, take_back
from tongxin.frontoffice.pools.actions.protecting import NoProtection, NotYourCustomer, end_protection, protect
from tongxin.frontoffice.pools.actions.saving import (
    ChangedMeanwhile,
    LineDraft,
    NotAdministrator,
    PoolNameTaken,
    UnfitRule,
    follow_people_later,
    save_claim_rule,
    save_hand_out_rule,
    save_pool,
    save_return_rule,
)
from tongxin.frontoffice.pools.actions.trying import begin_trial, carry_trial_out

__all__ = [
    "CannotRelease",
    "ChangedMeanwhile",
    "HandsFull",
    "LineDraft",
    "LooksUsedUp",
    "NoProtection",
    "NotAdministrator",
    "NotClaimable",
    "NotInYourPool",
    "NotYourCustomer",
    "NotYourPool",
    "PoolNameTaken",
    "TooLate",
    "UnfitRule",
    "begin_grace",
    "begin_trial",
    "bring_in",
    "carry_trial_out",
    "claim",
    "end_protection",
    "end_stays",
    "follow_all_deals",
    "follow_merge",
    "follow_people_later",
    "follow_sales",
    "hand_out",
    "hand_out_by_rule",
    "look_at",
    "mark_invalid",
    "protect",
    "rederive",
    "rederive_all",
    "rederive_moved",
    "release",
    "return_due",
    "save_claim_rule",
    "save_hand_out_rule",
    "save_pool",
    "save_return_rule",
    "settle_parted",
    "take_back",
    "warn_owners",
]
