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

from tongxin.base.egress import Answer
from tongxin.collab.notices.sending.said import Refused, Said, Words

Body = dict[str, Any]  # Any: JSON values
_LONGEST = 2048  # bytes, of the shortest of the three


@dataclass(frozen=True)
class Robot:
    """One maker's robot: where its addresses begin, how a message is put, under which names its answer speaks, what means "later"."""

    host: str
    path: str
    put: Callable[[str, str, Words, datetime], tuple[str, Body]]
    code: str
    text: str
    busy: frozenset[int]


def _text(words: Words) -> str:
    """As much as fits, whole signs only."""
    return "\n".join([words.title, *words.lines]).encode()[:_LONGEST].decode(errors="ignore")


def _digest(key: str, message: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), message.encode(), hashlib.sha256).digest()).decode()


def _wecom(address: str, secret: str, words: Words, at: datetime) -> tuple[str, Body]:
    text: Body = {"content": _text(words)}
    if words.mobile:
        text["mentioned_mobile_list"] = [words.mobile]
    return address, {"msgtype": "text", "text": text}


def _dingtalk(address: str, secret: str, words: Words, at: datetime) -> tuple[str, Body]:
    stamp = str(int(at.timestamp() * 1000))
    if secret:
        sign = quote_plus(_digest(secret, f"{stamp}\n{secret}"))
        address = f"{address}&timestamp={stamp}&sign={sign}"
    at_whom = {"atMobiles": [words.mobile] if words.mobile else [], "isAtAll": False}
    return address, {"msgtype": "text", "text": {"content": _text(words)}, "at": at_whom}


def _feishu(address: str, secret: str, words: Words, at: datetime) -> tuple[str, Body]:
    stamp = str(int(at.timestamp()))
    body: Body = {"msg_type": "text", "content": {"text": _text(words)}}
    if secret:
        body |= {"timestamp": stamp, "sign": _digest(f"{stamp}\n{secret}", "")}
    return address, body


ROBOTS: Mapping[str, Robot] = {
    "wecom": Robot(
        "qyapi.weixin.qq.com", "/cgi-bin/webhook/send?key=", _wecom, "errcode", "errmsg", frozenset({-1, 45009, 45033})
    ),
    "dingtalk": Robot(
        "oapi.dingtalk.com",
        "/robot/send?access_token=",
        _dingtalk,
        "errcode",
        "errmsg",
        frozenset({-1, 130101, 410100}),
    ),
    "feishu": Robot(
        "open.feishu.cn", "/open-apis/bot/v2/hook/", _feishu, "code", "msg", frozenset({9499, 11232, 11233, 11247})
    ),
}


def request(robot: Robot, address: str, secret: str, words: Words, at: datetime) -> tuple[str, bytes]:
    """Address and body of one message."""
    url, body = robot.put(address, secret, words, at)
    return url, json.dumps(body, ensure_ascii=False).encode()


def judged(robot: Robot, answer: Answer) -> Said:
    """What the robot answered, in its own words. Raises Refused."""
    try:
        told = json.loads(answer.body)
        code, text = int(told[robot.code]), str(told.get(robot.text, ""))
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(f"HTTP {answer.status}", may_pass=answer.status >= 500 or answer.status == 429) from error
    said = f"{code} {text}"[:200]
    if code != 0:
        raise Refused(said, may_pass=code in robot.busy)
    return Said(said)
