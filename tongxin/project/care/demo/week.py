"""What stands in the made-up firm's calendars this week and the next: a meeting that comes back, rooms, a car, invitations without an answer."""

from datetime import datetime, timedelta

from django.utils import timezone

from tongxin.base.clock import replaying
from tongxin.base.subjects import Subject
from tongxin.collab.calendar.actions import add_entry, answer_invitation, save_calendar, save_resource
from tongxin.collab.calendar.models import Resource
from tongxin.directory.parties.models import Party
from tongxin.project.care.demo.firm import Firm

# Day from the Monday of this week, hour, length in hours, who enters it, what, who is invited, where it is kept.
_ENTRIES = (
    (1, 14.0, 1.0, "周启明", "价格评审：华东大单", ("李薇", "赵航"), "小会议室"),
    (2, 10.0, 1.5, "李薇", "样机对比会", ("吴敏", "沈嘉"), "大会议室"),
    (3, 9.0, 4.0, "赵航", "陪客户看厂", ("李薇",), "商务车 苏E·8K206"),
    (4, 15.0, 1.0, "何静", "华南月底冲刺", ("黄志强", "梁晓雯"), ""),
    (8, 10.0, 1.0, "陈岚", "年度框架谈判准备", ("周启明", "李薇", "孙倩"), "大会议室"),
)


def fill_week(firm: Firm, now: datetime) -> None:
    """Rooms, a shared calendar, and entries; some answered, some not."""
    people = {**firm.people, firm.boss.name: firm.boss}
    monday = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    monday -= timedelta(days=monday.weekday())
    with replaying(now - timedelta(days=6)):
        kinds = Resource.Kind
        rooms = {
            name: save_resource(by=firm.boss, name=name, kind=kind, place=place, seats=seats)
            for name, kind, place, seats in (
                ("大会议室", kinds.ROOM, "三楼", 16), ("小会议室", kinds.ROOM, "三楼", 6), ("商务车 苏E·8K206", kinds.CAR, "", 7),
            )
        }  # fmt: skip
        team = save_calendar(by=people["周启明"], name="华东销售", hue=5, writers=[people["李薇"], people["赵航"]])
        weekly = monday.replace(hour=9) - timedelta(weeks=1)
        add_entry(
            by=people["周启明"], title="周例会", starts=weekly, ends=weekly + timedelta(hours=1), rule="FREQ=WEEKLY;COUNT=12",
            guests=[people["李薇"], people["赵航"], people["沈嘉"]], resources=[rooms["大会议室"]],
        )  # fmt: skip
        fair = (monday + timedelta(days=9)).date()
        add_entry(
            by=people["李薇"],
            title="上海阀门展",
            starts=fair,
            ends=fair + timedelta(days=2),
            calendar=team,
            is_free=True,
        )
        clinic = monday + timedelta(days=4, hours=8, minutes=30)
        add_entry(by=people["李薇"], title="体检", starts=clinic, ends=clinic + timedelta(hours=2), is_private=True)
        for day, hour, length, by, title, guests, place in _ENTRIES:
            starts = monday + timedelta(days=day, hours=hour)
            party = Party.objects.customers().filter(owner=people[by]).order_by("-contact_order", "pk").first()
            entry = add_entry(
                by=people[by], title=title, starts=starts, ends=starts + timedelta(hours=length),
                guests=[people[name] for name in guests], resources=[rooms[place]] if place else [],
                on=Subject("party", party.pk) if party is not None and title == "陪客户看厂" else None,
            )  # fmt: skip
            if title == "样机对比会":
                answer_invitation(by=people["吴敏"], entry=entry, answer="yes")
                later = starts + timedelta(days=1)
                answer_invitation(
                    by=people["沈嘉"], entry=entry, answer="other", proposed_at=later, remark="周三在客户那里"
                )
