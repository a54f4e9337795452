"""Undone in any order, merges leave groups in which nobody belongs to itself."""

from tests.cast import Cast
from tongxin.directory.doubles.actions import merge_parties, undo_merge
from tongxin.directory.doubles.models import Merge
from tongxin.directory.parties.actions import create_party, set_parent
from tongxin.directory.parties.models import Party


def group(cast: Cast) -> dict[str, Party]:
    """乙 and 丁 are under 甲, 甲 under 丙; 丁's double 戊 stands alone."""
    firms = {name: create_party(by=cast.boss, name=f"{name}集团") for name in "甲乙丙丁戊己"}
    for below, above in ("乙甲", "甲丙"):
        set_parent(by=cast.boss, party=firms[below], parent=firms[above])
    return firms


def parents() -> dict[str, str]:
    rows = Party.objects.exclude(parent=None).values_list("name", "parent__name")
    return {below[0]: above[0] for below, above in rows}


def test_a_later_merge_that_would_close_a_ring_gives_its_group_up(cast: Cast) -> None:
    firms = group(cast)
    before = parents()
    first = merge_parties(by=cast.boss, kept=firms["己"], gone=firms["甲"], values={"parent": None})
    set_parent(by=cast.boss, party=firms["丁"], parent=firms["乙"])
    second = merge_parties(by=cast.boss, kept=firms["丙"], gone=firms["丁"], values={"parent": firms["乙"].pk})
    assert parents()["丙"] == "乙"
    assert undo_merge(by=cast.boss, merge=first) == []
    assert parents() == {**before, "丁": "乙"}
    undo_merge(by=cast.boss, merge=second)
    assert parents() == {**before, "丁": "乙"}
    assert not Merge.objects.standing().exists()


def test_a_group_that_somebody_chose_since_stays(cast: Cast) -> None:
    firms = group(cast)
    first = merge_parties(by=cast.boss, kept=firms["己"], gone=firms["甲"], values={"parent": None})
    set_parent(by=cast.boss, party=firms["丙"], parent=firms["乙"])
    stayed = undo_merge(by=cast.boss, merge=first)
    assert [(move.column, move.row) for move in stayed] == [("parent", firms["乙"].pk)]
    assert parents() == {"乙": "己", "丙": "乙", "甲": "丙"}


def test_a_group_that_waits_because_it_would_close_a_ring_goes_on_waiting(cast: Cast) -> None:
    """甲 lay under 乙 and 乙 under 戊; a merge took 甲 to another group, another brought 乙 under 甲. Without the first, 乙 can't be there."""
    firms = {name: create_party(by=cast.boss, name=f"{name}集团") for name in "甲乙丙丁戊"}
    for below, above in ("甲乙", "乙戊", "丙丁"):
        set_parent(by=cast.boss, party=firms[below], parent=firms[above])
    before = parents()
    first = merge_parties(by=cast.boss, kept=firms["甲"], gone=firms["丙"], values={"parent": firms["丁"].pk})
    second = merge_parties(by=cast.boss, kept=firms["甲"], gone=firms["戊"])
    assert parents() == {"甲": "丁", "丙": "丁", "乙": "甲"}
    undo_merge(by=cast.boss, merge=first)
    assert parents() == before
    undo_merge(by=cast.boss, merge=second)
    assert parents() == before


def test_a_group_that_was_merged_meanwhile_is_the_one_it_became(cast: Cast) -> None:
    """A merge took 甲 out of 丙 and into 丁, and 丙 went into 戊. Back in its group, 甲 is in 戊."""
    firms = {name: create_party(by=cast.boss, name=f"{name}集团") for name in "甲乙丙丁戊"}
    for below, above in ("甲丙", "乙丁"):
        set_parent(by=cast.boss, party=firms[below], parent=firms[above])
    before = parents()
    first = merge_parties(by=cast.boss, kept=firms["甲"], gone=firms["乙"], values={"parent": firms["丁"].pk})
    second = merge_parties(by=cast.boss, kept=firms["戊"], gone=firms["丙"])
    assert undo_merge(by=cast.boss, merge=first) == []
    assert parents() == {"甲": "戊", "乙": "丁"}
    undo_merge(by=cast.boss, merge=second)
    assert parents() == before


def test_a_group_that_went_into_its_own_firm_meanwhile_waits(cast: Cast) -> None:
    """As before, but 丙 went into 甲 itself: nobody belongs to itself, so it belongs to nobody until the two are apart."""
    firms = {name: create_party(by=cast.boss, name=f"{name}集团") for name in "甲乙丙丁"}
    for below, above in ("甲丙", "乙丁"):
        set_parent(by=cast.boss, party=firms[below], parent=firms[above])
    before = parents()
    first = merge_parties(by=cast.boss, kept=firms["甲"], gone=firms["乙"], values={"parent": firms["丁"].pk})
    second = merge_parties(by=cast.boss, kept=firms["甲"], gone=firms["丙"])
    assert undo_merge(by=cast.boss, merge=first) == []
    assert parents()["甲"] == "丙"
    undo_merge(by=cast.boss, merge=second)
    assert parents() == before
