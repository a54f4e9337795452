"""Robots and mail are spoken to as their makers document, and nothing goes to where nothing may go."""

import base64
import hashlib
import hmac
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_string
from email.header import decode_header, make_header
from urllib.parse import parse_qs, urlsplit

import pytest

from tongxin.base.database.secret import Secret
from tongxin.base.egress import Answer, NoAnswer, NoWayOut, is_trusted, post
from tongxin.collab.notices.models import Channel
from tongxin.collab.notices.sending import ROBOTS, Refused, Words, check_address, send
from tongxin.collab.notices.sending.mail import letter
from tongxin.collab.notices.sending.robots import request
from tongxin.collab.notices.tests.services import Maker, Post, serving

WORDS = Words(
    title="李薇：有 2 件事等你",
    lines=("https://crm.example/notices/",),
    to="li@hengxin.example",
    mobile="13812345678",
    key="k-1",
)
AT = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
OK = {"errcode": 0, "errmsg": "ok"}


@pytest.fixture
def maker(settings):
    server = Maker(OK)
    settings.TRUSTED_ORIGINS = frozenset({server.origin})
    with serving(server):
        yield server


def signature(key, message):
    return base64.b64encode(hmac.new(key.encode(), message.encode(), hashlib.sha256).digest()).decode()


def robot(kind, origin, secret=""):
    return Channel(kind=kind, name=kind, address=Secret(f"{origin}{ROBOTS[kind].path}abc"), secret=Secret(secret))


def test_wecom_gets_text_and_rings_for_the_reader(maker):
    assert send(robot("wecom", maker.origin), WORDS).answer == "0 ok"
    path, body = maker.taken[0]
    assert path == "/cgi-bin/webhook/send?key=abc"
    text = "李薇：有 2 件事等你\nhttps://crm.example/notices/"
    assert body == {"msgtype": "text", "text": {"content": text, "mentioned_mobile_list": ["13812345678"]}}


def test_dingtalk_is_signed_in_the_query_in_milliseconds():
    url, _body = request(ROBOTS["dingtalk"], "https://oapi.dingtalk.com/robot/send?access_token=abc", "SEC1", WORDS, AT)
    asked = parse_qs(urlsplit(url).query)
    stamp = str(int(AT.timestamp() * 1000))
    assert asked == {"access_token": ["abc"], "timestamp": [stamp], "sign": [signature("SEC1", f"{stamp}\nSEC1")]}


def test_feishu_is_signed_in_the_body_in_seconds(maker):
    maker.answers = [{"code": 0, "msg": "success"}]
    assert send(robot("feishu", maker.origin, "SEC2"), WORDS).answer == "0 success"
    body = maker.taken[0][1]
    assert body["sign"] == signature(f"{body['timestamp']}\nSEC2", "")
    assert len(body["timestamp"]) == 10
    assert body["msg_type"] == "text"


def test_a_long_text_is_cut_between_signs():
    words = Words(title="很" * 2000, lines=(), to="", mobile="", key="k")
    _url, body = request(ROBOTS["wecom"], "", "", words, AT)
    assert body.decode().count("很") == 2048 // 3


@pytest.mark.parametrize(
    ("kind", "told", "may_pass"),
    [
        ("wecom", b'{"errcode": 93000, "errmsg": "invalid webhook url"}', False),
        ("wecom", b'{"errcode": 45009, "errmsg": "api freq out of limit"}', True),
        ("dingtalk", b'{"errcode": 310000, "errmsg": "sign not match"}', False),
        ("dingtalk", b'{"errcode": 130101, "errmsg": "send too fast"}', True),
        ("feishu", b'{"code": 19021, "msg": "sign match fail"}', False),
        ("feishu", b'{"code": 11232, "msg": "frequency limited"}', True),
    ],
)
def test_a_robot_that_says_no_is_quoted(kind, told, may_pass):
    with pytest.raises(Refused) as refused:
        ROBOTS[kind].speech.heard(Answer(200, told))
    assert refused.value.may_pass is may_pass
    assert " " in str(refused.value)


@pytest.mark.parametrize(("status", "may_pass"), [(502, True), (429, True), (404, False), (302, False)])
def test_what_is_no_answer_of_a_robot_is_told_by_its_status(status, may_pass):
    with pytest.raises(Refused, match=str(status)) as refused:
        ROBOTS["wecom"].speech.heard(Answer(status, b"<html>"))
    assert refused.value.may_pass is may_pass


def test_a_redirect_is_not_followed(maker):
    maker.answers = [(302, b"", {"Location": f"{maker.origin}/elsewhere"})]
    with pytest.raises(Refused, match="302"):
        send(robot("wecom", maker.origin), WORDS)
    assert len(maker.taken) == 1


