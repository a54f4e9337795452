"""Push to browsers: encrypted so that the push service reads nothing (RFC 8291, RFC 8188), signed by the firm (RFC 8292)."""

import base64
import json
import os
from datetime import datetime, timedelta
from typing import NamedTuple

from cryptography.hazmat.primitives import hashes, hmac, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _

from tongxin.base.egress import NoWayOut, is_trusted, parts_of, post
from tongxin.collab.notices.models import Channel, Device, PushKeys
from tongxin.collab.notices.sending.said import Refused, Said, Words

# Whom browsers name as their push service: Chrome and Edge on Android, Firefox, Safari, Edge on Windows.
SERVICES = ("fcm.googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com")
_CURVE = ec.SECP256R1()
_LONGEST, _RECORD, _ONE_DAY = 3_000, 4_096, 86_400


class Gone(Exception):  # named after the world: there is nobody at this address any more
    """The browser no longer wants messages, or is gone."""


class Pair(NamedTuple):
    """Keys as text: the public point as browsers take it, the private number."""

    public: str
    private: str


def text_of(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def bytes_of(text: str) -> bytes:
    """The contrary. Raises ValueError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def new_pair() -> Pair:
    """A fresh pair of keys."""
    key = ec.generate_private_key(_CURVE)
    return Pair(text_of(_point(key.public_key())), text_of(key.private_numbers().private_value.to_bytes(32, "big")))


def _private(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(bytes_of(text), "big"), _CURVE)


def check_subscription(endpoint: str, key: str, auth: str) -> None:
    """It leads to a push service and its keys are keys. Raises NoWayOut, ValueError."""
    _checked_origin(endpoint)
    ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, bytes_of(key))
    if len(bytes_of(auth)) != 16:
        raise ValueError("auth")


def _checked_origin(endpoint: str) -> str:
    parts = parts_of(endpoint)
    origin = f"{parts.scheme}://{parts.netloc}"
    is_known = parts.scheme == "https" and any(
        parts.netloc == one or parts.netloc.endswith(f".{one}") for one in SERVICES
    )
    if not (is_known or is_trusted(origin)):
        raise NoWayOut(_("Nothing is sent to %(host)s") % {"host": parts.hostname or "?"})
    return origin


def _mac(key: bytes, data: bytes) -> bytes:
    mac = hmac.HMAC(key, hashes.SHA256())
    mac.update(data)
    return mac.finalize()


def sealed(text: bytes, *, key: str, auth: str, own: ec.EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """The message as its browser alone can read it: header and one record (RFC 8291, section 3.4; RFC 8188, section 2.1)."""
    theirs, ours = bytes_of(key), _point(own.public_key())
    shared = own.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, theirs))
    ikm = _mac(_mac(bytes_of(auth), shared), b"WebPush: info\x00" + theirs + ours + b"\x01")
    prk = _mac(salt, ikm)
    cek = _mac(prk, b"Content-Encoding: aes128gcm\x00\x01")[:16]
    nonce = _mac(prk, b"Content-Encoding: nonce\x00\x01")[:12]
    record = AESGCM(cek).encrypt(nonce, text + b"\x02", None)
    return salt + _RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours + record


def authorization(origin: str, keys: PushKeys, contact: str, at: datetime) -> str:
    """Who sends it: a token for this push service that lasts half a day (RFC 8292)."""
    claims = {"aud": origin, "exp": int((at + timedelta(hours=12)).timestamp()), "sub": f"mailto:{contact}"}
    said = ".".join(text_of(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
    r, s = decode_dss_signature(_private(keys.private.reveal()).sign(said.encode(), ec.ECDSA(hashes.SHA256())))
    return f"vapid t={said}.{text_of(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}, k={keys.public}"


def payload(words: Words, url: str) -> bytes:
    """What the browser is told, no longer than a push service takes."""
    title, body = words.title[:120], "\n".join(words.lines)
    while len(told := json.dumps({"title": title, "body": body, "url": url, "tag": words.key}).encode()) > _LONGEST:
        body = body[: len(body) // 2]
    return told


def send_push(channel: Channel, keys: PushKeys, device: Device, words: Words, url: str, at: datetime) -> Said:
    """One message to one browser. A message with the same topic takes the place of one that still waits there.

    Raises Gone, Refused, NoAnswer, NoWayOut.
    """
    endpoint = device.endpoint.reveal()
    origin = _checked_origin(endpoint)
    own, salt = ec.generate_private_key(_CURVE), os.urandom(16)
    body = sealed(payload(words, url), key=device.key.reveal(), auth=device.auth.reveal(), own=own, salt=salt)
    headers = {
        "Authorization": authorization(origin, keys, channel.sender, at),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(_ONE_DAY),
        "Topic": words.key.replace("-", "")[:32],
    }
    answer = post(endpoint, body, hosts=(parts_of(endpoint).netloc,), headers=headers)
    if answer.status in (404, 410):
        raise Gone(f"HTTP {answer.status}")
    if not 200 <= answer.status < 300:
        raise Refused(f"HTTP {answer.status}", may_pass=answer.status >= 500 or answer.status == 429)
    return Said(f"HTTP {answer.status}")
