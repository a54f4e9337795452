"""Hand-overs and key customers follow a customer into the record with which it is merged, and go back with it."""

from tests.cast import Cast
from tongxin.directory.doubles.actions import merge_parties, undo_merge
from tongxin.directory.ownership.actions import mark_key, undo_hand_over
from tongxin.directory.ownership.models import CUSTOMERS, KeyCustomer, Moved
from tongxin.directory.ownership.tests.test_hand_over import hand_over
from tongxin.directory.parties.actions import create_party, join_team
from tongxin.directory.parties.models import Party, TeamMember


def rows() -> tuple[object, ...]:
    moved = list(Moved.objects.order_by("pk").values_list("kind", "record_id", "back_at"))
    return moved, list(KeyCustomer.objects.values_list("party", "why")), list(TeamMember.objects.values_list("party"))


def test_the_account_names_the_kept_record_which_goes_back_with_the_rest(cast: Cast) -> None:
    gone = create_party(by=cast.colleague, name="昆山恒润机械")
    kept = create_party(by=cast.boss, name="昆山恒润")
    one = hand_over(cast.boss, cast.colleague, cast.manager, [CUSTOMERS])
    before = rows()
    merge = merge_parties(by=cast.boss, kept=kept, gone=gone, values={"owner": cast.manager.pk})
    assert Moved.objects.get(kind=CUSTOMERS).record_id == kept.pk
    undo_merge(by=cast.boss, merge=merge)
    assert rows() == before
    merge_parties(by=cast.boss, kept=kept, gone=gone, values={"owner": cast.manager.pk})
    undo_hand_over(by=cast.boss, hand_over=one)
    assert Party.objects.get(pk=kept.pk).owner == cast.colleague


def test_what_was_the_takers_own_before_is_not_taken_from_them(cast: Cast) -> None:
    gone, kept = create_party(by=cast.colleague, name="昆山恒润机械"), create_party(by=cast.manager, name="昆山恒润")
    one = hand_over(cast.boss, cast.colleague, cast.manager, [CUSTOMERS])
    merge_parties(by=cast.boss, kept=kept, gone=gone)
    undo_hand_over(by=cast.boss, hand_over=one)
    assert Party.objects.get(pk=kept.pk).owner == cast.manager


def test_places_in_teams_come_back_on_the_kept_record(cast: Cast) -> None:
    gone, kept = create_party(by=cast.boss, name="昆山恒润机械"), create_party(by=cast.boss, name="昆山恒润")
    join_team(by=cast.boss, party=gone, person=cast.colleague, role="技术")
    one = hand_over(cast.boss, cast.colleague, cast.seller, ["teams"])
    merge_parties(by=cast.boss, kept=kept, gone=gone)
    undo_hand_over(by=cast.boss, hand_over=one)
    assert list(TeamMember.objects.filter(party=kept).values_list("person__name", "role")) == [("赵航", "技术")]


def test_the_mark_goes_when_the_merge_that_brought_it_is_undone(cast: Cast) -> None:
    first, second, third = (create_party(by=cast.boss, name=f"昆山恒润{name}") for name in ("一", "二", "三"))
    mark_key(by=cast.boss, party=first, why="年框客户")
    inner = merge_parties(by=cast.boss, kept=second, gone=first)
    merge_parties(by=cast.boss, kept=third, gone=second)
    assert KeyCustomer.objects.filter(party=third).exists()
    undo_merge(by=cast.boss, merge=inner)
    assert list(KeyCustomer.objects.values_list("party", flat=True)) == [first.pk]
