"""A merge that is done again because an earlier one was undone: what rested on the earlier one is not done again, what it kept back is."""

from datetime import timedelta

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.collab.feed.actions import follow
from tongxin.collab.feed.models import Following
from tongxin.collab.feed.queries import follows
from tongxin.directory.activities.actions import note_activity
from tongxin.directory.doubles.actions import merge_parties, undo_merge
from tongxin.directory.doubles.actions.doing_again import number_as_done
from tongxin.directory.doubles.models import Move
from tongxin.directory.parties.actions import add_contact, create_party, set_tags
from tongxin.directory.parties.actions.reporting import set_superior
from tongxin.directory.parties.models import Contact, ContactPoint, Party, PartyTag


def three(cast: Cast, *points: dict[str, list[str]]) -> list[Party]:
    """Three records of one firm."""
    names = ("恒润机械", "恒润机械厂", "苏州恒润机械有限公司")
    return [create_party(by=cast.boss, name=name, points=some) for name, some in zip(names, points, strict=True)]


def phones(party: Party) -> dict[str, bool]:
    return dict(ContactPoint.objects.filter(party=party, kind="phone").values_list("value", "is_main"))


def test_what_was_done_only_because_of_a_row_that_went_away_is_not_done_again(cast: Cast) -> None:
    """The number of the second one is the main number no more only because the first one brought one."""
    kept, one, other = three(cast, {}, {"phone": ["13800138001"]}, {"phone": ["13800138002"]})
    first = merge_parties(by=cast.boss, kept=kept, gone=one)
    second = merge_parties(by=cast.boss, kept=kept, gone=other)
    assert phones(kept) == {"+8613800138001": True, "+8613800138002": False}
    undo_merge(by=cast.boss, merge=first)
    assert phones(kept) == {"+8613800138002": True}, "the reason is gone"
    assert phones(one) == {"+8613800138001": True}
    undo_merge(by=cast.boss, merge=second)
    assert (phones(kept), phones(other)) == ({}, {"+8613800138002": True})


def test_what_waited_for_its_like_goes_along_when_the_like_goes(cast: Cast) -> None:
    """Both brought the tag; the second one's waited, because the first one's was there."""
    kept, one, other = three(cast, {}, {}, {})
    for party in (one, other):
        set_tags(by=cast.boss, party=party, names=["展会"])
    rows = dict(PartyTag.objects.values_list("pk", "party"))
    first = merge_parties(by=cast.boss, kept=kept, gone=one)
    second = merge_parties(by=cast.boss, kept=kept, gone=other)
    assert kept.tags.count() == 1
    undo_merge(by=cast.boss, merge=first)
    assert [tag.name for tag in kept.tags.all()] == ["展会"]
    assert [tag.name for tag in one.tags.all()] == ["展会"]
    undo_merge(by=cast.boss, merge=second)
    assert dict(PartyTag.objects.values_list("pk", "party")) == rows


def test_what_goes_along_only_now_goes_on_with_a_merge_that_came_after(cast: Cast) -> None:
    """The first one's tag kept the second one's waiting; a third merge took the record on that now has it."""
    kept, one, other = three(cast, {}, {}, {})
    last = create_party(by=cast.boss, name="金陵机械")
    for party in (one, other):
        set_tags(by=cast.boss, party=party, names=["展会"])
    rows = dict(PartyTag.objects.values_list("pk", "party"))
    first, second = (merge_parties(by=cast.boss, kept=kept, gone=party) for party in (one, other))
    third = merge_parties(by=cast.boss, kept=last, gone=kept)
    undo_merge(by=cast.boss, merge=first)
    assert [tag.name for tag in last.tags.all()] == ["展会"], "it does not stay with the record that is out of sight"
    undo_merge(by=cast.boss, merge=third)
    assert ([tag.name for tag in kept.tags.all()], last.tags.count()) == (["展会"], 0)
    undo_merge(by=cast.boss, merge=second)
    assert dict(PartyTag.objects.values_list("pk", "party")) == rows


def test_moves_are_numbered_in_the_order_in_which_they_are_done_again(cast: Cast) -> None:
    """So that from the last to the first each row finds its place free when they are rolled back."""
    kept, gone, _other = three(cast, {}, {"phone": ["13800138001", "13800138002"]}, {})
    moves = list(merge_parties(by=cast.boss, kept=kept, gone=gone).moves.order_by("id"))
    assert len(moves) > 2
    done = [*moves[1:], moves[0]]
    number_as_done(done)
    assert [(move.row, move.column) for move in Move.objects.order_by("id")] == [(one.row, one.column) for one in done]


def test_who_follows_another_kind_of_record_of_that_number_is_not_taken_for_a_like(cast: Cast) -> None:
    kept, one, other = three(cast, {}, {}, {})
    for party in (one, other):
        follow(by=cast.boss, on=Subject("party", party.pk))
    Following.objects.create(person=cast.boss, subject_kind="opportunity", subject_id=kept.pk, since=now())
    first = merge_parties(by=cast.boss, kept=kept, gone=one)
    merge_parties(by=cast.boss, kept=kept, gone=other)
    undo_merge(by=cast.boss, merge=first)
    assert follows(cast.boss, Subject("party", kept.pk)), "the second one's goes along"


