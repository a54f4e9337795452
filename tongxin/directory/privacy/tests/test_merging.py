"""What somebody told us under one number counts under the number with which it is merged, and goes back with it."""

from datetime import date

import pytest

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.directory.doubles.actions import merge_parties, undo_merge
from tongxin.directory.parties.actions import MustBeKept, create_party
from tongxin.directory.privacy.actions import begin_hold, keep_what_is_held, note_consent, open_request
from tongxin.directory.privacy.models import Consent, LegalHold, SubjectRequest
from tongxin.directory.privacy.queries import may_contact


def test_an_objection_a_hold_and_an_open_request_follow_a_merge(cast: Cast) -> None:
    kept, gone = (create_party(by=cast.boss, name=name, kind="person") for name in ("张慧敏", "张惠敏"))
    for party, deed, day in ((kept, "given", 1), (gone, "objected", 2)):
        note_consent(by=cast.boss, party=party, purpose="calls", deed=deed, source="电话", said_on=date(2026, 11, day))
    begin_hold(by=cast.boss, party=gone, reason="诉讼")
    asked = open_request(by=cast.boss, kind="find", name="张惠敏", identified_by="身份证", party=gone)
    closed = SubjectRequest.objects.create(
        kind="find", state="answered", name="张惠敏", identified_by="电话", party_id=gone.pk, asked_on=date(2026, 1, 2),
        due_on=date(2026, 2, 1), opened_by=cast.boss, opened_at=now(), closed_at=now(),
    )  # fmt: skip
    assert may_contact(kept, "calls", "phone")
    merge = merge_parties(by=cast.boss, kept=kept, gone=gone)
    assert not may_contact(kept, "calls", "phone"), "what was said last counts for both"
    with pytest.raises(MustBeKept, match="诉讼"):
        keep_what_is_held(kept.pk)
    numbers = dict(SubjectRequest.objects.values_list("pk", "party_id"))
    assert numbers == {asked.pk: kept.pk, closed.pk: gone.pk}, "what was answered is not touched again"
    undo_merge(by=cast.boss, merge=merge)
    assert may_contact(kept, "calls", "phone")
    assert set(Consent.objects.values_list("party", "deed")) == {(kept.pk, "given"), (gone.pk, "objected")}
    assert LegalHold.objects.get().party == gone
    assert SubjectRequest.objects.get(pk=asked.pk).party_id == gone.pk