VECTORS = """
http://qyapi.weixin.qq.com/x https://qyapi.weixin.qq.com:8443/x https://user@qyapi.weixin.qq.com/x https://qyapi.weixin.qq.com.evil.example/x
https://127.0.0.1/x https://localhost/x https://[::1]/x https://[::ffff:127.0.0.1]/x https://2130706433/x https://0177.0.0.1/x https://0x7f.1/x
https://169.254.169.254/latest/meta-data/ https://10.0.0.1/x https://192.168.1.1/x ftp://qyapi.weixin.qq.com/x file:///etc/passwd
https://qyapi.weixin.qq.com@127.0.0.1/x https://evil.example#qyapi.weixin.qq.com https://QYAPI.weixin.qq.com./x //qyapi.weixin.qq.com/x
""".split()


@pytest.mark.parametrize("address", VECTORS)
def test_nothing_goes_to_another_place(address):
    with pytest.raises(NoWayOut):
        post(address, b"{}", hosts=("qyapi.weixin.qq.com",))


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "::1",
        "::ffff:a9fe:a9fe",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "fd00::1",
        "0.0.0.0",
        "224.0.0.1",
    ],
)
def test_a_known_name_that_means_a_place_inside_leads_nowhere(number):
    host = f"[{number}]" if ":" in number else number
    with pytest.raises(NoWayOut):
        post(f"https://{host}/x", b"{}", hosts=(host,))


@pytest.mark.parametrize(
    "address",
    [
        "https://oapi.dingtalk.com/robot/send?access_token=x",
        "https://qyapi.weixin.qq.com/cgi-bin/gettoken?key=x",
        "https://10.0.0.1/cgi-bin/webhook/send?key=x",
    ],
)
def test_a_robot_lives_at_its_maker(address):
    with pytest.raises(NoWayOut):
        check_address("wecom", address)


def test_a_maker_that_is_silent_gives_no_answer(settings):
    server = Maker(OK)
    settings.TRUSTED_ORIGINS = frozenset({server.origin})
    assert is_trusted(server.origin)
    server.server_close()
    with pytest.raises(NoAnswer):
        send(robot("wecom", server.origin), WORDS)


def mail_to(server):
    port = server.server_address[1]
    return Channel(
        kind="mail", name="恒信 CRM", host="127.0.0.1", port=port, security="none", sender="crm@hengxin.example"
    )


def test_a_letter_keeps_its_number_at_every_try(settings):
    server = Post()
    settings.TRUSTED_ORIGINS = frozenset({f"smtp://127.0.0.1:{server.server_address[1]}"})
    with serving(server):
        send(mail_to(server), WORDS)
        send(mail_to(server), WORDS)
    first, second = (message_from_string(letter) for letter in server.taken)
    assert first["Message-ID"] == second["Message-ID"] == "<k-1@hengxin.example>"
    assert str(make_header(decode_header(first["Subject"]))) == WORDS.title
    assert first["To"] == "li@hengxin.example"


def test_a_line_end_makes_no_header():
    channel = Channel(kind="mail", name="恒信\r\nBcc: a@evil.example", sender="crm@hengxin.example")
    words = replace(WORDS, title="x\r\nBcc: b@evil.example")
    with suppress(ValueError):  # the library refuses some
        assert message_from_string(letter(channel, words).as_string())["Bcc"] is None
    plain = letter(Channel(kind="mail", name="恒信", sender="crm@hengxin.example"), words)
    assert message_from_string(plain.as_string())["Bcc"] is None


@pytest.mark.parametrize(("told", "may_pass"), [("550 no such mailbox", False), ("451 try later", True)])
def test_a_mail_server_that_says_no_is_quoted(settings, told, may_pass):
    server = Post(refuses=told)
    settings.TRUSTED_ORIGINS = frozenset({f"smtp://127.0.0.1:{server.server_address[1]}"})
    with serving(server), pytest.raises(Refused, match=told) as refused:
        send(mail_to(server), WORDS)
    assert refused.value.may_pass is may_pass


def test_mail_goes_to_no_server_inside_unless_trusted():
    server = Post()
    with serving(server), pytest.raises(NoWayOut):
        send(mail_to(server), WORDS)
    with pytest.raises(NoWayOut):
        send(Channel(kind="mail", name="x", host="127.0.0.1", port=25, security="none", sender="a@b.example"), WORDS)
    assert server.taken == []


def test_a_secret_is_not_shown_by_accident():
    secret = Secret("SEC1")
    assert "SEC1" not in f"{secret} {secret!r} {[secret]} {vars(robot('wecom', 'https://x', 'SEC1'))}"
