"""What rules send out is signed, tried again under the same key, goes nowhere inside, and its end stands in the log."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tongxin.base.clock import now, replaying
from tongxin.collab.automations.actions import ParcelPutOff, put_in_use, save_hook, send_parcel, try_hook, write_rule
from tongxin.collab.automations.actions.hooks import ROTATION, remove_hook
from tongxin.collab.automations.actions.signing import NotTaken, post_signed, signature
from tongxin.collab.automations.actions.sweeping import sweep_log
from tongxin.collab.automations.definition import Definition, Step
from tongxin.collab.automations.models import MOST_TRIES, PAUSES, Hook, Parcel, Run
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.jobs.models import Job
from tongxin.collab.notices.actions import add_channel
from tongxin.collab.notices.models import Notice
from tongxin.collab.notices.tests.services import Maker, serving
from tongxin.directory.parties.actions import create_party

SECRET = "whsec_" + base64.b64encode(b"a key of thirty-two signs, maybe").decode()


@pytest.fixture
def service(settings):
    server = Maker({})
    settings.TRUSTED_ORIGINS = frozenset({server.origin})
    with serving(server):
        yield server


def hook_to(cast, address):
    return save_hook(by=cast.boss, name="金蝶", address=address, secret=SECRET)


def ran(cast, *acts):
    rule = write_rule(by=cast.boss, name="告诉金蝶", kind="party", said=Definition(occasion="party.created", acts=acts))
    put_in_use(by=cast.boss, rule=rule)
    return create_party(by=cast.seller, name="苏州精工阀门")


def test_a_service_is_told_with_a_signature_that_it_can_check(cast, service):
    hook = hook_to(cast, f"{service.origin}/in?key=1")
    party = ran(cast, Step("webhook", {"hook": str(hook.pk)}))
    work_off()
    (path, body), headers = service.taken[0], service.headers[0]
    assert path == "/in?key=1"
    assert body["type"] == "party.created"
    told = body["data"]
    assert (told["kind"], told["id"], told["title"]) == ("party", party.pk, "苏州精工阀门")
    key, stamp = headers["webhook-id"], headers["webhook-timestamp"]
    said = f"{key}.{stamp}.{json.dumps(body, ensure_ascii=False)}".encode()
    digest = hmac.new(b"a key of thirty-two signs, maybe", said, hashlib.sha256).digest()
    assert headers["webhook-signature"] == "v1," + base64.b64encode(digest).decode()
    assert (Parcel.objects.get().state, Parcel.objects.get().answer) == ("sent", "HTTP 200")


def test_the_signature_is_that_of_the_standard():
    """The example of the specification (standardwebhooks.com)."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    made = signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body)
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_service_that_is_busy_is_told_again_under_the_same_key(cast, service):
    service.answers = [(503, b"", {}), (200, b"", {})]
    ran(cast, Step("webhook", {"hook": str(hook_to(cast, service.origin).pk)}))
    work_off()
    parcel = Parcel.objects.get()
    assert (parcel.state, parcel.tries, parcel.answer) == ("waiting", 1, "HTTP 503")
    send_parcel(parcel=parcel.pk)
    assert Parcel.objects.get().state == "sent"
    assert {one["webhook-id"] for one in service.headers} == {parcel.key}
    assert send_parcel(parcel=parcel.pk) == ""  # what was taken is not sent again
    assert len(service.taken) == 2


@pytest.mark.parametrize("answer", [(410, b"", {}), (302, b"", {"Location": "https://elsewhere.example/"})])
def test_a_service_that_says_no_is_not_asked_again_and_the_maker_hears_of_it(cast, service, answer):
    service.answers = [answer]
    ran(cast, Step("webhook", {"hook": str(hook_to(cast, service.origin).pk)}))
    work_off()
    assert (Parcel.objects.get().state, Parcel.objects.get().answer) == ("failed", f"HTTP {answer[0]}")
    assert Notice.objects.filter(kind="rule.failed", person=cast.boss).count() == 1


def test_each_record_counts_what_a_service_was_told_of_it(cast, service):
    hook = hook_to(cast, service.origin)
    first = ran(cast, Step("webhook", {"hook": str(hook.pk)}), Step("webhook", {"hook": str(hook.pk)}))
    create_party(by=cast.seller, name="恒润阀门")
    work_off()
    told = [(body["data"]["id"] == first.pk, body["seq"]) for _path, body in service.taken]
    assert sorted(told) == [(False, 1), (False, 2), (True, 1), (True, 2)]


