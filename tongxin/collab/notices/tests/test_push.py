"""Notices come to browsers, readable to them alone, and to no other place."""

import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.cast import fresh
from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.notices.actions import add_channel, add_device, notify, remove_device, try_channel
from tongxin.collab.notices.models import Delivery, Device, PushKeys
from tongxin.collab.notices.sending import Refused
from tongxin.collab.notices.sending.push import bytes_of, new_pair, sealed, text_of
from tongxin.collab.notices.tests.services import Maker, serving
from tongxin.directory.parties.actions import create_party

CURVE = ec.SECP256R1()


class Browser:
    """What a browser keeps, and how it reads a message: RFC 8291, section 3.4, from the other side."""

    def __init__(self, private=None, auth=None):
        made = private or new_pair().private
        self.secret = ec.derive_private_key(int.from_bytes(bytes_of(made), "big"), CURVE)
        numbers = self.secret.public_key().public_numbers()
        self.point = b"\x04" + numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big")
        self.auth = bytes_of(auth) if auth else b"sixteen signs!!!"
        self.key, self.auth_text = text_of(self.point), text_of(self.auth)

    def reads(self, body):
        salt, size, sender, record = body[:16], body[20], body[21 : 21 + body[20]], body[21 + body[20] :]
        assert size == 65
        shared = self.secret.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sender))
        ikm = mac(mac(self.auth, shared), b"WebPush: info\x00" + self.point + sender + b"\x01")
        prk = mac(salt, ikm)
        key, nonce = (mac(prk, b"Content-Encoding: " + name + b"\x00\x01") for name in (b"aes128gcm", b"nonce"))
        return AESGCM(key[:16]).decrypt(nonce[:12], record, None).rstrip(b"\x00")[:-1]


def mac(key, data):
    made = hmac.HMAC(key, hashes.SHA256())
    made.update(data)
    return made.finalize()


def test_a_message_is_sealed_as_the_standard_shows_it():
    """RFC 8291, appendix A."""
    own = ec.derive_private_key(int.from_bytes(bytes_of("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big"), CURVE)
    key = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    salt, auth = bytes_of("DGv6ra1nlYgDCS1FRnbzlw"), "BTBZMqHH6r4Tts7J_aSIgg"
    text = b"When I grow up, I want to be a watermelon"
    assert text_of(sealed(text, key=key, auth=auth, own=own, salt=salt)) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
        "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


@pytest.fixture
def service(settings):
    server = Maker((201, b"", {}))
    settings.TRUSTED_ORIGINS = frozenset({server.origin})
    with serving(server):
        yield server


@pytest.fixture
def push(cast):
    return add_channel(by=cast.boss, kind="push", name="浏览器", sender="it@hengxin.example")


def added(person, service, browser, path="/one"):
    endpoint = f"{service.origin}{path}"
    return add_device(by=person, name="Chrome Windows", endpoint=endpoint, key=browser.key, auth=browser.auth_text)


def test_a_notice_comes_to_every_browser_of_its_reader_and_the_service_reads_nothing(cast, push, service):
    party = create_party(by=cast.seller, name="苏州精工阀门")
    mine, other = Browser(), Browser()
    added(cast.seller, service, mine)
    added(cast.seller, service, other, "/two")
    told_at_noon(cast, party)
    work_off()
    assert [path for path, _body in service.taken] == ["/one", "/two"]
    for (_path, body), browser in zip(service.taken, (mine, other), strict=True):
        assert "苏州".encode() not in body
        said = json.loads(browser.reads(body))
        assert "苏州精工阀门" in said["title"]
        assert said["url"] == reverse("notices")
    headers = service.headers[0]
    assert (headers["Content-Encoding"], headers["TTL"]) == ("aes128gcm", "86400")
    assert (Delivery.objects.get().state, Delivery.objects.get().answer) == ("sent", "HTTP 201")


def told_at_noon(cast, party):
    """Without quiet hours, so that it leaves at once."""
    from tongxin.collab.notices.models import Habits

    Habits.objects.update_or_create(person=cast.seller, defaults={"quiet_from": "00:00", "quiet_until": "00:00"})
    on = Subject("party", party.pk)
    notify(people=[cast.seller], kind="x", text="%(title)s", on=on, by=cast.boss, matter="turn")


def test_the_firm_says_who_it_is(cast, push, service):
    added(cast.boss, service, Browser())
    try_channel(by=cast.boss, channel=push)
    token, key = service.headers[0]["Authorization"].removeprefix("vapid t=").split(", k=")
    head, claims, sign = token.split(".")
    said, keys = json.loads(bytes_of(claims)), PushKeys.objects.get()
    assert (said["aud"], said["sub"]) == (service.origin, "mailto:it@hengxin.example")
    assert now().timestamp() < said["exp"] < (now() + timedelta(hours=24)).timestamp()
    assert key == keys.public
    r, s = (int.from_bytes(part, "big") for part in (bytes_of(sign)[:32], bytes_of(sign)[32:]))
    public = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, bytes_of(key))
    public.verify(encode_dss_signature(r, s), f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))


