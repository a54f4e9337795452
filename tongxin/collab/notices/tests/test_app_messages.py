"""Apps of WeCom, DingTalk and Feishu speak to one reader each, with a token that is asked for when it is needed."""

import json
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tongxin.base.clock import replaying
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.notices.actions import add_channel, change_channel, choose_habits, notify, try_channel
from tongxin.collab.notices.models import Account, Channel, Delivery
from tongxin.collab.notices.sending import Refused
from tongxin.collab.notices.tests.services import Maker, serving

NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
TOKENS = {
    "wecom_app": {"errcode": 0, "errmsg": "ok", "access_token": "T1", "expires_in": 7200},
    "ding_app": {"accessToken": "T1", "expireIn": 7200},
    "feishu_app": {"code": 0, "msg": "ok", "tenant_access_token": "T1", "expire": 7200},
}
TAKEN = {
    "wecom_app": {"errcode": 0, "errmsg": "ok", "invaliduser": "", "msgid": "m1"},
    "ding_app": {"errcode": 0, "errmsg": "ok", "task_id": 256271667526},
    "feishu_app": {"code": 0, "msg": "success", "data": {"message_id": "om_1"}},
}
STALE = {
    "wecom_app": {"errcode": 42001, "errmsg": "access_token expired"},
    "ding_app": {"errcode": 40014, "errmsg": "不合法的access_token"},
    "feishu_app": {"code": 99991663, "msg": "Invalid access token for authorization."},
}


@pytest.fixture
def maker(settings):
    server = Maker({})
    settings.TRUSTED_ORIGINS = frozenset({server.origin})
    settings.BASE_URL = "https://crm.hengxin.example"
    with serving(server):
        yield server


def app(cast, maker, kind, secret="S1", account="ww1"):
    agent = {} if kind == "feishu_app" else {"sender": "1000002"}
    known = f"{cast.seller.email} LiWei\n{cast.boss.email} ou_boss"
    return add_channel(
        by=cast.boss, kind=kind, name=kind, account=account, secret=secret, host=maker.origin, accounts=known, **agent
    )


def tell(cast, at=NOON, text="轮到你了"):
    with replaying(at):
        notify(people=[cast.seller, cast.colleague], kind="x", text=text, by=cast.boss, matter="turn", url="/today/")
        work_off()


def asked(maker):
    return [path.partition("?")[0].rpartition("/")[2] for path, _body in maker.taken]


@pytest.mark.parametrize("kind", TOKENS)
def test_each_known_reader_is_told_alone_with_one_token(cast, maker, kind):
    maker.answers = [TOKENS[kind], TAKEN[kind], TAKEN[kind]]
    app(cast, maker, kind, secret=f"one-{kind}")
    tell(cast)
    tell(cast, at=NOON + timedelta(minutes=1), text="再来一件")
    assert len(maker.taken) == 3, "one token for both"
    assert [(one.person.name, one.state) for one in Delivery.objects.order_by("id")] == [("李薇", "sent")] * 2
    said = json.dumps(maker.taken[1][1], ensure_ascii=False)
    assert "LiWei" in said
    assert "轮到你了" in said
    assert "https://crm.hengxin.example/today/" in said


def test_each_maker_is_asked_as_it_documents(cast, maker):
    for kind in TOKENS:
        maker.answers, maker.taken[:], maker.headers[:] = [TOKENS[kind], TAKEN[kind]], [], []
        channel = app(cast, maker, kind, secret=f"ways-{kind}")
        try_channel(by=cast.boss, channel=channel)
        (token_path, token_body), (path, body) = maker.taken
        if kind == "wecom_app":
            assert token_path == f"/cgi-bin/gettoken?corpid=ww1&corpsecret=ways-{kind}"
            assert path == "/cgi-bin/message/send?access_token=T1"
            assert (body["touser"], body["agentid"], body["enable_duplicate_check"]) == ("ou_boss", 1000002, 1)
        elif kind == "ding_app":
            assert (token_path, token_body) == (
                "/v1.0/oauth2/accessToken",
                {"appKey": "ww1", "appSecret": f"ways-{kind}"},
            )
            assert path == "/topapi/message/corpconversation/asyncsend_v2?access_token=T1"
            assert (body["userid_list"], body["agent_id"]) == ("ou_boss", 1000002)
            assert body["msg"]["text"]["content"].splitlines()[-1].startswith("#"), (
                "the same words reach nobody twice a day"
            )
        else:
            assert token_path == "/open-apis/auth/v3/tenant_access_token/internal"
            assert token_body == {"app_id": "ww1", "app_secret": f"ways-{kind}"}
            assert path == "/open-apis/im/v1/messages?receive_id_type=open_id"
            assert maker.headers[1]["Authorization"] == "Bearer T1"
            assert (body["receive_id"], len(body["uuid"])) == ("ou_boss", 36)
        channel.delete()


