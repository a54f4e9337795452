"""What was lost: why, to whom, and by how much dearer we were."""

from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.frontoffice.pipeline.actions import lose_opportunity, open_opportunity, win_opportunity
from tongxin.frontoffice.pipeline.models import LostReason
from tongxin.frontoffice.pipeline.queries.losses import loss_report


def test_losses_are_told_by_reason_and_competitor_with_how_much_dearer_we_were(cast: Cast, client: Client) -> None:
    price = LostReason.objects.get(key="lost.price")
    for amount, theirs in (("11万", "10万"), ("13万", "10万"), ("5万", "")):
        deal = open_opportunity(by=cast.seller, name="阀门", amount=amount)
        lose_opportunity(by=cast.seller, opportunity=deal, reason=price, competitor="凯阀", price=theirs)
    win_opportunity(by=cast.seller, opportunity=open_opportunity(by=cast.seller, name="阀门", amount="9万"))
    year = timezone.localdate(now()).year
    span = {
        "since": now().date().replace(year=year, month=1, day=1),
        "until": now().date().replace(year=year + 1, month=1, day=1),
    }
    report = loss_report(cast.manager, **span)
    assert report is not None
    assert (report.count, report.worth, report.won_share) == (3, Money(29_000_000, "CNY"), 25)
    assert [(one.number, one.share, one.dearer) for one in report.reasons] == [(3, 100, 20.0)]
    assert [one.name for one in report.competitors] == ["凯阀"]
    assert getattr(loss_report(cast.south, **span), "count", None) == 0
    client.force_login(cast.manager)
    page = client.get("/pipeline/lost/").content.decode()
    assert ("凯阀" in page, "¥290,000" in page, "20.0 %" in page) == (True, True, True)
    listed = client.get("/opportunities/?competitor=凯阀&state=lost").content.decode()
    assert listed.count("阀门") >= 3
