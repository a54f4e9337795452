"""Firms of all kinds, as they are founded to be merged: people at several of them, groups, tags, files, plans, and pools."""

import random
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.files.base import ContentFile

from tests.chaos.watching import Watching
from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.base.registries import is_seen
from tongxin.base.subjects import Subject
from tongxin.collab.access.actions import share_record
from tongxin.collab.approvals.actions import start_approval
from tongxin.collab.approvals.models import Flow
from tongxin.collab.feed.actions import follow, say
from tongxin.collab.files.actions import attach_file, store_file
from tongxin.collab.files.models import StoredFile
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.actions import give_task
from tongxin.directory.activities.actions import note_activity, plan_step
from tongxin.directory.catalogue.actions import add_product, agree_price
from tongxin.directory.catalogue.models import Product
from tongxin.directory.memory.actions import note_fact
from tongxin.directory.ownership.actions import begin_hand_over, carry_out, mark_key
from tongxin.directory.parties import actions
from tongxin.directory.parties.actions.reporting import set_superior
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.actions import note_consent
from tongxin.frontoffice.leads.actions import convert_lead, note_lead
from tongxin.frontoffice.pipeline.actions import open_opportunity
from tongxin.frontoffice.pipeline.models import Opportunity
from tongxin.frontoffice.pools import actions as pools
from tongxin.frontoffice.pools.models import Custody
from tongxin.frontoffice.quotes.actions import start_quote

WORDS = "恒 润 澄 江 金 陵 远 东 锦 溪 宏 盛".split()
CITIES = ["苏州", "上海", "", "无锡", "苏州市"]
PHONES = [f"1380013{number:04d}" for number in range(6)]


@dataclass
class World:
    """The firm in which it happens. `noted` is what was added meanwhile: number of the row to the party it belongs to."""

    boss: Person
    others: list[Person]
    chance: random.Random
    firms: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    noted: dict[int, int] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=lambda: {"merged": 0, "undone": 0, "refused": 0, "noted": 0})


def populate(boss: Person, others: list[Person], chance: random.Random, *, firms: int = 9) -> World:
    """Found so many firms, each with what surrounds a customer."""
    world = World(boss, others, chance)
    file = store_file(by=boss, upload=ContentFile(b"drawing", name="drawing.txt"))
    product = add_product(by=boss, code="GV-200", name="DN200 闸阀")
    for number in range(firms):
        party = _found(world, number)
        for one in range(chance.randrange(3)):
            _employ(world, party, f"张{number}{one}")
        _surround(world, party, file)
        _speak(world, party, number)
        _relate(world, party)
        _talk(world, party, number)
        _sell(world, party, product)
    return world


def _found(world: World, number: int) -> Party:
    chance = world.chance
    name = "".join(chance.choices(WORDS, k=2)) + f"{number}" + chance.choice(["有限公司", "厂", ""])
    numbers = {"phone": chance.sample(PHONES, chance.randrange(3)), "email": [f"a{number % 3}@x.example"]}
    facts = {"city": chance.choice(CITIES), "note": chance.choice(["", "月底付款"]), "tier": chance.choice(["A", ""])}
    party = actions.create_party(by=world.boss, name=name, owner=chance.choice(world.others), points=numbers, **facts)
    party.refresh_from_db()
    world.firms.append(party.pk)
    return party


def _employ(world: World, party: Party, name: str) -> None:
    """Somebody new, or somebody who works elsewhere as well."""
    known = world.chance.choice(world.people) if world.people and world.chance.random() < 0.4 else None
    if known and party.contacts.filter(person=known).exists():
        return
    person = Party.objects.get(pk=known) if known else None
    name = "" if person else world.chance.choice([name, "马国栋"])
    contact = actions.add_contact(by=world.boss, party=party, person=person, name=name, points={"phone": PHONES[:1]})
    if not known:
        world.people.append(contact.person_id)
    others = list(party.contacts.exclude(pk=contact.pk).order_by("pk"))
    if others and world.chance.random() < 0.7:
        set_superior(by=world.boss, contact=contact, superior=world.chance.choice(others))


def _surround(world: World, party: Party, file: StoredFile) -> None:
    """Tags, a team, shares and files."""
    boss, chance, on = world.boss, world.chance, Subject("party", party.pk)
    actions.set_tags(by=boss, party=party, names=chance.sample(["展会", "老客户", "大客户"], chance.randrange(3)))
    for person in chance.sample(world.others, chance.randrange(2)):
        actions.join_team(by=boss, party=party, person=person, role=chance.choice(["", "技术"]))
    if chance.random() < 0.5:
        share_record(by=boss, on=on, with_whom=chance.choice(world.others), level=chance.choice(["read", "write"]))
    if chance.random() < 0.5:
        attach_file(by=boss, file=file, on=on, customer=party.pk)