@pytest.mark.parametrize("kind", TOKENS)
def test_a_token_that_is_no_longer_taken_is_asked_for_anew_once(cast, maker, kind):
    maker.answers = [TOKENS[kind], STALE[kind], TOKENS[kind], TAKEN[kind]]
    app(cast, maker, kind, secret=f"stale-{kind}")
    tell(cast)
    assert Delivery.objects.get().state == "sent"
    assert len(maker.taken) == 4


def test_a_token_is_asked_for_anew_before_it_ends(cast, maker):
    kind = "feishu_app"
    maker.answers = [TOKENS[kind], TAKEN[kind], TOKENS[kind], TAKEN[kind]]
    app(cast, maker, kind, secret="ends")
    tell(cast)
    tell(cast, at=NOON + timedelta(seconds=7200 - 200), text="再来一件")
    assert asked(maker) == ["internal", "messages", "internal", "messages"]


@pytest.mark.parametrize(
    ("answer", "reason", "said"),
    [
        ({"errcode": 60020, "errmsg": "not allow to access from your ip"}, "refused", "60020"),
        ({"errcode": 0, "errmsg": "ok", "invaliduser": "liwei"}, "refused", "invaliduser liwei"),
        ({"errcode": 81013, "errmsg": "user & party & tag all invalid"}, "refused", "81013"),
    ],
)
def test_what_the_service_says_stands_in_the_log(cast, maker, answer, reason, said):
    maker.answers = [TOKENS["wecom_app"], answer]
    app(cast, maker, "wecom_app", secret=f"says-{said}")
    tell(cast)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.reason) == ("failed", reason)
    assert said in delivery.answer


@pytest.mark.parametrize(
    ("kind", "answer", "said"),
    [
        ("wecom_app", {"errcode": 40001, "errmsg": "invalid credential"}, "40001 invalid credential"),
        ("ding_app", {"code": "invalidClientIdOrSecret", "message": "无效的clientId或者clientSecret"}, "invalidClient"),
        ("feishu_app", {"code": 10014, "msg": "app secret invalid"}, "10014 app secret invalid"),
    ],
)
def test_a_wrong_secret_is_said_when_it_is_tried(cast, maker, kind, answer, said):
    maker.answers = [answer]
    channel = app(cast, maker, kind, secret=f"wrong-{kind}")
    with pytest.raises(Refused, match=said) as refused:
        try_channel(by=cast.boss, channel=channel)
    assert "wrong" not in str(refused.value), "no secret in the answer"


def test_who_is_known_is_written_line_by_line(cast, maker, client):
    channel = app(cast, maker, "wecom_app")
    client.force_login(cast.boss)
    page = client.get(channel.get_absolute_url()).content.decode()
    assert f"{cast.seller.email} LiWei" in page
    assert "S1" not in page
    for text, word in (("nobody@x.example Y", "nobody@x.example"), (cast.seller.email, cast.seller.email)):
        with pytest.raises(ValidationError, match=word):
            change_channel(by=cast.boss, channel=channel, accounts=text)
    typed = {
        "name": "企业微信",
        "account": "ww1",
        "secret": "",
        "sender": "1000002",
        "host": maker.origin,
        "is_on": "on",
    }
    client.post(channel.get_absolute_url(), {**typed, "accounts": f"{cast.manager.email}，Zhou"})
    assert [(one.person.name, one.name) for one in Account.objects.all()] == [("周启明", "Zhou")]
    assert Channel.objects.get(pk=channel.pk).secret.reveal() == "S1"
    refused = client.post(channel.get_absolute_url(), {**typed, "host": "https://10.0.0.1", "accounts": ""})
    assert refused.status_code == 422, "secrets go to the maker, or where who runs the machine said so"


def test_a_channel_can_have_quiet_hours_of_its_own(cast, maker, client):
    channel = app(cast, maker, "wecom_app", secret="quiet")
    client.force_login(cast.seller)
    pace = {f"pace_{channel.pk}_{matter}": "now" for matter in ("turn", "talk", "news")}
    times = {"quiet_from": "21:00", "quiet_until": "08:00", "digest_at": "08:30"}
    half = client.post(reverse("my-notices"), {**pace, **times, f"quiet_{channel.pk}_from": "12:00"})
    assert half.status_code == 422
    client.post(
        reverse("my-notices"),
        {**pace, **times, f"quiet_{channel.pk}_from": "11:30", f"quiet_{channel.pk}_until": "13:00"},
    )
    tell(cast)
    assert Delivery.objects.get().due_at == NOON.replace(hour=13)
    clocks = {name: time.fromisoformat(at) for name, at in times.items()}
    choose_habits(by=cast.seller, paces={}, quiet={channel.pk: None}, **clocks)
    with replaying(NOON):
        notify(people=[cast.seller], kind="x", text="y", by=cast.boss, matter="turn", url="/today/")
    assert Delivery.objects.latest("id").due_at == NOON