def test_a_browser_that_is_gone_is_forgotten(cast, push, service):
    service.answers = [(410, b"", {})]
    added(cast.boss, service, Browser())
    with pytest.raises(Refused):
        try_channel(by=cast.boss, channel=push)
    assert not Device.objects.exists()


def test_a_service_that_is_busy_is_asked_again_under_the_same_topic(cast, push, service):
    service.answers = [(503, b"", {}), (201, b"", {})]
    added(cast.seller, service, Browser())
    told_at_noon(cast, create_party(by=cast.seller, name="苏州精工阀门"))
    work_off()
    assert (Delivery.objects.get().state, Delivery.objects.get().answer) == ("waiting", "HTTP 503")
    from tongxin.collab.notices.actions import deliver

    Delivery.objects.update(due_at=now() - timedelta(seconds=1))
    deliver(channel=push.pk, person=cast.seller.pk)
    assert Delivery.objects.get().state == "sent"
    assert len({one["Topic"] for one in service.headers}) == 1


BAD = [
    "https://127.0.0.1/x", "http://fcm.googleapis.com/x", "https://fcm.googleapis.com.evil.example/x", "https://evil.example/x",
    "https://fcm.googleapis.com@10.0.0.1/x", "https://evilpush.apple.com/x", "https://push.apple.com.cn/", "file:///etc/passwd", "",
]  # fmt: skip


@pytest.mark.parametrize("endpoint", BAD)
def test_only_push_services_are_written_to(cast, push, endpoint):
    one = Browser()
    with pytest.raises(ValidationError):
        add_device(by=cast.seller, name="x", endpoint=endpoint, key=one.key, auth=one.auth_text)


@pytest.mark.parametrize(("key", "auth"), [("x", None), ("", None), (None, "x"), (None, ""), ("A" * 87, None)])
def test_keys_are_keys(cast, push, key, auth):
    one = Browser()
    fit = {"key": one.key if key is None else key, "auth": one.auth_text if auth is None else auth}
    with pytest.raises(ValidationError):
        add_device(by=cast.seller, name="x", endpoint="https://fcm.googleapis.com/x", **fit)


def test_push_is_set_up_once_and_offered_to_who_has_a_browser_there(cast, push, service, client):
    with pytest.raises(ValidationError):
        add_channel(by=cast.boss, kind="push", name="又一个", sender="it@hengxin.example")
    client.force_login(fresh(cast.seller))
    page = client.get(reverse("my-notices")).content.decode()
    assert PushKeys.objects.get().public in page
    assert f"pace_{push.pk}_turn" not in page
    one = Browser()
    values = {"endpoint": f"{service.origin}/one", "key": one.key, "auth": one.auth_text, "name": "Chrome"}
    client.post(reverse("new-device"), values)
    client.post(reverse("new-device"), values)  # the same browser is one device
    device = Device.objects.get()
    assert f"pace_{push.pk}_turn" in client.get(reverse("my-notices")).content.decode()
    remove_device(by=cast.colleague, device=device.pk)
    assert Device.objects.exists()
    client.post(reverse("device-removal", args=[device.pk]))
    assert not Device.objects.exists()
