"""Notices leave by the ways a person chose, once each, and the log tells what became of them."""

from datetime import datetime, time, timedelta
from email import message_from_string
from email.header import decode_header, make_header
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from tongxin.base.clock import now, replaying
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.jobs.models import Job
from tongxin.collab.journal.models import Entry
from tongxin.collab.notices.actions import (
    DeliveryPutOff,
    MayNotSetUp,
    add_channel,
    change_channel,
    choose_habits,
    deliver,
    mark_read,
    notify,
    remove_channel,
    sweep_deliveries,
)
from tongxin.collab.notices.models import MOST_TRIES, Channel, Delivery, Habits, Notice
from tongxin.collab.notices.queries.timing import leaves_at
from tongxin.collab.notices.sending import ROBOTS
from tongxin.collab.notices.tests.services import Maker, Post, serving
from tongxin.collab.people.models import Person

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 20, 12, tzinfo=SHANGHAI)
NIGHT = datetime(2026, 11, 20, 23, tzinfo=SHANGHAI)


@pytest.fixture
def post(settings):
    server = Post()
    settings.TRUSTED_ORIGINS = frozenset({f"smtp://127.0.0.1:{server.server_address[1]}"})
    settings.BASE_URL = "https://crm.hengxin.example"
    with serving(server):
        yield server


@pytest.fixture
def mail(cast, post):
    """A mail server is set up."""
    port = post.server_address[1]
    return add_channel(
        by=cast.boss,
        kind="mail",
        name="恒信",
        host="127.0.0.1",
        port=port,
        security="none",
        sender="crm@hengxin.example",
        is_on=True,
    )


def tell(cast, text="轮到你了", at=NOON, people=None, **more):
    """李薇 is told something that waits for her."""
    with replaying(at):
        notify(people=people or [cast.seller], kind="x", text=text, by=cast.boss, matter="turn", url="/today/", **more)


def send_due(cast, channel, at):
    with replaying(at):
        return deliver(channel=channel.pk, person=cast.seller.pk)


def states():
    return list(Delivery.objects.order_by("id").values_list("state", "reason"))


def subjects(post):
    return [str(make_header(decode_header(message_from_string(letter)["Subject"]))) for letter in post.taken]


def test_without_a_channel_nothing_leaves_and_nothing_is_wrong(cast, django_assert_num_queries):
    tell(cast)
    with django_assert_num_queries(3 + 2):  # who is active, the row, whether there is a channel; a savepoint around it
        tell(cast)
    assert not Delivery.objects.exists()
    assert not Job.objects.filter(name__startswith="notices.").exists()


def test_a_notice_arrives_by_mail_with_the_way_to_it(cast, mail, post):
    tell(cast)
    assert Job.objects.filter(name="notices.deliver").count() == 1
    work_off()
    assert states() == [("sent", "")]
    assert subjects(post) == ["轮到你了"]
    assert "https://crm.hengxin.example/today/" in message_from_string(post.taken[0]).get_payload(decode=True).decode()


def test_the_same_cause_is_told_and_sent_once(cast, mail, post):
    tell(cast, key="7:3:0")
    tell(cast, key="7:3:0", people=[cast.seller, cast.south])
    assert Notice.objects.filter(person=cast.seller).count() == 1
    work_off()
    send_due(cast, mail, NOON)
    assert len(post.taken) == 2


def test_what_is_due_together_leaves_as_one(cast, mail, post):
    tell(cast, "一")
    tell(cast, "二")
    assert send_due(cast, mail, NOON) == 2
    assert subjects(post) == ["2 条同心提醒"]
    assert len(set(Delivery.objects.values_list("message", flat=True))) == 1


def test_at_night_nothing_leaves(cast, mail, post):
    tell(cast, at=NIGHT)
    assert send_due(cast, mail, NIGHT + timedelta(hours=1)) == 0
    assert send_due(cast, mail, datetime(2026, 11, 21, 8, 1, tzinfo=SHANGHAI)) == 1


def test_what_was_read_meanwhile_does_not_come(cast, mail, post):
    tell(cast, at=NIGHT)
    mark_read(by=cast.seller, ids=[Notice.objects.get().pk])
    assert send_due(cast, mail, NIGHT + timedelta(days=1)) == 0
    assert states() == [("dropped", "read")]


def test_who_left_and_a_way_that_is_closed_get_nothing(cast, mail, post):
    tell(cast)
    remove_channel(by=cast.boss, channel=mail)
    assert send_due(cast, mail, NOON) == 0
    assert states() == [("dropped", "off")]
    assert not Channel.objects.get().secret


def test_a_server_that_is_busy_is_tried_again_and_the_log_says_why(cast, mail, post):
    post.refuses = "451 try later"
    tell(cast)
    for tried in range(1, MOST_TRIES):
        with pytest.raises(DeliveryPutOff):
            send_due(cast, mail, NOON + timedelta(minutes=5 * tried))
        assert states() == [("waiting", "refused")]
    send_due(cast, mail, NOON + timedelta(days=1))
    assert states() == [("failed", "refused")]
    assert Delivery.objects.get().answer == "451 try later"


def test_a_job_that_fails_is_run_again_by_itself(cast, mail, post):
    post.refuses = "451 try later"
    tell(cast)
    work_off()
    job = Job.objects.get(name="notices.deliver")
    assert (job.state, job.attempts) == ("waiting", 1)
    assert job.run_after > now()


def test_a_server_that_says_no_for_good_is_not_asked_again(cast, mail, post):
    post.refuses = "550 no such mailbox"
    tell(cast)
    send_due(cast, mail, NOON)
    assert states() == [("failed", "refused")]


