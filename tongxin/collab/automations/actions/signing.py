"""Telling a service outside, signed as standardwebhooks.com describes it.

`webhook-signature` is `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`; the key is the secret itself, or what follows
`whsec_` read as base64. While a new secret takes the place of the former one there are two of them with a blank between. The id stays
the same at every try.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from tongxin.base.clock import now
from tongxin.base.egress import parts_of, post
from tongxin.collab.automations.models import Hook

_PREFIX = "whsec_"
_LATER = frozenset({408, 425, 429})


class NotTaken(Exception):  # named after the world: the service said no
    """The service answered, but not that it took it. `may_pass` where a later try could go through."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.may_pass = status >= 500 or status in _LATER


def signature(secret: str, key: str, stamp: str, body: bytes) -> str:
    """One value of `webhook-signature`."""
    try:
        known = base64.b64decode(secret.removeprefix(_PREFIX), validate=True) if secret.startswith(_PREFIX) else None
    except binascii.Error:
        known = None
    said = f"{key}.{stamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(known or secret.encode(), said, hashlib.sha256).digest()).decode()


def post_signed(hook: Hook, said: Mapping[str, Any], *, key: str) -> str:  # Any: JSON values
    """Send it; answers the status. Raises NotTaken, NoAnswer, NoWayOut."""
    address, body = hook.address.reveal(), json.dumps(said, ensure_ascii=False).encode()
    at = now()
    stamp = str(int(at.timestamp()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "webhook-id": key,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(signature(one.reveal(), key, stamp, body) for one in hook.secrets_at(at)),
    }
    answer = post(address, body, hosts=(parts_of(address).netloc,), headers=headers)
    if not 200 <= answer.status < 300:
        raise NotTaken(answer.status)
    return f"HTTP {answer.status}"
