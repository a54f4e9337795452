"""A record with a hold stays, whatever would delete it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tongxin.base.clock import now, replaying
from tongxin.directory.parties.actions import create_party, delete_parties, purge_parties
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.actions import MayNotHold, begin_hold, end_hold
from tongxin.directory.privacy.models import LegalHold


@pytest.fixture
def party(cast: Cast) -> Party:
    """A customer in the recycle bin."""
    found = create_party(by=cast.boss, name="昆山润达机械有限公司")
    delete_parties(by=cast.boss, parties=[found.pk])
    return found


def test_a_held_record_is_not_purged_and_the_reason_is_said(cast: Cast, party: Party) -> None:
    hold = begin_hold(by=cast.boss, party=party, reason="合同纠纷诉讼")
    assert purge_parties(by=cast.boss, parties=[party.pk]).kept == {party.pk: "合同纠纷诉讼"}
    assert Party.objects.filter(pk=party.pk).exists()
    end_hold(by=cast.boss, hold=hold)
    assert purge_parties(by=cast.boss, parties=[party.pk]).gone == [party.pk]
    assert not Party.objects.filter(pk=party.pk).exists()


def test_a_hold_ends_with_its_last_day(cast: Cast, party: Party) -> None:
    begin_hold(by=cast.boss, party=party, reason="税务检查", until=timezone.localdate() + timedelta(days=3))
    assert purge_parties(by=cast.boss, parties=[party.pk]).kept
    with replaying(now() + timedelta(days=4)):
        assert purge_parties(by=cast.boss, parties=[party.pk]).gone


def test_one_of_several_reasons_is_enough(cast: Cast, party: Party) -> None:
    first = begin_hold(by=cast.boss, party=party, reason="诉讼")
    begin_hold(by=cast.boss, party=party, reason="审计")
    end_hold(by=cast.boss, hold=first)
    assert purge_parties(by=cast.boss, parties=[party.pk]).kept == {party.pk: "审计"}


def test_only_administrators_hold_and_only_for_a_reason(cast: Cast, party: Party) -> None:
    with pytest.raises(MayNotHold):
        begin_hold(by=cast.manager, party=party, reason="诉讼")
    with pytest.raises(ValidationError):
        begin_hold(by=cast.boss, party=party, reason=" ")
    with pytest.raises(ValidationError):
        begin_hold(by=cast.boss, party=party, reason="诉讼", until=timezone.localdate() - timedelta(days=1))


def test_on_the_page(cast: Cast) -> None:
    party = create_party(by=cast.seller, name="无锡永信机械有限公司")
    boss, seller = Client(), Client()
    boss.force_login(cast.boss)
    seller.force_login(cast.seller)
    address = reverse("customer_hold", args=[party.pk])
    assert seller.post(address, {"reason": "诉讼"}).status_code == 403
    assert boss.post(address, {"reason": ""}).status_code == 422
    assert boss.post(address, {"reason": "诉讼"}).status_code == 302
    hold = LegalHold.objects.get()
    assert "诉讼" in boss.get(reverse("customer_privacy", args=[party.pk])).content.decode()
    assert "诉讼" not in seller.get(reverse("customer_privacy", args=[party.pk])).content.decode()
    assert seller.post(reverse("hold_end", args=[hold.pk])).status_code == 403
    boss.post(reverse("hold_end", args=[hold.pk]))
    hold.refresh_from_db()
    assert hold.ended_by == cast.boss
