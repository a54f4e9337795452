"""The made-up firm itself: units in three regions, who works there, and who signs in with what."""

from dataclasses import dataclass, field
from typing import NamedTuple

from tongxin.collab.access.actions import Newcomer, change_firm, found_unit, hire
from tongxin.collab.access.models import Role
from tongxin.collab.org.actions import give_post
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.project.founding import found_firm

COMPANY = "恒信阀门有限公司"
DOMAIN = "hengxin.example"
REGIONS = {"华东大区": ("苏州", "杭州"), "华南大区": ("广州", "深圳"), "华北大区": ("北京", "天津")}


class Post(NamedTuple):
    """Somebody who works here: name, mail name, unit, post, role, and whether they lead the unit."""

    name: str
    mail: str
    unit: str
    title: str
    role: str
    is_head: bool = False


BOSS = Post("陈岚", "chenlan", "", "总经理", "管理员", True)
STAFF = [
    Post("周启明", "zhouqiming", "华东大区", "华东大区经理", "经理", True),
    Post("李薇", "liwei", "苏州", "销售工程师", "销售"),
    Post("赵航", "zhaohang", "苏州", "销售工程师", "销售"),
    Post("沈嘉", "shenjia", "杭州", "销售工程师", "销售"),
    Post("何静", "hejing", "华南大区", "华南大区经理", "经理", True),
    Post("黄志强", "huangzhiqiang", "广州", "销售工程师", "销售"),
    Post("梁晓雯", "liangxiaowen", "深圳", "销售工程师", "销售"),
    Post("高远", "gaoyuan", "华北大区", "华北大区经理", "经理", True),
    Post("刘洋", "liuyang", "北京", "销售工程师", "销售"),
    Post("孙倩", "sunqian", "天津", "销售工程师", "销售"),
    Post("吴敏", "wumin", "技术部", "技术支持", "只看"),
    Post("许宁", "xuning", "财务部", "财务主管", "只看"),
    # Leaves during the year; others take over.
    Post("王磊", "wanglei", "苏州", "销售工程师", "销售"),
]


@dataclass
class Firm:
    """The firm while its year is played."""

    boss: Person
    units: dict[str, Unit]
    people: dict[str, Person] = field(default_factory=dict)

    def sellers(self, unit: str) -> list[Person]:
        """Who sells in a team."""
        return [self.people[post.name] for post in STAFF if post.unit == unit and post.role == "销售"]

    def sells(self, person: Person) -> bool:
        """Whether it is somebody's post to sell."""
        return any(post.name == person.name and post.role == "销售" for post in STAFF)

    def head_over(self, unit: str) -> Person:
        """Who leads the region of a team."""
        region = next(region for region, teams in REGIONS.items() if unit in teams)
        return next(self.people[post.name] for post in STAFF if post.unit == region)


def mail_of(post: Post) -> str:
    """With what somebody signs in."""
    return f"{post.mail}@{DOMAIN}"


def found(*, password: str, packs: list[str]) -> Firm:
    """Found the firm and hire everybody."""
    boss = found_firm(company=COMPANY, name=BOSS.name, email=mail_of(BOSS), password=password, packs=packs)
    office = Unit.objects.get(parent=None)
    give_post(by=boss, person=boss, unit=office, title=BOSS.title, is_head=True)
    change_firm(by=boss, wizard_step="done")
    units = {"": office}
    for name in ("技术部", "财务部"):
        units[name] = found_unit(by=boss, name=name, kind=Unit.Kind.DEPARTMENT, parent=office)
    for region, teams in REGIONS.items():
        units[region] = found_unit(by=boss, name=region, kind=Unit.Kind.REGION, parent=office)
        for team in teams:
            units[team] = found_unit(by=boss, name=team, kind=Unit.Kind.TEAM, parent=units[region])
    firm = Firm(boss=Person.objects.get(pk=boss.pk), units=units)
    roles = {role.name: role for role in Role.objects.all()}
    for post in STAFF:
        newcomer = Newcomer(
            name=post.name,
            email=mail_of(post),
            unit=units[post.unit],
            title=post.title,
            is_head=post.is_head,
            roles=[roles[post.role]],
            password=password,
        )
        firm.people[post.name] = Person.objects.get(pk=hire(by=firm.boss, newcomer=newcomer).pk)
    return firm
