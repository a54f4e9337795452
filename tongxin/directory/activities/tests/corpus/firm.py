"""The customers and people of the corpus, all looked after by one colleague, who has lately written about each of them."""

from tests.cast import Cast, fresh
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions import note_activity
from tongxin.directory.parties.actions import add_contact, create_party

CUSTOMERS = {
    ("苏州恒润精密机械有限公司", "恒润精密"): [
        ("马国栋", "总经理"), ("沈丽", "设备主管"), ("张三", "采购经理"), ("袁立", "工艺工程师"), ("顾建平", "财务经理"),
    ],
    ("澄江水务集团有限公司", "澄江水务"): [("李四", "计划部主任"), ("汪芳", "采购主管")],
    ("南京金陵热电有限公司", "金陵热电"): [("李建国", "总工程师"), ("周一鸣", "设备科长")],
    ("无锡远东泵业有限公司", "远东泵业"): [("钱进", "老板"), ("孙丽华", "会计")],
    ("上海新科自动化设备有限公司", "新科自动化"): [("陈涛", "技术总监"), ("吴敏", "采购")],
    ("常州宏达纺织有限公司", "宏达纺织"): [("赵刚", "厂长")],
    ("杭州西湖酒店管理有限公司", "西湖酒店"): [("郑红", "店长")],
    ("Acme Valves Ltd", "Acme Valves"): [("John Smith", "buyer"), ("Mary Jones", "plant manager")],
    ("Nordwind GmbH", "Nordwind"): [("Peter Braun", "managing director")],
}  # fmt: skip
PERSONS = ["王秀英", "刘德明", "欧阳雪"]


def found_corpus_firm(cast: Cast) -> Person:
    """赵航 sells to all of them but 华星, which is 李薇's and in his sight."""
    seller = cast.colleague
    for (name, short), people in CUSTOMERS.items():
        party = create_party(by=seller, name=name, short_name=short)
        for contact, title in people:
            add_contact(by=seller, party=party, name=contact, title=title)
        note_activity(by=seller, party=party, kind="call", text="-")
    for name in PERSONS:
        create_party(by=seller, name=name, kind="person")
    create_party(by=cast.seller, name="苏州华星电子科技有限公司", short_name="华星电子")
    return fresh(seller)
