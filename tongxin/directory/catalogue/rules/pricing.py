"""Finding a price: which list, which band, which agreement, and why. Pure: everything comes in as data, the day too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from tongxin.directory.catalogue.rules.saying import Reason, figure


class NoQuantity(ValueError):
    """A price is asked for nothing, or for less than nothing."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Who asks for how much (in the product's own unit), in which currency and on which day. Without `kinds` nobody in particular asks."""

    quantity: Decimal
    currency: str
    on: date
    kinds: frozenset[str] = frozenset()
    tier: str = ""
    region: str = ""
    channel: str = ""
    project: str = ""


@dataclass(frozen=True, kw_only=True)
class Item:
    """What of a product matters for its price."""

    is_withdrawn: bool = False
    sold_to: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A price list, and its bands for the product: (from which quantity on, price in minor units)."""

    number: int
    name: str
    currency: str
    tier: str = ""
    region: str = ""
    channel: str = ""
    from_on: date | None = None
    until_on: date | None = None
    is_taxed: bool = True
    bands: Sequence[tuple[Decimal, int]] = ()

    @property
    def rank(self) -> tuple[int, date, int]:
        """The more it names the more particular it is; among equals the one that began later, then the newer one."""
        named = sum(bool(one) for one in (self.tier, self.region, self.channel))
        return named, self.from_on or date.min, self.number


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """An agreed price of the customer for the product; `left` in its own unit."""

    number: int
    currency: str
    minor: int
    from_on: date
    until_on: date
    left: Decimal
    project: str = ""


@dataclass(frozen=True, kw_only=True)
class Priced:
    """The answer: `minor` is None where there is no price. `listed_minor` is what the most general list says, from which discounts count."""

    minor: int | None
    origin: Literal["", "list", "agreed"] = ""
    number: int = 0
    is_taxed: bool = True
    listed_minor: int | None = None
    tier_minor: int | None = None
    why: Sequence[Reason] = ()
    passed_over: Sequence[Reason] = ()


def price_of(asked: Asked, item: Item, lists: Sequence[Listed], agreed: Sequence[Agreed]) -> Priced:
    """The price that holds. An agreed price goes before lists, unless the list is lower. Raises NoQuantity."""
    if asked.quantity <= 0:
        raise NoQuantity
    if item.is_withdrawn:
        return Priced(minor=None, why=[Reason("withdrawn")])
    if item.sold_to and asked.kinds and not item.sold_to & asked.kinds:
        return Priced(minor=None, why=[Reason("not_sold")])
    fitting, passed = _fitting(asked, lists)
    best = fitting[0] if fitting else None
    passed += [Reason("wider", {"name": one.name}) for one, _band in fitting[1:]]
    suitable, refused = _suitable(asked, agreed)
    passed = refused + passed
    general = fitting[-1][1][1] if fitting else None
    by_tier = best[1][1] if best else None
    if suitable:
        chosen = suitable[0]
        passed += [Reason("agreed_wider")] * (len(suitable) - 1)
        if best is None or chosen.minor <= best[1][1]:
            return Priced(
                minor=chosen.minor, origin="agreed", number=chosen.number, is_taxed=best[0].is_taxed if best else True,
                listed_minor=general, tier_minor=by_tier, why=_why_agreed(chosen), passed_over=passed,
            )  # fmt: skip
        passed.append(Reason("agreed_dearer"))
    if best is None:
        return Priced(minor=None, why=[Reason("no_price")], passed_over=passed)
    listed, band = best
    return Priced(
        minor=band[1], origin="list", number=listed.number, is_taxed=listed.is_taxed, listed_minor=general,
        tier_minor=by_tier, why=_why_listed(listed, band), passed_over=passed,
    )  # fmt: skip


Fit = tuple[Listed, tuple[Decimal, int]]


def _fitting(asked: Asked, lists: Sequence[Listed]) -> tuple[list[Fit], list[Reason]]:
    """The lists that hold, the most particular first, each with its band; and why the others don't."""
    fitting: list[Fit] = []
    passed: list[Reason] = []
    for one in sorted(lists, key=lambda listed: listed.rank, reverse=True):
        reason = _misfit(asked, one)
        if reason is not None:
            passed.append(reason)
            continue
        reached = [band for band in one.bands if band[0] <= asked.quantity]
        fitting.append((one, max(reached)))
    return fitting, passed


def _misfit(asked: Asked, one: Listed) -> Reason | None:
    checks: tuple[tuple[bool, str, dict[str, str]], ...] = (
        (one.currency != asked.currency, "currency", {"currency": one.currency}),
        (one.from_on is not None and asked.on < one.from_on, "early", {"day": str(one.from_on)}),
        (one.until_on is not None and asked.on > one.until_on, "late", {"day": str(one.until_on)}),
        (bool(one.tier) and one.tier != asked.tier, "tier", {"tier": one.tier}),
        (bool(one.region) and one.region != asked.region, "region", {"region": one.region}),
        (bool(one.channel) and one.channel != asked.channel, "channel", {}),
        (not one.bands, "absent", {}),
    )
    for fails, code, told in checks:
        if fails:
            return Reason(code, {"name": one.name, **told})
    least = min(band[0] for band in one.bands)
    return Reason("too_few", {"name": one.name, "least": figure(least)}) if asked.quantity < least else None


def _suitable(asked: Asked, agreed: Sequence[Agreed]) -> tuple[list[Agreed], list[Reason]]:
    """The agreements that hold: for this very project first, then the lowest; and why the others don't."""
    suitable: list[Agreed] = []
    passed: list[Reason] = []
    for one in agreed:
        reason = _obstacle(asked, one)
        if reason is None:
            suitable.append(one)
        else:
            passed.append(reason)
    return sorted(suitable, key=lambda one: (not one.project, one.minor, one.number)), passed


def _obstacle(asked: Asked, one: Agreed) -> Reason | None:
    checks: tuple[tuple[bool, str, dict[str, Any]], ...] = (  # Any: words and figures
        (one.currency != asked.currency, "agreed_currency", {"currency": one.currency}),
        (bool(one.project) and one.project != asked.project, "agreed_other", {"project": one.project}),
        (asked.on < one.from_on, "agreed_early", {"day": str(one.from_on)}),
        (asked.on > one.until_on, "agreed_late", {"day": str(one.until_on)}),
        (one.left <= 0, "agreed_used_up", {"number": one.number}),
        (one.left < asked.quantity, "agreed_short", {"left": figure(one.left), "number": one.number}),
    )
    return next((Reason(code, told) for fails, code, told in checks if fails), None)


def _why_agreed(one: Agreed) -> list[Reason]:
    told = {"left": figure(one.left), "day": str(one.until_on)}
    return [Reason("agreed_project", {**told, "project": one.project}) if one.project else Reason("agreed", told)]


def _why_listed(one: Listed, band: tuple[Decimal, int]) -> list[Reason]:
    why = [Reason("list", {"name": one.name})]
    if one.tier:
        why.append(Reason("for_tier", {"tier": one.tier}))
    if one.region:
        why.append(Reason("for_region", {"region": one.region}))
    if one.channel:
        why.append(Reason("for_channel"))
    if band[0] > 0:
        why.append(Reason("band", {"least": figure(band[0])}))
    if one.until_on:
        why.append(Reason("until", {"day": str(one.until_on)}))
    return why
