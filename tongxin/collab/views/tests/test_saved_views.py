"""Views are kept, shared and changed by those who may."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import QueryDict

from tests.cast import fresh
from tongxin.collab.access.actions import give_role
from tongxin.collab.access.models import Role
from tongxin.collab.journal.models import Entry
from tongxin.collab.views.actions import (
    NotYourView,
    TooManyViews,
    UnfitView,
    ViewNameTaken,
    change_view,
    delete_view,
    reorder_views,
    save_view,
    share_view,
)
from tongxin.collab.views.models import SavedView
from tongxin.collab.views.queries import filter_of, saved_tabs, views_for

FILTER = {"v": 1, "and": [{"field": "city", "op": "eq", "value": "苏州"}, {"field": "owner", "op": "mine"}]}


def save(by, name="我的苏州客户", **more):
    return save_view(by=by, kind="party", name=name, **{"filter": FILTER, "sort": "-name", **more})


def seen_by(person):
    return [view.name for view in views_for(fresh(person), "party")]


def test_a_view_is_kept_for_oneself(cast):
    view = save(cast.seller)
    assert seen_by(cast.seller) == ["我的苏州客户"]
    for other in (cast.boss, cast.colleague, cast.stranger):
        assert seen_by(other) == []
    assert list(views_for(AnonymousUser(), "party")) == []
    assert list(views_for(cast.seller, "activity")) == []
    assert Entry.objects.get(name="view.saved").subject == ("view", view.pk)


def test_a_unit_shares_with_all_below_it(cast):
    save(cast.manager, sharing="unit")
    for one in (cast.manager, cast.seller, cast.colleague):
        assert seen_by(one) == ["我的苏州客户"]
    for other in (cast.south, cast.boss, cast.stranger, cast.left):
        assert seen_by(other) == []


def test_only_administrators_share_with_the_firm(cast):
    with pytest.raises(NotYourView):
        save(cast.seller, sharing="firm")
    with pytest.raises(NotYourView):
        save(cast.stranger, sharing="unit")
    with pytest.raises(NotYourView):
        save(cast.seller, sharing="everyone")
    assert not SavedView.objects.exists()
    save(cast.boss, sharing="firm")
    assert seen_by(cast.south) == ["我的苏州客户"]
    assert seen_by(cast.left) == []
    assert list(views_for(AnonymousUser(), "party")) == []


def test_the_owner_changes_and_others_do_not(cast):
    view = save(cast.seller, sharing="unit")
    for other in (cast.colleague, cast.south, cast.boss):
        for deed in (
            lambda by: change_view(by=by, view=view, name="x"),
            lambda by: share_view(by=by, view=view, sharing="private"),
            lambda by: delete_view(by=by, view=view),
        ):
            with pytest.raises(NotYourView):
                deed(other)
    changed = change_view(by=cast.seller, view=view, name="新名字", sort="name")
    assert (changed.name, changed.sort, changed.version) == ("新名字", "name", 2)
    entry = Entry.objects.get(name="view.changed")
    assert entry.before == {"name": "我的苏州客户", "sort": "-name"}
    delete_view(by=cast.seller, view=view)
    assert seen_by(cast.seller) == []


def test_administrators_change_what_the_firm_sees(cast):
    view = save(cast.boss, sharing="firm")
    with pytest.raises(NotYourView):
        delete_view(by=cast.seller, view=view)
    share_view(by=cast.boss, view=view, sharing="unit")
    assert (seen_by(cast.boss), Entry.objects.filter(name="view.shared").count()) == (["我的苏州客户"], 1)
    share_view(by=cast.boss, view=view, sharing="unit")
    assert Entry.objects.filter(name="view.shared").count() == 1


def test_administrators_leave_the_views_of_a_unit_to_their_owners(cast):
    view = save(cast.seller, sharing="unit")
    give_role(by=cast.boss, person=cast.colleague, role=Role.objects.get(name="管理员"))
    assert seen_by(cast.colleague) == ["我的苏州客户"]
    with pytest.raises(NotYourView):
        delete_view(by=fresh(cast.colleague), view=view)


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_view_needs_a_name(cast, name):
    with pytest.raises(ValidationError):
        save(cast.seller, name)


@pytest.mark.parametrize("filter", [{}, {"v": 2, "and": []}, {"v": 1, "and": ["x" * 9000]}])
def test_a_view_needs_a_filter(cast, filter):
    with pytest.raises(UnfitView):
        save(cast.seller, filter=filter)


def test_a_name_is_taken_once_by_each_person(cast):
    first = save(cast.seller)
    save(cast.colleague)
    with pytest.raises(ViewNameTaken):
        save(cast.seller)
    second = save(cast.seller, "另一个")
    with pytest.raises(ViewNameTaken):
        change_view(by=cast.seller, view=second, name="我的苏州客户")
    assert change_view(by=cast.seller, view=first, name="我的苏州客户").version == 1


def test_there_is_an_end_to_views(cast):
    for number in range(50):
        save(cast.seller, f"视图{number}")
    with pytest.raises(TooManyViews):
        save(cast.seller, "再来一个")


def test_ones_own_views_are_reordered(cast):
    a, b, c = (save(cast.seller, name) for name in "甲乙丙")
    other = save(cast.colleague, "丁")
    reorder_views(by=cast.seller, kind="party", ids=[c.pk, a.pk, other.pk, 999, b.pk, c.pk])
    assert seen_by(cast.seller) == ["丙", "甲", "乙"]
    assert seen_by(cast.colleague) == ["丁"]


def test_a_tab_leads_to_the_list_as_it_was(cast):
    view = save(cast.seller)
    tab = saved_tabs(cast.seller, "party", "/customers/", str(view.pk))[0]
    path, query = tab.url.split("?")
    assert (path, tab.current, tab.may_change) == ("/customers/", True, True)
    assert filter_of(QueryDict(query)) == FILTER
    assert QueryDict(query)["sort"] == "-name"


def test_an_address_with_a_json_filter_is_kept_too(cast):
    data = {"v": 1, "and": [{"or": [{"field": "city", "op": "eq", "value": "苏州"}]}]}
    view = save(cast.seller, filter=data)
    assert filter_of(QueryDict(view.query[1:]))["and"] == [{"and": data["and"]}]
