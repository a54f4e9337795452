"""A deal in one sentence."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import Cast
from tongxin.base.money import Money
from tongxin.directory.parties.actions import create_party
from tongxin.frontoffice.pipeline.actions import open_said
from tongxin.frontoffice.pipeline.models import Opportunity

MONDAY = datetime(2026, 11, 16, 2, tzinfo=UTC)


def test_the_sentence_of_the_seed_becomes_a_deal(cast: Cast) -> None:
    firm = create_party(by=cast.seller, name="苏州恒润精密机械有限公司", short_name="恒润")
    deal = open_said(by=cast.seller, text="恒润 2 号线 报价 68.6 万 下周三前", now=MONDAY)
    assert (deal.party, deal.worth, deal.name) == (firm, Money(68_600_000, "CNY"), "2 号线 报价")
    assert deal.next_step is not None
    assert (deal.next_step.due_on, "报价" in deal.next_step.text) == (date(2026, 11, 25), True)


@pytest.mark.parametrize(
    ("text", "name", "amount"),
    [
        ("阀门改造", "阀门改造", None),
        ("澄江 蝶阀60台 24万", "澄江 蝶阀60台", 24_000_000),
        ("valve job $5,000", "valve job", 500_000),
    ],
)
def test_what_is_not_known_stays_in_the_name(cast: Cast, text: str, name: str, amount: int | None) -> None:
    deal = open_said(by=cast.seller, text=text, now=MONDAY)
    assert (deal.name, deal.amount, deal.party) == (name, amount, None)


def test_it_is_typed_on_the_board(cast: Cast, client: Client) -> None:
    with pytest.raises(ValidationError):
        open_said(by=cast.seller, text=" ")
    client.force_login(cast.seller)
    assert "下周三" in client.get("/pipeline/").content.decode()
    answer = client.post("/opportunities/quick/", {"text": "2 号线 68.6 万"})
    assert answer["Location"] == Opportunity.objects.get().get_absolute_url()
    assert client.post("/opportunities/quick/", {"text": ""}).status_code == 302
    heard = [
        client.post("/quick-add/understood/", {"text": text}).content.decode() for text in ("2 号线 68.6 万", "拜访")
    ]
    assert ["记成商机" in one for one in heard] == [True, False]
    firm = create_party(by=cast.seller, name="苏州恒润精密机械有限公司")
    piece = {"HX-Request": "true"}
    said = client.post("/opportunities/quick/", {"text": "二期 3 万", "party": firm.pk, "then": "open"}, headers=piece)
    assert said["HX-Redirect"] == Opportunity.objects.get(party=firm).get_absolute_url()
    assert "/opportunities/new/" in client.post("/opportunities/quick/", {"text": ""}, headers=piece)["HX-Redirect"]
    client.force_login(cast.clerk)
    assert client.post("/opportunities/quick/", {"text": "x"}).status_code == 403