def test_a_sender_that_dies_is_followed_by_another_with_the_same_key(cast, mail, post):
    tell(cast)
    Delivery.objects.update(message="k-1", tries=1, due_at=NOON + timedelta(minutes=2))
    assert send_due(cast, mail, NOON + timedelta(minutes=1)) == 0
    with replaying(NOON + timedelta(minutes=5)):
        assert sweep_deliveries(at=NOON + timedelta(minutes=5)) == 1
    assert send_due(cast, mail, NOON + timedelta(minutes=5)) == 1
    assert "<k-1@" in post.taken[0]


def test_a_group_hears_whom_it_is_for_and_nothing_of_the_record(cast, settings):
    maker = Maker({"errcode": 0, "errmsg": "ok"})
    settings.TRUSTED_ORIGINS = frozenset({maker.origin})
    address = f"{maker.origin}{ROBOTS['wecom'].path}abc"
    robot = add_channel(by=cast.boss, kind="wecom", name="华东群", address=address, unit=cast.east, is_on=True)
    Person.objects.filter(pk=cast.seller.pk).update(phone="+86 138 1234 5678")
    every_time(cast.seller, robot)
    every_time(cast.south, robot)
    with serving(maker):
        tell(cast, "特价给恒润", people=[cast.seller, cast.south])
        send_due(cast, robot, NOON)
    assert [body["text"]["mentioned_mobile_list"] for _path, body in maker.taken] == [["13812345678"]]
    assert "李薇" in maker.taken[0][1]["text"]["content"]
    assert "恒润" not in str(maker.taken)
    assert Delivery.objects.count() == 1, "the group is not one of the south"


def every_time(person, channel):
    times = {"quiet_from": time(0), "quiet_until": time(0), "digest_at": time(8)}
    choose_habits(by=person, paces={channel.pk: {"turn": "now", "more": "now"}}, **times)


@pytest.mark.parametrize(
    ("at", "pace", "leaves"),
    [
        ((10, 0), "now", (20, 10, 0)),
        ((21, 0), "now", (21, 8, 0)),
        ((2, 0), "now", (20, 8, 0)),
        ((8, 0), "now", (20, 8, 0)),
        ((8, 29), "digest", (20, 8, 30)),
        ((8, 30), "digest", (21, 8, 30)),
        ((10, 0), "never", None),
    ],
)
def test_when_a_notice_leaves(at, pace, leaves):
    here = datetime(2026, 11, 20, *at, tzinfo=SHANGHAI)
    expected = leaves and datetime(2026, 11, leaves[0], *leaves[1:], tzinfo=SHANGHAI)
    assert leaves_at(Habits(), Channel(pk=1), pace, here) == expected


def test_only_administrators_set_up_channels_and_a_stranger_place_is_refused(cast, client):
    with pytest.raises(MayNotSetUp):
        add_channel(
            by=cast.seller, kind="wecom", name="x", address="https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"
        )
    client.force_login(cast.boss)
    values = {"name": "群", "address": "https://10.0.0.1/cgi-bin/webhook/send?key=1", "is_on": "on"}
    answer = client.post(f"{reverse('new-channel')}?kind=wecom", values)
    assert answer.status_code == 422
    assert "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=" in answer.content.decode()
    assert not Channel.objects.exists()


def test_a_key_is_kept_and_never_shown(cast, client):
    secret = "https://oapi.dingtalk.com/robot/send?access_token=TOKEN1"
    robot = add_channel(by=cast.boss, kind="dingtalk", name="群", address=secret, secret="SECRET1", is_on=True)
    change_channel(by=cast.boss, channel=robot, name="销售群", address="", secret="")
    client.force_login(cast.boss)
    page = client.get(reverse("channel", args=[robot.pk])).content.decode()
    assert "TOKEN1" not in page
    assert "SECRET1" not in page
    assert Channel.objects.get().secret.reveal() == "SECRET1"
    told = " ".join(str((entry.particulars, entry.before)) for entry in Entry.objects.all())
    assert "TOKEN1" not in told
    assert "SECRET1" not in told


def test_a_test_says_the_true_answer(cast, client, mail, post):
    client.force_login(cast.boss)
    test = reverse("channel-test", args=[mail.pk])
    assert "250" in client.post(test, follow=True).content.decode()
    post.refuses = "550 no such mailbox"
    assert "550 no such mailbox" in client.post(test, follow=True).content.decode()


def test_a_person_chooses_and_sees_what_became_of_it(cast, client, mail, post):
    post.refuses = "550 no such mailbox"
    tell(cast)
    send_due(cast, mail, NOON)
    client.force_login(cast.seller)
    address = reverse("my-notices")
    assert "550 no such mailbox" in client.get(address).content.decode()
    values = {"quiet_from": "20:00", "quiet_until": "09:00", "digest_at": "09:30"}
    values |= {f"pace_{mail.pk}_{matter}": "never" for matter in ("turn", "talk", "news")}
    assert client.post(address, values).status_code == 302
    tell(cast)
    assert Delivery.objects.count() == 1
    post.refuses = ""
    assert client.post(reverse("delivery-again", args=[Delivery.objects.get().pk])).status_code == 302
    work_off()
    assert states() == [("sent", "")]


def test_the_log_shows_everybodys_to_administrators_alone(cast, client, mail, post):
    tell(cast, "只给李薇看的话")
    send_due(cast, mail, NOON)
    client.force_login(cast.boss)
    page = client.get(reverse("deliveries")).content.decode()
    assert "李薇" in page
    assert "只给李薇看的话" not in page
    client.force_login(cast.seller)
    assert client.get(reverse("deliveries")).status_code == 403
