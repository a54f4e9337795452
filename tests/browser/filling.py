"""Fills a data folder with a firm at work: the cast, the records behind every door, and enough around them to look like business.

Run as a program on the folder named in TONGXIN_DATA; it prints the numbers of the records.
"""

import json
from datetime import timedelta

from django.utils import timezone

from tongxin.project.prepare import prepare

prepare()

from tests.cast import PASSWORD, fresh  # noqa: E402  # apps must be loaded first
from tests.security.world import build  # noqa: E402  # as above
from tongxin.base.clock import now  # noqa: E402  # as above
from tongxin.collab.access.actions import change_firm, give_role  # noqa: E402  # as above
from tongxin.collab.access.models import Role  # noqa: E402  # as above
from tongxin.collab.people.actions import add_person  # noqa: E402  # as above
from tongxin.directory.activities.actions import note_activity, plan_step  # noqa: E402  # as above
from tongxin.directory.parties.actions import add_contact, add_relation, change_party, create_party, set_tags  # noqa: E402  # as above

CUSTOMERS = [
    ("苏州恒润精密机械有限公司", "苏州恒润", "A", "精密加工", "江苏省", "苏州市", "0512-6688 2345", "马志远", "13951234567"),
    ("无锡长江化工股份有限公司", "长江化工", "A", "化工", "江苏省", "无锡市", "0510-8234 6677", "钱小芳", "13812348899"),
    ("昆山华跃自动化设备有限公司", "华跃自动化", "B", "自动化", "江苏省", "昆山市", "0512-5512 8808", "郑伟", "18662180001"),
    ("常州中泰水处理工程有限公司", "中泰水处理", "B", "水处理", "江苏省", "常州市", "0519-8811 2233", "吴敏", "13775160321"),
    ("杭州西子锅炉制造有限公司", "西子锅炉", "A", "锅炉", "浙江省", "杭州市", "0571-8899 1010", "沈建国", "13605710088"),
    ("宁波甬江船舶配套有限公司", "甬江船配", "C", "船舶", "浙江省", "宁波市", "0574-8765 4321", "林海", "13958200456"),
    ("上海申通给排水设备有限公司", "申通给排水", "B", "给排水", "上海市", "上海市", "021-5866 7788", "顾晓东", "13501788990"),
    ("南京紫金热电有限公司", "紫金热电", "A", "热电", "江苏省", "南京市", "025-8332 1155", "许静", "13913900777"),
    ("Rheintal Armaturen GmbH", "Rheintal", "B", "Valves", "", "Stuttgart", "+49 711 555 0123", "Jonas Weber", "+49 171 2345678"),
    ("张家港保税区宏达国际贸易进出口有限责任公司", "宏达贸易", "C", "贸易", "江苏省", "张家港市", "0512-5832 9900", "蒋丽", "15962388766"),
]  # fmt: skip
# What was done so many days ago was so at any time of day: each of these moments is later than midnight there.
HERE = timezone.localtime(now())
NOON = HERE.replace(hour=12, minute=0, second=0, microsecond=0)
SAID = [
    ("visit", "看了 2 号线，马总同意先改两台，技术参数下周给", 25, 90),
    ("call", "问交期，答应本月底前发货；对方财务换人了", 12, 15),
    ("meeting", "方案评审：设备科要求阀体换成 CF8M，价格可以上浮 4%", 6, 60),
    ("email", "发了报价 Q-2026-118，合计 ¥502,000，含税含运费", 3, None),
    ("message", "微信确认样品已收到，周五前给结论", 1, None),
]


def fill() -> dict[str, int | str]:
    """Build the world of the security tests, then let the sellers work in it."""
    world = build()
    boss, colleague = fresh(world.cast.boss), fresh(world.cast.colleague)
    change_firm(by=boss, wizard_step="done")
    change_party(by=boss, party=world.party, website="https://jin-si-que.example")
    english = add_person(by=boss, name="Grace Chen", email="english@hengxin.example", password=PASSWORD, language="en")
    give_role(by=boss, person=english, role=Role.objects.get(is_administrator=True))
    before = None
    for place, (name, short, tier, industry, province, city, phone, person, mobile) in enumerate(CUSTOMERS):
        owner = boss if place % 2 else colleague
        facts = {"short_name": short, "tier": tier, "industry": industry, "province": province, "city": city}
        party = create_party(by=owner, name=name, points={"phone": [phone]}, source="展会", **facts)
        add_contact(
            by=owner,
            party=party,
            name=person,
            title="采购经理",
            role="decider",
            attitude="supports",
            points={"phone": [mobile]},
        )
        add_contact(by=owner, party=party, name=f"{person[0]}工", title="技术", role="technical", attitude="unmet")
        set_tags(by=owner, party=party, names=["老客户", "样板客户"][: place % 3])
        for kind, text, days, minutes in SAID[: 5 - place % 4]:
            note_activity(
                by=owner,
                party=party,
                kind=kind,
                text=text,
                at=NOON - timedelta(days=days + place, hours=place),
                minutes=minutes,
            )
        due = HERE + timedelta(days=place - 3)
        plan_step(
            by=owner,
            party=party,
            kind="call",
            text=f"回访{short}，问样品结论",
            due=due + timedelta(hours=2) if place % 2 else due.date(),
        )
        if before is not None and place % 3 == 0:
            add_relation(by=boss, party=party, other=before, kind="partner")
        before = party
    note_activity(by=boss, party=None, kind="note", text="展会上遇到一位做换热器的，名片在包里")
    return world.numbers


print(json.dumps(fill()))