def test_who_took_part_under_two_numbers_takes_part_when_one_of_them_goes_back(cast: Cast) -> None:
    """Both were at the call; of the second one nothing was kept, because the first one had become the same."""
    firm = create_party(by=cast.boss, name="恒润机械")
    kept, one, other = (add_contact(by=cast.boss, party=firm, name=name).person for name in ("马国栋", "马总", "沈丽"))
    call = note_activity(by=cast.boss, party=firm, kind="call", text="问价格", people=[one.pk, other.pk])
    first, second = (merge_parties(by=cast.boss, kept=kept, gone=party) for party in (one, other))
    assert set(call.people.values_list("pk", flat=True)) == {kept.pk}
    undo_merge(by=cast.boss, merge=first)
    assert set(call.people.values_list("pk", flat=True)) == {one.pk, kept.pk}
    undo_merge(by=cast.boss, merge=second)
    assert set(call.people.values_list("pk", flat=True)) == {one.pk, other.pk}


def test_somebody_who_left_the_kept_firm_keeps_nobody_waiting(cast: Cast) -> None:
    kept, one, other = three(cast, {}, {}, {})
    person = add_contact(by=cast.boss, party=one, name="马国栋").person
    add_contact(by=cast.boss, party=other, person=person)
    Contact.objects.create(party=kept, person=person, added_at=now(), left_at=now() - timedelta(days=9))
    first = merge_parties(by=cast.boss, kept=kept, gone=one)
    merge_parties(by=cast.boss, kept=kept, gone=other)
    undo_merge(by=cast.boss, merge=first)
    assert Contact.objects.current().filter(party=kept, person=person).exists()


def lines() -> dict[str, str | None]:
    rows = (
        Contact.objects.current().order_by("pk").values_list("person__name", "party__name", "reports_to__person__name")
    )
    return {f"{name} @ {firm[:2]}": above for name, firm, above in rows}


def test_who_reported_to_somebody_known_twice_reports_to_the_one_that_stays(cast: Cast) -> None:
    kept, gone = (create_party(by=cast.boss, name=name) for name in ("恒润机械", "金陵机械"))
    head = add_contact(by=cast.boss, party=kept, name="马国栋")
    same = add_contact(by=cast.boss, party=gone, person=head.person)
    below = add_contact(by=cast.boss, party=gone, name="沈丽")
    set_superior(by=cast.boss, contact=below, superior=same)
    before = lines()
    merge = merge_parties(by=cast.boss, kept=kept, gone=gone)
    below.refresh_from_db()
    assert (below.party, below.reports_to) == (kept, head)
    undo_merge(by=cast.boss, merge=merge)
    assert lines() == before


def test_a_place_that_was_only_lent_is_left_as_it_was_when_it_goes_back(cast: Cast) -> None:
    """One went into the next and that one into his subordinate, where the place became a former one. It goes back as a current one."""
    firm = create_party(by=cast.boss, name="恒润机械")
    head, below = (add_contact(by=cast.boss, party=firm, name=name) for name in ("马国栋", "沈丽"))
    set_superior(by=cast.boss, contact=below, superior=head)
    between = create_party(by=cast.boss, name="马总", kind="person")
    before = lines()
    first = merge_parties(by=cast.boss, kept=between, gone=head.person)
    second = merge_parties(by=cast.boss, kept=below.person, gone=between, values={"name": "沈丽"})
    assert lines() == {"沈丽 @ 恒润": None}
    undo_merge(by=cast.boss, merge=first)
    assert lines() == before, "he still works there, and she reports to him"
    undo_merge(by=cast.boss, merge=second)
    assert lines() == before


def test_a_number_that_waited_at_another_record_is_the_main_one_when_it_goes_back(cast: Cast) -> None:
    """It went along to the second one, and waits there, no longer as main number, because the third one has the same."""
    last, between, one = three(cast, {"phone": ["13800138001"]}, {}, {"phone": ["13800138001"]})
    first = merge_parties(by=cast.boss, kept=between, gone=one)
    merge_parties(by=cast.boss, kept=last, gone=between)
    assert phones(last) == {"+8613800138001": True}
    undo_merge(by=cast.boss, merge=first)
    assert phones(one) == {"+8613800138001": True}


def test_nobody_reports_to_themselves_when_two_that_were_one_become_one(cast: Cast) -> None:
    firm = create_party(by=cast.boss, name="恒润机械")
    one, between, other = (add_contact(by=cast.boss, party=firm, name=name) for name in ("马国栋", "沈丽", "马总"))
    set_superior(by=cast.boss, contact=one, superior=between)
    set_superior(by=cast.boss, contact=between, superior=other)
    before = lines()
    merge = merge_parties(by=cast.boss, kept=one.person, gone=other.person)
    assert lines() == {"马国栋 @ 恒润": "沈丽", "沈丽 @ 恒润": None}
    undo_merge(by=cast.boss, merge=merge)
    assert lines() == before
