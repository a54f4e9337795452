"""A customer of the cast's, with its people, as the tests of this room meet it."""

from dataclasses import dataclass

from tests.cast import Cast
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import add_contact, create_party
from tongxin.directory.parties.models import Party


@dataclass
class Firm:
    """恒润精密 belongs to 李薇 (`seller`); 孙倩 (`clerk`) may look at it; 何静 (`south`) and the stranger see nothing of it.

    `helper` is 赵航, who sees the customers of the unit and changes only his own.
    """

    party: Party
    ma: Party
    shen: Party
    zhang: Party
    seller: Person
    clerk: Person
    helper: Person
    south: Person
    stranger: Person
    boss: Person


def found_firm(cast: Cast) -> Firm:
    """恒润精密 with 马国栋, 沈丽 and 张三."""
    party = create_party(by=cast.seller, name="苏州恒润精密机械有限公司", short_name="恒润精密")
    add = {
        name: add_contact(by=cast.seller, party=party, name=name, title=title).person
        for name, title in (("马国栋", "总经理"), ("沈丽", "设备主管"), ("张三", "采购经理"))
    }
    return Firm(
        party=party,
        ma=add["马国栋"],
        shen=add["沈丽"],
        zhang=add["张三"],
        seller=cast.seller,
        clerk=cast.clerk,
        helper=cast.colleague,
        south=cast.south,
        stranger=cast.stranger,
        boss=cast.boss,
    )