def test_while_a_secret_is_replaced_both_sign(cast, service):
    hook, other = hook_to(cast, service.origin), "another secret of enough letters"
    save_hook(by=cast.boss, hook=hook, name=hook.name, secret=other)
    assert signed_by(hook, service) == [other, SECRET]
    with replaying(now() + ROTATION):
        assert signed_by(hook, service) == [other]
        sweep_log(at=now())
    assert not Hook.objects.get().former_secret
    save_hook(by=cast.boss, hook=hook, name=hook.name, secret=SECRET, keeps_former=False)
    assert signed_by(hook, service) == [SECRET]


def signed_by(hook, service):
    """With which secrets the newest of what was sent is signed."""
    hook.refresh_from_db()
    body = {"type": "test", "timestamp": now().isoformat(), "data": {}}
    post_signed(hook, body, key="once")
    headers, raw = service.headers[-1], json.dumps(body, ensure_ascii=False).encode()
    known = [SECRET, "another secret of enough letters"]
    made = {signature(one, "once", headers["webhook-timestamp"], raw): one for one in known}
    return [made[one] for one in headers["webhook-signature"].split(" ")]


def test_the_tries_are_spread_over_three_days(cast, service):
    service.answers = [(503, b"", {})]
    ran(cast, Step("webhook", {"hook": str(hook_to(cast, service.origin).pk)}))
    job = Job.objects.filter(name="automations.send")
    began, at = now(), []
    moment = began
    while job.filter(state=Job.State.WAITING).exists() or not at:
        with replaying(moment):
            work_off()
        at.append(moment - began)
        moment = job.get().run_after
    assert len(at) == len(service.taken) == MOST_TRIES >= 10
    pauses = [later - sooner for sooner, later in pairwise(at)]
    assert pauses == sorted(pauses)
    assert pauses != list(PAUSES)
    assert timedelta(hours=60) < at[-1] < timedelta(hours=72)


def test_after_so_many_tries_it_is_given_up(cast, service):
    service.answers = [(500, b"", {})]
    ran(cast, Step("webhook", {"hook": str(hook_to(cast, service.origin).pk)}))
    work_off()
    parcel = Parcel.objects.get()
    for _turn in range(MOST_TRIES - 2):
        with pytest.raises(ParcelPutOff):
            send_parcel(parcel=parcel.pk)
    send_parcel(parcel=parcel.pk)
    assert Parcel.objects.get().state == "failed"
    assert len(service.taken) == MOST_TRIES


@pytest.mark.parametrize("address", ["https://127.0.0.1/x", "https://169.254.169.254/x", "https://[::1]/x"])
def test_nothing_goes_to_a_place_inside(cast, address):
    ran(cast, Step("webhook", {"hook": str(hook_to(cast, address).pk)}))
    work_off()
    assert Parcel.objects.get().state == "failed"


@pytest.mark.parametrize("address", ["http://example.com/x", "ftp://x", "x", "https://me@example.com/", "https://x/#y"])
def test_an_address_is_whole_and_secure(cast, address):
    with pytest.raises(ValidationError):
        hook_to(cast, address)


def test_a_service_that_was_taken_away_keeps_no_secret_and_its_rules_say_so(cast, service):
    hook = hook_to(cast, service.origin)
    party = ran(cast, Step("webhook", {"hook": str(hook.pk)}))
    remove_hook(by=cast.boss, hook=hook)
    hook.refresh_from_db()
    assert not hook.secret
    assert not hook.address
    work_off()
    assert party
    assert Run.objects.get().state == "failed"


def test_only_administrators_set_services_up_and_try_them(cast, service):
    hook = hook_to(cast, service.origin)
    for person in (cast.seller, cast.stranger):
        with pytest.raises(PermissionDenied):
            hook_to_by(person)
        with pytest.raises(PermissionDenied):
            try_hook(by=person, hook=hook)
    assert service.taken == []
    assert try_hook(by=cast.boss, hook=hook) == "HTTP 200"
    service.answers = [(401, b"", {})]
    with pytest.raises(NotTaken):
        try_hook(by=cast.boss, hook=hook)


def hook_to_by(person):
    return save_hook(by=person, name="x", address="https://x.example/", secret=SECRET)


def test_a_group_is_told_through_its_robot(cast, service):
    service.answers = [{"errcode": 0, "errmsg": "ok"}]
    address = f"{service.origin}/cgi-bin/webhook/send?key=abc"
    group = add_channel(by=cast.boss, kind="wecom", name="销售群", address=address, secret="", unit=None)
    ran(cast, Step("message", {"channel": str(group.pk), "text": "新客户 {记录}"}))
    work_off()
    said = [body["text"]["content"] for _path, body in service.taken]
    assert "新客户 苏州精工阀门" in said
    assert Parcel.objects.get().state == "sent"
