"""From seeing a need to the order: opened, moved, won, counted."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import Cast
from tongxin.base.money import Money
from tongxin.directory.activities.queries.timeline import timeline
from tongxin.directory.parties.actions import create_party
from tongxin.frontoffice.pipeline.actions import NotOpen, move_opportunity, open_opportunity, win_opportunity
from tongxin.frontoffice.pipeline.models import Opportunity, Pipeline
from tongxin.frontoffice.pipeline.queries import lanes_of, stage_sums


def test_a_deal_goes_from_stage_to_stage_and_is_won(cast: Cast) -> None:
    firm = create_party(by=cast.seller, name="苏州恒润精密机械有限公司")
    deal = open_opportunity(by=cast.seller, name="2 号线阀门改造", party=firm, amount="68.6万", next_step="送样")
    pipeline = Pipeline.objects.get(key="project")
    need, solution = list(pipeline.stages.order_by("place"))[:2]
    assert (deal.stage, deal.probability, deal.next_step.text) == (need, 10, "送样")
    assert stage_sums(cast.seller, pipeline)[need.pk].amounts == [Money(68_600_000, "CNY")]
    move_opportunity(by=cast.seller, opportunity=deal, stage=solution)
    lanes = lanes_of(cast.seller, pipeline)
    assert [(lane.sum.count, [one.name for one in lane.cards]) for lane in lanes[:2]] == [
        (0, []),
        (1, ["2 号线阀门改造"]),
    ]
    assert lanes[1].sum.weighted == [Money(20_580_000, "CNY")]
    won = win_opportunity(by=cast.seller, opportunity=deal, amount="65 万")
    assert (won.state, won.amount) == ("won", 65_000_000)
    with pytest.raises(NotOpen):
        win_opportunity(by=cast.seller, opportunity=deal)
    assert stage_sums(cast.seller, pipeline) == {}
    said = [item.sentence for item in timeline(cast.seller, firm, group=None, cursor="", size=30).items]
    assert "won 2 号线阀门改造: ¥650,000" in said or "赢下 2 号线阀门改造：¥650,000" in said


def test_what_cannot_be_is_refused_in_words(cast: Cast) -> None:
    for bad in (
        {"amount": "-5"},
        {"probability": 101},
        {"name": " "},
        {"amount": "5 USD 3 EUR"},
        {"expected_on": "soon"},
    ):
        with pytest.raises(ValidationError):
            open_opportunity(by=cast.seller, **{"name": "x", **bad})
    assert Opportunity.objects.count() == 0


def test_the_board_opens_and_moves_a_card(cast: Cast, client: Client) -> None:
    firm = create_party(by=cast.seller, name="澄江水务")
    deal = open_opportunity(by=cast.seller, name="蝶阀 60 台", party=firm, amount=Money(86_000_000, "CNY"))
    client.force_login(cast.seller)
    page = client.get("/pipeline/")
    assert "蝶阀 60 台" in page.content.decode()
    solution = deal.pipeline.stages.get(key="project.solution")
    answer = client.post(
        f"/opportunities/{deal.pk}/stage/", {"stage": solution.pk, "on": "board"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert f'id="lane-{solution.pk}"' in answer.content.decode()
    deal.refresh_from_db()
    assert deal.stage == solution
    assert "蝶阀 60 台" in client.get(firm.get_absolute_url()).content.decode()
    assert client.get(deal.get_absolute_url()).status_code == 200
    client.force_login(cast.south)
    assert client.get(deal.get_absolute_url()).status_code == 404
    assert "蝶阀 60 台" not in client.get("/pipeline/").content.decode()
