"""Messages by an app of the firm in WeCom, DingTalk or Feishu, to one reader each, as their makers document them.

WeCom: developer.work.weixin.qq.com/document/path/91039 (token) and 90236 (message, text up to 2048 bytes, told once within half an
hour). DingTalk: open.dingtalk.com, "accessToken of an internal app" and "asyncsend_v2" (a message up to 2048 bytes; the same words reach
the same reader once a day, so each carries its number). Feishu: open.feishu.cn, auth/v3/tenant_access_token/internal and im/v1/messages
(told once within an hour by its uuid). A token holds two hours; it is asked for anew before, or when the maker no longer takes it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.egress import JSON, Answer, NoWayOut, fetch, is_trusted, parts_of, post
from tongxin.collab.notices.models import Channel
from tongxin.collab.notices.sending.said import Refused, Said, Speech, Stale, Words, unread

Body = dict[str, Any]  # Any: JSON values
_EARLIER = timedelta(minutes=5)
_LONGEST = 64 * 1024
# Tokens by what they were asked for with: the same for every reader, and of no use to another app.
_tokens: dict[tuple[object, ...], tuple[str, datetime]] = {}


@dataclass(frozen=True)
class App:
    """One maker's way: where tokens and messages are asked for, what is said there, and how the answers speak. In the answer with the token
    `token` and `lasts` name it and its seconds."""

    hosts: tuple[str, str]
    ask: Callable[[Channel], tuple[str, Body | None]]
    token: str
    lasts: str
    put: Callable[[Channel, str, Words], tuple[str, Body, Mapping[str, str]]]
    speech: Speech


def _ask_wecom(channel: Channel) -> tuple[str, Body | None]:
    return f"/cgi-bin/gettoken?{urlencode({'corpid': channel.account, 'corpsecret': channel.secret.reveal()})}", None


def _put_wecom(channel: Channel, token: str, words: Words) -> tuple[str, Body, Mapping[str, str]]:
    body = {
        "touser": words.to,
        "msgtype": "text",
        "agentid": _number(channel.sender),
        "text": {"content": words.whole()},
    }
    once = {"enable_duplicate_check": 1, "duplicate_check_interval": 1800}
    return f"/cgi-bin/message/send?access_token={quote(token)}", {**body, **once}, JSON


def _ask_dingtalk(channel: Channel) -> tuple[str, Body | None]:
    return "/v1.0/oauth2/accessToken", {"appKey": channel.account, "appSecret": channel.secret.reveal()}


def _put_dingtalk(channel: Channel, token: str, words: Words) -> tuple[str, Body, Mapping[str, str]]:
    text = {"content": f"{words.whole(1800)}\n#{words.key[:8]}"}
    body = {"agent_id": _number(channel.sender), "userid_list": words.to, "msg": {"msgtype": "text", "text": text}}
    return f"/topapi/message/corpconversation/asyncsend_v2?access_token={quote(token)}", body, JSON


def _ask_feishu(channel: Channel) -> tuple[str, Body | None]:
    body = {"app_id": channel.account, "app_secret": channel.secret.reveal()}
    return "/open-apis/auth/v3/tenant_access_token/internal", body


def _put_feishu(channel: Channel, token: str, words: Words) -> tuple[str, Body, Mapping[str, str]]:
    kinds = {"ou_": "open_id", "on_": "union_id"}
    kind = "email" if "@" in words.to else kinds.get(words.to[:3], "user_id")
    content = json.dumps({"text": words.whole(30_000)}, ensure_ascii=False)
    body = {"receive_id": words.to, "msg_type": "text", "content": content, "uuid": words.key}
    return f"/open-apis/im/v1/messages?receive_id_type={kind}", body, {**JSON, "Authorization": f"Bearer {token}"}


APPS: Mapping[str, App] = {
    "wecom_app": App(
        ("qyapi.weixin.qq.com", "qyapi.weixin.qq.com"), _ask_wecom, "access_token", "expires_in", _put_wecom,
        Speech("errcode", "errmsg", frozenset({-1, 45009, 45033}), frozenset({40014, 42001}), ("invaliduser", "unlicenseduser")),
    ),
    "ding_app": App(
        ("api.dingtalk.com", "oapi.dingtalk.com"), _ask_dingtalk, "accessToken", "expireIn", _put_dingtalk,
        Speech("errcode", "errmsg", frozenset({-1, 90002, 90018}), frozenset({40001, 40014, 42001})),
    ),
    "feishu_app": App(
        ("open.feishu.cn", "open.feishu.cn"), _ask_feishu, "tenant_access_token", "expire", _put_feishu,
        Speech("code", "msg", frozenset({99991400, 230020}), frozenset({99991661, 99991663})),
    ),
}  # fmt: skip


def send_by_app(channel: Channel, words: Words) -> Said:
    """Send one message to one reader, with the token at hand or a new one. Raises Refused, NoAnswer, NoWayOut."""
    app = APPS[channel.kind]
    try:
        return _sent(app, channel, words, _token(app, channel))
    except Stale:
        _tokens.pop(_key(channel), None)
        return _sent(app, channel, words, _token(app, channel))


def check_origin(origin: str) -> None:
    """An app is told something at its maker, or at an origin that who runs the machine trusts. Raises NoWayOut."""
    if origin and not is_trusted(origin):
        raise NoWayOut(_("Nothing is sent to %(host)s") % {"host": parts_of(origin).hostname or origin})


def _origin(channel: Channel, host: str) -> str:
    check_origin(channel.host)
    return channel.host or f"https://{host}"


def _sent(app: App, channel: Channel, words: Words, token: str) -> Said:
    path, body, headers = app.put(channel, token, words)
    return app.speech.heard(_posted(_origin(channel, app.hosts[1]) + path, body, headers))


def _token(app: App, channel: Channel) -> str:
    """The token at hand while it holds, else a new one. Raises Refused, NoAnswer, NoWayOut."""
    kept, at = _tokens.get(_key(channel)), now()
    if kept is not None and at < kept[1]:
        return kept[0]
    path, body = app.ask(channel)
    url = _origin(channel, app.hosts[0]) + path
    answer = fetch(url, longest=_LONGEST) if body is None else _posted(url, body, JSON)
    token, seconds = _read(app, answer)
    _tokens[_key(channel)] = token, at + max(timedelta(seconds=seconds) - _EARLIER, timedelta(0))
    return token


def _posted(url: str, body: Body, headers: Mapping[str, str]) -> Answer:
    told = json.dumps(body, ensure_ascii=False).encode()
    return post(url, told, hosts=(parts_of(url).netloc,), headers=headers)


def _read(app: App, answer: Answer) -> tuple[str, int]:
    """The token and how many seconds it holds. Raises Refused."""
    try:
        told = json.loads(answer.body)
        token, seconds = str(told.get(app.token) or ""), int(told.get(app.lasts) or 0)
    except (ValueError, AttributeError, TypeError) as error:
        raise unread(answer) from error
    if not token:
        code, text = told.get(app.speech.code, told.get("code")), told.get(app.speech.text, told.get("message", ""))
        raise Refused(f"{code} {text}"[:200], may_pass=code in app.speech.busy)
    return token, seconds


def _key(channel: Channel) -> tuple[object, ...]:
    return channel.kind, channel.host, channel.account, channel.secret


def _number(text: str) -> int | str:
    """Numbers of apps are numbers in JSON."""
    return int(text) if text.isascii() and text.isdigit() else text
