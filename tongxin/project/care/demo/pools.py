"""The pool of the made-up firm: whoever nobody spoke with for long lies there, and rules say when the next ones follow."""

from datetime import datetime, timedelta

from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pipeline.models import Opportunity
from tongxin.frontoffice.pools.actions import LineDraft, bring_in, rederive, save_pool, save_return_rule
from tongxin.project.care.demo.firm import Firm

_IN_THE_POOL = 6
_CLAIMS = {
    "per_day": 5,
    "holding_limit": 200,
    "reclaim_days": 7,
    "fresh_hours": 0,
    "looks_per_day": 50,
    "masks": ["phones", "note"],
}
_REASONS = ("一年没有采购计划", "采购换人，联系不上", "暂时用别家的，明年再看", "转给更近的同事")


def fill_pool(firm: Firm, now: datetime) -> None:
    """A pool of the east: a few long-silent customers in it, and a rule that begins in two weeks."""
    keeper = firm.people["周启明"]
    pool = save_pool(by=firm.boss, name="华东公海", units=[firm.units["华东大区"]], keepers=[keeper], claims=_CLAIMS)
    sellers = [person for team in ("苏州", "杭州") for person in firm.sellers(team)]
    silent = Party.objects.customers().filter(owner__in=sellers, contact_order__lt=now - timedelta(days=60))
    silent = silent.exclude(pk__in=Opportunity.objects.open().values("party"))
    for place, party in enumerate(silent.order_by("contact_order", "pk")[:_IN_THE_POOL]):
        bring_in(by=keeper, pool=pool, parties=[party.pk], why=_REASONS[place % len(_REASONS)])
    lines = [
        LineDraft(base="followed", days=90, tiers=["A"]),
        LineDraft(base="followed", days=45),
    ]
    save_return_rule(
        by=firm.boss, pool=pool, lines=lines, grace_days=3, is_on=True, warn_days=5, most_protected=5, protected_days=30
    )
    rederive(parties=list(Party.objects.values_list("pk", flat=True)))
