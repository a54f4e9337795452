"""Opportunities as a list: found, filtered, added up, changed in the cell."""

from django.test import Client

from tests.cast import Cast
from tongxin.directory.parties.actions import create_party
from tongxin.frontoffice.pipeline.actions import open_opportunity, win_opportunity
from tongxin.frontoffice.pipeline.models import Opportunity


def test_the_list_shows_what_is_in_sight_and_only_that(cast: Cast, client: Client) -> None:
    firm = create_party(by=cast.seller, name="澄江水务")
    open_opportunity(by=cast.seller, name="蝶阀 60 台", party=firm, amount="86万", next_step="送样")
    won = open_opportunity(by=cast.seller, name="球阀 40 台", party=firm, amount="24万")
    win_opportunity(by=cast.seller, opportunity=won)
    client.force_login(cast.seller)
    page = client.get("/opportunities/").content.decode()
    assert "蝶阀 60 台" in page
    assert "球阀 40 台" in page
    assert "¥1,100,000" in page, "amounts are added up at the foot"
    still_open = client.get("/opportunities/?open=mine").content.decode()
    assert "蝶阀 60 台" in still_open
    assert "球阀 40 台" not in still_open
    assert "蝶阀 60 台" in client.get("/opportunities/?q=diefa").content.decode()
    answer = client.post(f"/lists/opportunity/cells/{won.pk}/source/", {"value": "展会", "was": ""})
    assert (answer.status_code, Opportunity.objects.get(pk=won.pk).source) == (200, "展会")
    client.force_login(cast.south)
    assert "蝶阀 60 台" not in client.get("/opportunities/").content.decode()
    assert Opportunity.objects.visible_to(cast.south).count() == 0
