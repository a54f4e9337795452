"""Who decides offers another price, as people say it."""

import pytest
from django.test import Client

from tests.cast import Cast
from tongxin.collab.approvals.actions import DeedRefused, answer
from tongxin.frontoffice.quotes.models import SpecialPrice
from tongxin.frontoffice.quotes.tests.test_special_prices import asked, firm_of, valve_at


def test_a_counter_price_is_an_amount_or_a_share_of_the_list_price(cast: Cast, client: Client) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    _one, approval = asked(cast, "4,500", party=firm, product=valve)
    for wrong in ("0", "-5", "120 %", "半天折", "-3 %", "100%"):
        with pytest.raises(DeedRefused):
            answer(by=cast.manager, approval=approval, deed="counter", values={"price": wrong}, reason="再高些")
    client.force_login(cast.manager)
    for said, minor in (("92 %", 460_000), ("9.2折", 460_000), ("九二折", 460_000), ("4,610", 461_000)):
        client.post(f"{approval.get_absolute_url()}deeds/counter/", {"value_price": said, "reason": "再高些"})
        client.force_login(cast.seller)
        page = client.get(approval.get_absolute_url()).content.decode()
        offered = "4,610" if minor == 461_000 else "4,784"
        assert page.index(f"{cast.manager.name}：再高些") < page.index(
            "目录价"
        )  # what to answer stands before all that is known
        assert offered in page.partition('value="accept"')[2].partition("</button>")[0]
        client.force_login(cast.manager)
        answer(by=cast.seller, approval=approval, deed="decline" if minor == 460_000 else "accept", reason="客户不收")
    assert SpecialPrice.objects.get().minor == 461_000
