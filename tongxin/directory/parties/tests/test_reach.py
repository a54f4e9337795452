"""Questions kept in SQL for a form of rights answer each person as a question made for them alone would."""

import pytest

from tests.cast import Cast, fresh, hire
from tongxin.base.subjects import Subject
from tongxin.collab.access.actions import share_record
from tongxin.collab.access.models import Role, Scope, reach_of
from tongxin.collab.org.actions import add_unit
from tongxin.collab.org.models import Unit
from tongxin.directory.parties.actions import add_contact, create_party, set_points
from tongxin.directory.parties.models import Contact, Party, TeamMember
from tongxin.directory.parties.policies import can_change
from tongxin.directory.parties.queries.around import Around, page_party, seen_contacts
from tongxin.directory.parties.queries.merged import seen_with_merged

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(cast: Cast) -> list:
    """Two of everybody: for each scope two people in different units, with the same role."""
    office = add_unit(by=cast.boss, name="常州", kind=Unit.Kind.TEAM, parent=cast.suzhou)
    found = [cast.boss, cast.manager, cast.seller, cast.colleague, cast.south, cast.clerk, cast.left, cast.stranger]
    for scope in Scope.values:
        role = Role.objects.create(name=f"范围 {scope}", scopes={"party": {"read": scope, "write": scope}})
        for place, unit in enumerate((cast.suzhou, cast.south_region, office)):
            found.append(hire(cast.boss, f"{scope}{place}", f"{scope}{place}", role, unit, is_head=scope == "team"))
    return found


@pytest.fixture
def parties(cast: Cast, people: list) -> list[Party]:
    """One for everybody who may add, one of a team, one that is shared with a person, one with a unit."""
    made = []
    for place, person in enumerate(people):
        if reach_of(fresh(person)).scope("party", "write") != Scope.NONE:
            made.append(create_party(by=fresh(person), name=f"客户 {place} 号"))
    TeamMember.objects.create(party=made[0], person=people[-1], joined_at=made[0].created_at)
    share_record(by=cast.boss, on=Subject("party", made[1].pk), with_whom=people[-2])
    share_record(by=cast.boss, on=Subject("party", made[2].pk), with_whom=cast.south_region, level="write")
    return made


def test_everybody_sees_and_changes_what_a_question_of_their_own_would_say(people: list, parties: list[Party]) -> None:
    seen = {}
    for _twice in range(2):
        for one in people:
            person = fresh(one)
            seen[one.name] = set(Party.objects.visible_to(fresh(one)).values_list("pk", flat=True))
            changed = set(Party.objects.changeable_by(fresh(one)).values_list("pk", flat=True))
            for party in parties:
                assert (page_party(person, party.pk) is not None) == (party.pk in seen[one.name])
                assert can_change(person, party) == (party.pk in changed)
            assert set(seen_with_merged(person, {party.pk for party in parties})) == seen[one.name]
    assert len({frozenset(found) for found in seen.values()}) > 10


def test_those_who_left_or_hold_no_role_get_nothing(cast: Cast, parties: list[Party]) -> None:
    page_party(cast.boss, parties[0].pk)
    for person in (fresh(cast.left), fresh(cast.stranger), None):
        assert page_party(person, parties[0].pk) is None
        assert not can_change(person, parties[0])


def test_units_that_move_are_another_form(cast: Cast) -> None:
    role = Role.objects.create(name="本部", scopes={"party": {"read": "below", "write": "own"}})
    one = hire(cast.boss, "小陈", "chen", role, cast.east)
    party = create_party(by=cast.colleague, name="恒润")
    assert page_party(fresh(one), party.pk)
    Unit.objects.filter(pk=cast.suzhou.pk).update(path=f"{cast.south_region.path}{cast.suzhou.pk}/")
    assert page_party(fresh(one), party.pk) is None
    Unit.objects.filter(pk=cast.suzhou.pk).update(path=f"{cast.east.path}{cast.suzhou.pk}/")
    Unit.objects.filter(pk=cast.east.pk).update(path="/99/")
    assert page_party(fresh(one), party.pk) is None


def test_hidden_numbers_are_another_form(cast: Cast) -> None:
    party = create_party(by=cast.seller, name="恒润")
    set_points(by=cast.seller, party=party, kind="phone", values=["13800138000"])
    assert Around(reach_of(fresh(cast.seller)), party).points[party.pk]
    Role.objects.filter(name="只看自己").update(fields={"party": {"phones": "hidden"}})
    assert not Around(reach_of(fresh(cast.seller)), party).points
    assert Around(reach_of(fresh(cast.boss)), party).points[party.pk]


def test_contacts_are_seen_with_their_firm(cast: Cast) -> None:
    party = create_party(by=cast.seller, name="恒润")
    contact = Contact.objects.get(pk=add_contact(by=cast.seller, party=party, name="张三").pk)
    assert seen_contacts(reach_of(fresh(cast.seller)), [contact.pk]) == [contact]
    assert seen_contacts(reach_of(fresh(cast.south)), [contact.pk]) == []


def test_two_who_lead_others_in_the_same_unit_are_told_apart(cast: Cast) -> None:
    role = Role.objects.create(name="带人", scopes={"party": {"read": "team", "write": "team"}})
    one, other = (hire(cast.boss, name, name, role, cast.suzhou) for name in ("lead1", "lead2"))
    party = create_party(by=cast.colleague, name="恒润")
    cast.colleague.posts.update(reports_to=one)
    for _twice in range(2):
        assert page_party(fresh(one), party.pk)
        assert page_party(fresh(other), party.pk) is None
