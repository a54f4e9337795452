"""Group robots by webhook, as WeCom, DingTalk and Feishu document them.

WeCom: developer.work.weixin.qq.com/document/path/91770 (text up to 2048 bytes). DingTalk: open.dingtalk.com, "custom robot
access" (sign = base64 of HMAC-SHA256 with the secret over `timestamp LF secret`, in the query, milliseconds). Feishu:
open.feishu.cn, "custom bot guide" (sign = base64 of HMAC-SHA256 of nothing, keyed by `timestamp LF secret`, in the body, seconds).
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus

from tongxin.collab.notices.sending.said import Speech, Words

Body = dict[str, Any]  # Any: JSON values


@dataclass(frozen=True)
class Robot:
    """One maker's robot: where its addresses begin, how a message is put, how its answers speak."""

    host: str
    path: str
    put: Callable[[str, str, Words, datetime], tuple[str, Body]]
    speech: Speech


def _digest(key: str, message: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), message.encode(), hashlib.sha256).digest()).decode()


def _wecom(address: str, secret: str, words: Words, at: datetime) -> tuple[str, Body]:
    text: Body = {"content": words.whole()}
    if words.mobile:
        text["mentioned_mobile_list"] = [words.mobile]
    return address, {"msgtype": "text", "text": text}


def _dingtalk(address: str, secret: str, words: Words, at: datetime) -> tuple[str, Body]:
    stamp = str(int(at.timestamp() * 1000))
    if secret:
        sign = quote_plus(_digest(secret, f"{stamp}\n{secret}"))
        address = f"{address}&timestamp={stamp}&sign={sign}"
    at_whom = {"atMobiles": [words.mobile] if words.mobile else [], "isAtAll": False}
    return address, {"msgtype": "text", "text": {"content": words.whole()}, "at": at_whom}


def _feishu(address: str, secret: str, words: Words, at: datetime) -> tuple[str, Body]:
    stamp = str(int(at.timestamp()))
    body: Body = {"msg_type": "text", "content": {"text": words.whole()}}
    if secret:
        body |= {"timestamp": stamp, "sign": _digest(f"{stamp}\n{secret}", "")}
    return address, body


ROBOTS: Mapping[str, Robot] = {
    "wecom": Robot(
        "qyapi.weixin.qq.com", "/cgi-bin/webhook/send?key=", _wecom, Speech("errcode", "errmsg", frozenset({-1, 45009, 45033}))
    ),
    "dingtalk": Robot(
        "oapi.dingtalk.com", "/robot/send?access_token=", _dingtalk, Speech("errcode", "errmsg", frozenset({-1, 130101, 410100}))
    ),
    "feishu": Robot(
        "open.feishu.cn", "/open-apis/bot/v2/hook/", _feishu, Speech("code", "msg", frozenset({9499, 11232, 11233, 11247}))
    ),
}  # fmt: skip


def request(robot: Robot, address: str, secret: str, words: Words, at: datetime) -> tuple[str, bytes]:
    """Address and body of one message."""
    url, body = robot.put(address, secret, words, at)
    return url, json.dumps(body, ensure_ascii=False).encode()
