"""What another price would mean, why a request goes its way and no other, and what the price makes of the region's margin."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast, fresh
from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.collab.access.models import Role
from tongxin.collab.approvals.models import Approval, HistoryEntry
from tongxin.collab.approvals.queries.reasons import ways_of
from tongxin.collab.approvals.queries.shown import course_of, hidden_facts
from tongxin.collab.people.models import Person
from tongxin.frontoffice.orders.actions import confirm_order, start_order
from tongxin.frontoffice.quotes.models import SpecialPrice
from tongxin.frontoffice.quotes.queries.cards import card_of
from tongxin.frontoffice.quotes.queries.trial import trial_of
from tongxin.frontoffice.quotes.tests.test_special_prices import asked
from tongxin.frontoffice.quotes.tests.test_thin_line import firm_of, valve_at


def told(person: Person, approval: Approval) -> dict[str, tuple[bool, tuple[tuple[str, str], ...]]]:
    course, _entries = course_of(approval)
    return {
        way.name: (way.is_taken, tuple(way.facts))
        for way in ways_of(approval, course, hidden_facts(person, approval, course))
    }


def hide_cost() -> None:
    Role.objects.filter(name="只看自己").update(fields={"product": {"cost": "hidden", "floor": "hidden"}})


def test_ways_not_taken_say_why_to_whom_may_know(cast: Cast) -> None:
    _one, approval = asked(cast, party=firm_of(cast), product=valve_at(cast, cost="2,000"))
    ways = told(cast.manager, approval)
    assert ways["85 到 90 折"] == (False, (("折扣（目录价的 %）", "90.38"),))
    assert ways["其余情况"][0]
    assert ways["毛利低于 5%，或金额超过一百万"] == (False, (("毛利率（%）", "51.91"), ("金额", "564000.00")))
    hide_cost()
    known = told(fresh(cast.seller), approval)
    assert ("85 到 90 折" in known, "其余情况" in known, "毛利低于 5%，或金额超过一百万" in known) == (
        True,
        True,
        False,
    )


def test_another_price_is_tried_and_nothing_changes(cast: Cast, client: Client) -> None:
    one, approval = asked(cast, party=firm_of(cast), product=valve_at(cast, cost="2,000"))
    before = (approval.facts, HistoryEntry.objects.count(), SpecialPrice.objects.get().minor)
    trial = trial_of(cast.manager, approval, Money(440_000, "CNY"))
    assert trial is not None
    assert (trial.amount, trial.given, trial.may_counter) == (Money(52_800_000, "CNY"), Money(9_600_000, "CNY"), True)
    assert f"{trial.margin:.1f}" == "48.6"
    assert trial.route is not None
    assert [step for step, _people in trial.route] == ["大区经理", "大区负责人", "产品与财务会签"]
    client.force_login(cast.manager)
    here = f"/special-prices/{one.pk}/trial/"
    shown = client.get(f"{here}?price=85折").content.decode()
    assert ("¥4,420" in shown, "按这个价还价" in shown, "48.9" in shown) == (True, True, True)
    assert client.get(f"{here}?price=x").status_code == 422
    assert (
        "4290"
        in client.get(reverse("approval_deed", args=[approval.pk, "counter"]), {"value_price": "4290"}).content.decode()
    )
    approval.refresh_from_db()
    assert (approval.facts, HistoryEntry.objects.count(), SpecialPrice.objects.get().minor) == before
    client.force_login(cast.south)
    assert client.get(f"{here}?price=4400").status_code == 404
    hide_cost()
    client.force_login(cast.seller)
    shown = client.get(f"{here}?price=4400").content.decode()
    assert ("¥528,000" in shown, "毛利" in shown, "会走到" in shown, "还价" in shown) == (True, False, False, False)


def test_the_margin_of_the_region_before_and_after(cast: Cast) -> None:
    valve, firm = valve_at(cast, cost="2,000"), firm_of(cast)
    _one, approval = asked(cast, party=firm, product=valve)
    card = card_of(cast.manager, approval)
    assert card is not None
    assert card.region is not None
    assert (card.region.name, card.region.before, f"{card.region.after:.1f}") == ("华东大区", None, "51.9")
    order = start_order(
        by=cast.seller,
        party=firm,
        lines=[{"product": valve, "quantity": 10}],
        wanted_on=now().date() + timedelta(days=30),
    )
    order = confirm_order(by=cast.seller, order=order)
    assert order.ordered_on == timezone.localdate(now())
    card = card_of(cast.manager, approval)
    assert card is not None
    assert card.region is not None
    assert card.region.before is not None
    net, cost = sum(line.net for line in order.lines.all()), 200_000 * order.lines.get().quantity
    assert round(card.region.before, 3) == round((net - cost) * 100 / net, 3)
    assert card.region.before > card.region.after
    # Whose scope does not open all orders of the region sees no figure of it, nor from whom the cost is hidden.
    kept = {role.pk: role.scopes for role in Role.objects.all()}
    for number, scopes in kept.items():
        Role.objects.filter(pk=number).update(scopes={**scopes, "order": {"read": "own", "write": "own"}})
    card = card_of(fresh(cast.manager), approval)
    assert card is not None
    assert card.region is None
    for number, scopes in kept.items():
        Role.objects.filter(pk=number).update(scopes=scopes)
    card = card_of(fresh(cast.manager), approval)
    assert card is not None
    assert card.region is not None
    Role.objects.update(fields={"product": {"cost": "hidden"}})
    card = card_of(fresh(cast.manager), approval)
    assert card is not None
    assert card.region is None
