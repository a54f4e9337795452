"""The verbs of administrators ask for themselves, whatever door they were called through."""

from collections.abc import Callable

import pytest

from tests.cast import Cast, fresh
from tongxin.collab.access import actions
from tongxin.collab.access.actions import LastAdministrator, Newcomer, NotAdministrator
from tongxin.collab.access.models import Assignment, Role
from tongxin.collab.journal.models import Entry
from tongxin.collab.org.models import Company, Post, Unit
from tongxin.collab.people.models import Person

Deed = Callable[[Cast, Person], object]


def _roles(name: str = "只看") -> Role:
    return Role.objects.get(name=name)


DEEDS: dict[str, Deed] = {
    "hire": lambda cast, by: actions.hire(
        by=by, newcomer=Newcomer(name="吴桐", email="wu@hengxin.example", unit=cast.suzhou)
    ),
    "hire_all": lambda cast, by: actions.hire_all(by=by, newcomers=[Newcomer(name="吴桐", email="wu@hengxin.example")]),
    "change_staff": lambda cast, by: actions.change_staff(
        by=by, person=cast.south, version=fresh(cast.south).version, roles=[_roles()], name="何小静"
    ),
    "sign_out_everywhere": lambda cast, by: actions.sign_out_everywhere(by=by, person=cast.south),
    "let_go": lambda cast, by: actions.let_go(by=by, person=cast.south),
    "take_back": lambda cast, by: actions.take_back(by=by, person=cast.left),
    "open_way_in": lambda cast, by: actions.open_way_in(by=by, person=cast.south),
    "place_in_unit": lambda cast, by: actions.place_in_unit(by=by, person=cast.south, unit=cast.east),
    "take_from_unit": lambda cast, by: actions.take_from_unit(by=by, post=Post.objects.held().get(person=cast.south)),
    "found_unit": lambda cast, by: actions.found_unit(by=by, name="无锡", kind="team", parent=cast.east),
    "reshape_unit": lambda cast, by: actions.reshape_unit(
        by=by, unit=cast.suzhou, name="苏南", kind="team", parent=None
    ),
    "shut_unit": lambda cast, by: actions.shut_unit(by=by, unit=Unit.objects.get(name="空组")),
    "change_firm": lambda cast, by: actions.change_firm(by=by, name="恒信集团"),
    "save_role": lambda cast, by: actions.save_role(by=by, name="新角色", scopes={"party": {"read": "all"}}),
    "give_role": lambda cast, by: actions.give_role(by=by, person=cast.stranger, role=_roles()),
    "take_role": lambda cast, by: actions.take_role(by=by, person=cast.clerk, role=_roles()),
}


def state() -> list[object]:
    models = [Person, Unit, Post, Role, Assignment, Company, Entry]
    return [list(model.objects.order_by("pk").values()) for model in models]  # type: ignore[attr-defined]


@pytest.fixture
def empty_unit(cast: Cast) -> Unit:
    return actions.found_unit(by=cast.boss, name="空组", kind="team", parent=cast.east)


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", ["manager", "seller", "clerk", "stranger", "left"])
def test_others_are_refused_and_nothing_changes(cast: Cast, empty_unit: Unit, deed: str, who: str) -> None:
    before = state()
    with pytest.raises(NotAdministrator):
        DEEDS[deed](cast, getattr(cast, who))
    assert state() == before


@pytest.mark.parametrize("deed", DEEDS)
def test_the_boss_succeeds_and_the_journal_knows(cast: Cast, empty_unit: Unit, deed: str) -> None:
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True)[0]
    DEEDS[deed](cast, cast.boss)
    told = Entry.objects.filter(pk__gt=last)
    assert told.exists()
    assert {entry.actor_id for entry in told} == {cast.boss.pk}


def test_rights_lost_a_moment_ago_are_lost(cast: Cast) -> None:
    admin = _roles("管理员")
    actions.give_role(by=cast.boss, person=cast.manager, role=admin)
    second = fresh(cast.manager)
    actions.found_unit(by=second, name="无锡", kind="team", parent=cast.east)
    actions.take_role(by=cast.boss, person=cast.manager, role=admin)
    with pytest.raises(NotAdministrator):
        actions.found_unit(by=second, name="常州", kind="team", parent=cast.east)


def test_the_last_administrator_keeps_the_role(cast: Cast) -> None:
    admin = _roles("管理员")
    with pytest.raises(LastAdministrator):
        actions.take_role(by=cast.boss, person=cast.boss, role=admin)
    with pytest.raises(LastAdministrator):
        actions.save_role(by=cast.boss, role=admin, is_administrator=False)
    assert Role.objects.get(pk=admin.pk).is_administrator
    assert Assignment.objects.filter(person=cast.boss, role=admin).exists()
