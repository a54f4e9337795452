"""What the made-up firm does together beside its customers: tasks given, taken and late, remarks with an answer."""

from datetime import datetime, timedelta

from django.utils import timezone

from tongxin.base.clock import replaying
from tongxin.base.subjects import Subject
from tongxin.collab.feed.actions import say
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.actions import accept_task, decline_task, finish_task, give_task, tick_item
from tongxin.collab.tasks.models import Task
from tongxin.directory.parties.models import Party
from tongxin.project.care.demo.firm import Firm

_REMARKS = (
    ("李薇", "周启明", "甲方换了采购经理，我下周去认识一下。", "好，带上上次的对比表。"),
    ("赵航", "吴敏", "现场介质温度到 180 度，现在的密封行不行？", "行，换 PTFE 加石墨，我把选型表更新了。"),
    ("沈嘉", "李薇", "他们苏州厂也想看样机，你那边有空陪吗？", "周四下午可以。"),
    ("黄志强", "何静", "客户问能不能分三批发货。", "可以，第二批前要收到首付款。"),
)
_TASKS = (
    ("周启明", "李薇", "把上季度丢单的原因补全", 2, ("翻一遍丢单列表", "和王工核对两单"), "taken"),
    ("陈岚", "周启明", "定下半年的样机预算", -1, (), "taken"),
    ("周启明", "赵航", "给恒源发检修备件清单", 0, (), "asked"),
    ("何静", "黄志强", "整理佛山片区的竞品价格", 4, (), "asked"),
    ("李薇", "吴敏", "出一版选型对比", 1, ("温度", "压力", "介质"), "half"),
    ("高远", "刘洋", "约设计院交流", -3, (), "done"),
    ("周启明", "沈嘉", "周末去展会值班", 3, (), "declined"),
)


def fill_together(firm: Firm, now: datetime) -> None:
    """Tasks and remarks, each at its own time."""
    people = {**firm.people, firm.boss.name: firm.boss}
    for place, (speaker, other, text, reply) in enumerate(_REMARKS):
        _talk(people[speaker], people[other], text, reply, now - timedelta(days=place, hours=3))
    today = timezone.localtime(now).date()
    for place, (by, owner, text, days, items, end) in enumerate(_TASKS):
        with replaying(now - timedelta(days=5, hours=place)):
            due = today + timedelta(days=days)
            task = give_task(by=people[by], owner=people[owner], text=text, due_on=due, items=items)
        with replaying(now - timedelta(days=4, hours=place)):
            _answer(task, people[owner], end)


def _talk(speaker: Person, other: Person, text: str, reply: str, at: datetime) -> None:
    party = Party.objects.customers().filter(owner=speaker).order_by("-contact_order", "pk").first()
    if party is None:
        return
    on = Subject("party", party.pk)
    with replaying(at):
        say(by=speaker, on=on, text=f"@{other.name} {text}", to=[other])
    with replaying(at + timedelta(minutes=40)):
        say(by=other, on=on, text=reply, to=[speaker])


def _answer(task: Task, owner: Person, end: str) -> None:
    if end == "declined":
        decline_task(by=owner, task=task, reason="那天在杭州出差，请换个人")
    elif end != "asked":
        accept_task(by=owner, task=task)
    if end == "half":
        tick_item(by=owner, item=task.items.order_by("pk")[0], is_done=True)
    if end == "done":
        finish_task(by=owner, task=task)
