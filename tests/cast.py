"""The cast of all tests: a small firm in three regions. You meet them once.

恒信阀门 has a head office and the regions 华东 (with the team 苏州) and 华南.
- 陈岚 `boss` administers and sees everything; 周启明 `manager` leads 华东; 李薇 `seller` and 赵航 `colleague` sell in 苏州;
- 何静 `south` sells in 华南; 孙倩 `clerk` only looks; 王磊 `left` has left; a `stranger` has no role at all.
"""

from dataclasses import dataclass

from tongxin.collab.access.actions import give_role, make_standard_roles
from tongxin.collab.access.models import Role
from tongxin.collab.org.actions import add_unit, give_post, set_up_company
from tongxin.collab.org.models import Unit
from tongxin.collab.people.actions import add_person, deactivate_person
from tongxin.collab.people.models import Person

PASSWORD = "heng-xin-2026"


@dataclass
class Cast:
    """Everybody, and the units they work in."""

    boss: Person
    manager: Person
    seller: Person
    colleague: Person
    south: Person
    clerk: Person
    left: Person
    stranger: Person
    head_office: Unit
    east: Unit
    suzhou: Unit
    south_region: Unit


def fresh(person: Person) -> Person:
    """The person as a new request would load them, with rights read anew."""
    return Person.objects.get(pk=person.pk)


def hire(boss: Person, name: str, mail: str, role: Role | None, unit: Unit | None, *, is_head: bool = False) -> Person:
    """Add somebody with a post and a role."""
    person = add_person(by=boss, name=name, email=f"{mail}@hengxin.example", password=PASSWORD)
    if unit is not None:
        give_post(by=boss, person=person, unit=unit, is_head=is_head)
    if role is not None:
        give_role(by=boss, person=person, role=role)
    return person


def assemble() -> Cast:
    """Found the firm and hire everybody."""
    boss = add_person(by=None, name="陈岚", email="boss@hengxin.example", password=PASSWORD)
    set_up_company(by=boss, name="恒信阀门有限公司")
    roles = make_standard_roles()
    give_role(by=None, person=boss, role=roles["管理员"])
    office = Unit.objects.get(parent=None)
    give_post(by=boss, person=boss, unit=office, title="总经理", is_head=True)
    east = add_unit(by=boss, name="华东大区", kind=Unit.Kind.REGION, parent=office)
    suzhou = add_unit(by=boss, name="苏州", kind=Unit.Kind.TEAM, parent=east)
    south = add_unit(by=boss, name="华南大区", kind=Unit.Kind.REGION, parent=office)
    deeds = {"read": "own", "write": "own"}
    own = Role.objects.create(
        name="只看自己", scopes=dict.fromkeys(("party", "opportunity", "product", "quote", "order", "contract"), deeds)
    )
    left = hire(boss, "王磊", "left", roles["销售"], suzhou)
    deactivate_person(by=boss, person=left)
    return Cast(
        boss=fresh(boss),
        manager=hire(boss, "周启明", "manager", roles["经理"], east, is_head=True),
        seller=hire(boss, "李薇", "seller", own, suzhou),
        colleague=hire(boss, "赵航", "colleague", roles["销售"], suzhou),
        south=hire(boss, "何静", "south", own, south),
        clerk=hire(boss, "孙倩", "clerk", roles["只看"], office),
        left=left,
        stranger=hire(boss, "路人", "stranger", None, None),
        head_office=office,
        east=east,
        suzhou=suzhou,
        south_region=south,
    )
