"""Links that leave the house lead to the address which the firm named, whatever a request says of itself.

Every page is looked at by `test_matrix.py`; here are the links that are made by a press of a button, and what goes out by mail.
"""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.security.test_matrix import BENT, FOREIGN
from tongxin.base.subjects import Subject
from tongxin.collab.notices.actions import notify
from tongxin.collab.notices.models import Channel, Notice
from tongxin.collab.notices.queries.wording import words_of
from tongxin.directory.parties.actions import create_party
from tongxin.frontoffice.quotes.actions import send_quote, start_quote

pytestmark = pytest.mark.alike
HOME = "https://crm.hengxin.example"


@pytest.fixture
def boss(cast: Cast, settings: Any) -> Client:  # Any: pytest-django's own
    settings.BASE_URL, settings.ALLOWED_HOSTS = HOME, ["*"]
    client = Client(headers=BENT)
    client.force_login(cast.boss)
    return client


def test_links_made_by_a_button_lead_home(boss: Client, cast: Cast) -> None:
    party = create_party(by=cast.boss, name="恒润阀门", points={"email": ["li@hengrun.example"]})
    quote = start_quote(by=cast.boss, party=party, title="报价", lines=[{"text": "闸阀", "price": "1"}])
    send_quote(by=cast.boss, quote=quote)
    person = cast.stranger.pk
    pressed = {
        "invitation": boss.post(f"/settings/people/{person}/link/"),
        "quote": boss.post(f"/quotes/{quote.pk}/links/"),
        "feed": boss.post("/calendar/feeds/", {"name": "手机"}),
    }
    for name, answer in pressed.items():
        text = answer.content.decode() + str(answer.headers)
        assert f"{HOME}/" in text, (name, answer.status_code)
        assert FOREIGN not in text, name


def test_what_goes_out_by_mail_leads_home(boss: Client, cast: Cast) -> None:
    party = create_party(by=cast.boss, name="恒润阀门", owner=cast.south)
    boss.post(f"/customers/{party.pk}/", {"note": "x"})
    notify(people=[cast.boss], kind="step.given", text="x", on=Subject("party", party.pk), by=cast.south, matter="turn")
    channel = Channel(kind="mail", name="邮件", sender="crm@hengxin.example")
    words = words_of(channel, cast.boss, list(Notice.objects.filter(person=cast.boss)), key="k")
    assert words is not None
    said = "\n".join([words.title, *words.lines])
    assert f"{HOME}/" in said
    assert FOREIGN not in said


def test_a_name_that_is_not_ours_is_answered_by_nothing(boss: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["crm.hengxin.example"]
    answer = boss.get("/today/")
    assert answer.status_code == 400
    assert FOREIGN not in answer.content.decode() + str(answer.headers)