def _speak(world: World, party: Party, number: int) -> None:
    boss, chance = world.boss, world.chance
    people = list(party.contacts.values_list("person_id", flat=True))
    for day in range(chance.randrange(3)):
        at = now() - timedelta(days=day + number, hours=1)
        note_activity(by=boss, party=party, kind="call", text=f"通话{day}", people=people[:2], at=at)
    if chance.random() < 0.6:
        due = now().date() + timedelta(days=number)
        plan_step(by=boss, party=party, text=f"回访{number}", due=due, people=people[:1])


def _talk(world: World, party: Party, number: int) -> None:
    """What colleagues say and promise beside a customer, what it may buy, and what it allowed us."""
    boss, chance, on = world.boss, world.chance, Subject("party", party.pk)
    seeing = [one for one in world.others if is_seen(one, on)]
    for person in chance.sample(seeing, chance.randrange(2)):
        follow(by=person, on=on)
    if chance.random() < 0.4:
        say(by=boss, on=on, text=f"第{number}家，下周一起去")
    if chance.random() < 0.4:
        give_task(by=boss, text=f"准备样品{number}", owner=chance.choice(seeing), on=on)
    if chance.random() < 0.4:
        open_opportunity(by=boss, name=f"项目{number}", party=party)
    if chance.random() < 0.3:
        note_consent(by=boss, party=party, purpose="calls", deed=chance.choice(["given", "objected"]), source="电话")
    if chance.random() < 0.3:
        flow = Flow.objects.get(key="key_customer")
        start_approval(by=chance.choice(seeing), flow=flow, title="", facts={"why": "年框"}, subject=on)


def _sell(world: World, party: Party, product: Product) -> None:
    """Somebody of theirs asked, was quoted, and has a price of their own."""
    boss, chance = world.boss, world.chance
    if chance.random() < 0.3:
        convert_lead(by=boss, lead=note_lead(by=boss, name="刘采购", company=party.name), into=party)
    if chance.random() < 0.3:
        start_quote(by=boss, party=party, lines=[{"product": product, "quantity": 2, "price": "100"}])
    if chance.random() < 0.3:
        until = now().date() + timedelta(days=90)
        agree_price(by=boss, party=party, product=product, price=Money(900_000, "CNY"), quantity=9, until_on=until)


def _relate(world: World, party: Party) -> None:
    """A group above, a partner beside."""
    earlier = [Party.objects.get(pk=pk) for pk in world.firms[:-1]]
    if earlier and world.chance.random() < 0.4:
        actions.set_parent(by=world.boss, party=party, parent=world.chance.choice(earlier))
    if earlier and world.chance.random() < 0.5:
        actions.add_relation(by=world.boss, party=party, other=world.chance.choice(earlier), kind="partner")


def found_pools(world: World) -> None:
    """Two pools and a rule; customers that were given back, claimed, protected, kept as key customers, handed over."""
    boss, others = world.boss, world.others
    both = [
        pools.save_pool(by=boss, name=f"公海{n}", people=others, keepers=[boss], claims={"reclaim_days": 9})
        for n in "甲乙"
    ]
    lines = [pools.LineDraft(base="followed", days=60), pools.LineDraft(base="claimed", days=90)]
    pools.save_return_rule(by=boss, pool=both[0], lines=lines, grace_days=3, is_on=True, most_protected=99)
    pools.rederive(parties=world.firms)
    one = begin_hand_over(by=boss, giver=others[1], taker=others[2], kinds=["customers", "teams"])
    carry_out(hand_over=one.pk, job=Watching())
    for party in Party.objects.living().filter(pk__in=world.firms).order_by("pk"):
        deed = world.chance.random()
        if deed < 0.45 and not Opportunity.objects.open().filter(party=party).exists():
            stay = pools.release(by=boss, party=party, pool=world.chance.choice(both), why="没有需求")
            if world.chance.random() < 0.5:
                pools.claim(by=world.chance.choice([one for one in others if one != stay.came_from]), stay=stay)
        elif deed < 0.7 and Custody.objects.filter(party=party, protected_until=None).exists():
            pools.protect(by=party.owner, party=party, days=world.chance.randrange(1, 30))
        if world.chance.random() < 0.3:
            mark_key(by=boss, party=party, why="年框客户")
        if world.chance.random() < 0.5:
            note_fact(by=boss, party=party, kind="likes", text=world.chance.choice(["喝茶", "周三开会"]))
