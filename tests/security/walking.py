"""Random walks through the rights of a firm: roles, posts, units, shares, teams, owners and hand-overs change in any order."""

from collections.abc import Callable
from random import Random

from django.test import Client

from tests.cast import Cast, fresh, hire
from tests.chaos.watching import Watching
from tests.security.plain_rights import SCOPES, Post, Rights
from tongxin.base.subjects import Subject
from tongxin.collab.access.actions import give_role, save_role, share_record, take_role, unshare_record
from tongxin.collab.access.models import Role, Share
from tongxin.collab.org import models as org
from tongxin.collab.org.actions import add_unit, change_unit, give_post, leave_post
from tongxin.collab.org.actions.units import UnitInItself
from tongxin.collab.people.actions import deactivate_person, reactivate_person
from tongxin.collab.people.models import Person
from tongxin.directory.ownership.actions import begin_hand_over, carry_out
from tongxin.directory.parties.actions import assign_parties, create_party, join_team, leave_team
from tongxin.directory.parties.models import Party

PEOPLE, ROLES, PARTIES = 6, 6, 12
DEEDS = ("read", "write")
DRAWN = [*SCOPES, "team", "below", "below"]  # those that hang on most


class Walk:
    """One firm of its own beside the cast's, and what should be true of it. Each deed is done by an action and told to the model."""

    def __init__(self, cast: Cast, chance: Random) -> None:
        self.boss, self.chance, self.plain = cast.boss, chance, Rights()
        units = [cast.head_office, cast.east, cast.south_region]
        units += [add_unit(by=self.boss, name=f"部{number}", parent=units[number % 3]) for number in range(4)]
        self.plain.above = {unit.pk: unit.parent_id for unit in org.Unit.objects.all()}
        self.units = {unit.pk: unit for unit in units}
        self.people = {
            person.pk: person
            for person in (hire(self.boss, f"走{number}", f"walk{number}", None, None) for number in range(PEOPLE))
        }
        self.plain.held = {person: set() for person in self.people}
        self.plain.posts = {person: [] for person in self.people}
        self.roles = {}
        for number in range(ROLES):
            scopes = {deed: chance.choice(DRAWN) for deed in DEEDS}
            role = Role.objects.create(name=f"角色{number}", scopes={"party": scopes})
            self.roles[role.pk], self.plain.roles[role.pk] = role, scopes
        for person in self.people:
            self.give_role(person)
            self.give_post(person)
        for number in range(PARTIES):
            owner = self.one()
            party = create_party(by=self.boss, name=f"客户{number}", owner=self.people[owner])
            self.plain.owner[party.pk], self.plain.unit[party.pk] = owner, self.plain.main_unit(owner)

    def one(self) -> int:
        return self.chance.choice(sorted(self.people))

    def party(self) -> Party:
        return Party.objects.get(pk=self.chance.choice(sorted(self.plain.owner)))

    def unit(self) -> int:
        return self.chance.choice(sorted(self.units))

    def step(self) -> str:
        """Do something; answers what."""
        deeds: list[Callable[[int], None]] = [
            self.give_role, self.take_role, self.save_role, self.give_post, self.leave_post, self.move_unit, self.share,
            self.unshare, self.join, self.leave, self.assign, self.hand_over, self.go_or_come,
        ]  # fmt: skip
        deed = self.chance.choice(deeds)
        deed(self.one())
        return deed.__name__

    def give_role(self, person: int) -> None:
        role = self.chance.choice(sorted(self.roles))
        give_role(by=self.boss, person=self.people[person], role=self.roles[role])
        self.plain.held[person].add(role)

    def take_role(self, person: int) -> None:
        if held := sorted(self.plain.held[person]):
            role = self.chance.choice(held)
            take_role(by=self.boss, person=self.people[person], role=self.roles[role])
            self.plain.held[person].discard(role)

    def save_role(self, _person: int) -> None:
        role, scopes = self.chance.choice(sorted(self.roles)), {deed: self.chance.choice(DRAWN) for deed in DEEDS}
        save_role(by=self.boss, role=self.roles[role], scopes={"party": scopes})
        self.plain.roles[role] = scopes

    def give_post(self, person: int) -> None:
        unit, is_head = self.unit(), self.chance.random() < 0.4
        to = self.chance.choice([None, None, *(one for one in sorted(self.people) if one != person)])
        posts = self.plain.posts[person]
        is_main = not any(post.is_main for post in posts if post.unit != unit)
        found = Post(unit, is_main, is_head, to)
        give_post(
            by=self.boss,
            person=self.people[person],
            unit=self.units[unit],
            is_head=is_head,
            reports_to=self.people.get(to or 0),
        )
        at = next((at for at, post in enumerate(posts) if post.unit == unit), len(posts))
        posts[at : at + 1] = [found]

    def leave_post(self, person: int) -> None:
        if posts := self.plain.posts[person]:
            gone = posts.pop(self.chance.randrange(len(posts)))
            leave_post(by=self.boss, post=org.Post.objects.held().get(person=person, unit=gone.unit))

    def move_unit(self, _person: int) -> None:
        unit, parent = self.unit(), self.unit()
        if self.plain.above[unit] is None:
            return
        try:
            change_unit(by=self.boss, unit=org.Unit.objects.get(pk=unit), parent=org.Unit.objects.get(pk=parent))
        except UnitInItself:
            assert unit in self.plain.upwards(parent)
        else:
            self.plain.above[unit] = parent

    def share(self, person: int) -> None:
        party, level, unit = self.party(), self.chance.choice(DEEDS), self.unit()
        kind, number, whom = self.chance.choice(
            [("person", person, self.people[person]), ("unit", unit, self.units[unit])]
        )
        share_record(by=self.boss, on=Subject("party", party.pk), with_whom=whom, level=level)
        self.plain.shares[party.pk, kind, number] = level

    def unshare(self, _person: int) -> None:
        if self.plain.shares:
            key = self.chance.choice(sorted(self.plain.shares))
            del self.plain.shares[key]
            party, kind, number = key
            unshare_record(by=self.boss, share=Share.objects.get(kind="party", record_id=party, **{kind: number}))

    def join(self, person: int) -> None:
        party = self.party()
        join_team(by=self.boss, party=party, person=self.people[person])
        self.plain.team.add((party.pk, person))

    def leave(self, _person: int) -> None:
        if self.plain.team:
            party, person = self.chance.choice(sorted(self.plain.team))
            leave_team(by=self.boss, party=Party.objects.get(pk=party), person=self.people[person])
            self.plain.team.discard((party, person))

    def assign(self, person: int) -> None:
        party = self.party()
        assign_parties(by=self.boss, parties=[party.pk], owner=self.people[person])
        if self.plain.owner[party.pk] != person:
            self.plain.owner[party.pk], self.plain.unit[party.pk] = person, self.plain.main_unit(person)

    def hand_over(self, giver: int) -> None:
        taker = self.one()
        if taker == giver or taker in self.plain.gone:
            return
        people = [Person.objects.get(pk=number) for number in (giver, taker)]
        made = begin_hand_over(by=self.boss, giver=people[0], taker=people[1], kinds=["customers"])
        carry_out(hand_over=made.pk, job=Watching())
        for party, owner in self.plain.owner.items():
            if owner == giver:
                self.plain.owner[party], self.plain.unit[party] = taker, self.plain.main_unit(taker)

    def go_or_come(self, person: int) -> None:
        if person in self.plain.gone:
            reactivate_person(by=self.boss, person=self.people[person])
            self.plain.gone.discard(person)
        else:
            deactivate_person(by=self.boss, person=self.people[person])
            self.plain.gone.add(person)

    def wrong(self, people: list[int]) -> list[str]:
        """How what the program opens to these people differs from what the model says."""
        ours = list(self.plain.owner)
        found = []
        for number in people:
            person, rows = fresh(self.people[number]), Party.objects.filter(pk__in=ours)
            may = {deed: self.plain.may(number, deed) for deed in DEEDS}
            opened = {
                "seen": (rows.visible_to(person), may["read"]),
                "changed": (rows.changeable_by(person), may["write"]),
            }
            told = {name: (set(rows.values_list("pk", flat=True)), true) for name, (rows, true) in opened.items()}
            told["in parts"] = ({row.pk for way in rows.ways_to(person) for row in way}, may["read"])
            found += [
                f"{name} by {number}: too much {sorted(seen - true)}, too little {sorted(true - seen)}"
                for name, (seen, true) in told.items()
                if seen != true
            ]
        return found

    def listed(self, number: int) -> set[int]:
        """What a page of the list shows the person by links."""
        client = Client()
        client.force_login(self.people[number])
        page = client.get("/customers/?q=客户").content.decode()
        return {pk for pk in self.plain.owner if f'"/customers/{pk}/"' in page}
