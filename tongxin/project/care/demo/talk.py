"""What the people of the made-up firm write down: touches with a customer in the order of a deal, and what they plan next."""

from typing import NamedTuple


class Touch(NamedTuple):
    """How we were in touch, what was written down, and what was planned next: kind, words, and after how many days."""

    kind: str
    text: str
    next_kind: str
    next_text: str
    days: int
    minutes: int | None = None


# {who} is a contact, {product} what is talked about, {count} a number of pieces, {price} in 万元, {rival} a competitor.
OPENING = [
    Touch(
        "call",
        "电话联系{who}，介绍了我们的{product}，对方同意先看样本。",
        "email",
        "把{product}样本和业绩表发给{who}",
        3,
        12,
    ),
    Touch(
        "visit",
        "拜访{who}，看了现场，旧阀门泄漏严重，计划年内分批更换{product}。",
        "task",
        "按现场口径做{product}选型表",
        5,
        90,
    ),
    Touch(
        "meeting",
        "展会上和{who}聊了二十分钟，他们新项目要用{product}，约好去厂里谈。",
        "visit",
        "带样品去见{who}",
        7,
        20,
    ),
    Touch("message", "{who}微信发来图纸，要{product} {count} 台的参考价。", "task", "报{product}参考价给{who}", 2),
    Touch("call", "{who}来电询价，说朋友推荐我们，先要{product}的参数。", "email", "发{product}参数表给{who}", 1, 8),
]
MIDDLE = [
    Touch(
        "visit",
        "和{who}一起去车间量口径，确认{product} {count} 台，要求带定位器。",
        "task",
        "出{product}正式报价",
        4,
        120,
    ),
    Touch(
        "email",
        "报价发给{who}：{product} {count} 台，合计 {price} 万，交期 35 天。",
        "call",
        "问{who}报价有什么意见",
        5,
    ),
    Touch(
        "call",
        "{who}说{rival}报得低一成，问我们能不能让；没有松口，先谈服务。",
        "meeting",
        "和{who}谈技术差异和三年质保",
        6,
        18,
    ),
    Touch(
        "meeting",
        "技术交流会，{who}参加，重点讲了密封面堆焊和泄漏等级，反应不错。",
        "email",
        "把试验报告发给{who}",
        3,
        150,
    ),
    Touch("visit", "请{who}来厂参观，看了试压台和加工中心，晚上一起吃饭。", "call", "听听{who}回去怎么说", 7, 240),
    Touch("message", "{who}回复：报价已经递上去，等领导批。", "call", "催问{who}审批进展", 8),
    Touch("note", "了解到他们今年设备预算 {price} 万，{who}有建议权，最后是总经理定。", "visit", "找机会见总经理", 10),
    Touch("call", "{who}要求付款改成三七，发货前付七成；已报给公司。", "call", "答复{who}付款方式", 2, 10),
]
CLOSING = [
    Touch(
        "meeting",
        "和{who}谈定：{product} {count} 台，{price} 万，预付三成，合同用他们的版本。",
        "task",
        "合同走完审批后寄给{who}",
        4,
        100,
    ),
    Touch("visit", "送合同给{who}，当场盖章，预付款这周安排。", "call", "跟{who}确认预付款", 5, 60),
    Touch("call", "{who}告知预付款已付，要求月底前到货。", "task", "盯排产，到货前三天告诉{who}", 12, 6),
    Touch("message", "货已到现场，{who}签收，{count} 台齐全。", "visit", "去现场指导安装", 6),
]
AFTER = [
    Touch("visit", "到现场指导安装调试，{who}满意，有一台手轮卡滞，当场处理。", "call", "一个月后回访{who}", 30, 180),
    Touch("call", "回访{who}，运行正常，问起备件价格。", "email", "报密封圈和填料的备件价给{who}", 3, 10),
    Touch("call", "{who}反映一台{product}内漏，安排技术支持明天过去。", "visit", "和技术支持去处理内漏", 1, 9),
    Touch("email", "给{who}发了年度保养计划和备件清单。", "call", "问{who}保养怎么安排", 15),
    Touch(
        "visit",
        "节前拜访{who}，聊到明年二期扩建，{product}用量大约 {count} 台。",
        "task",
        "跟进{who}的二期扩建",
        40,
        50,
    ),
    Touch("note", "{who}说设备科要换人，新科长下月到岗，要尽早认识。", "visit", "拜访新到任的设备科长", 30),
]
ENGLISH = [
    Touch(
        "email",
        "Sent {who} the datasheets of our {product}; they compare with {rival}.",
        "call",
        "Call {who} about the datasheets",
        6,
    ),
    Touch(
        "call",
        "{who} asks for {count} pcs of {product}, CIF, certificates 3.1 needed.",
        "email",
        "Quote {count} pcs CIF to {who}",
        4,
        25,
    ),
    Touch(
        "meeting",
        "Video meeting with {who}: delivery in two lots, inspection by a third party.",
        "task",
        "Plan the third-party inspection",
        14,
        45,
    ),
    Touch(
        "email",
        "{who} confirmed the order by mail, {price} × 10k CNY, deposit next week.",
        "email",
        "Ask {who} about the deposit",
        8,
    ),
]
PRODUCTS = ["电动蝶阀", "气动球阀", "不锈钢闸阀", "止回阀", "调节阀", "衬氟截止阀", "软密封闸阀", "减压阀"]
ENGLISH_PRODUCTS = ["butterfly valves", "ball valves", "check valves", "gate valves"]
RIVALS = ["联盛阀门", "国通流体", "科瑞自控"]
PUT_OFF = ["约的人临时出差，改下周", "对方在年检，过几天再说", "等他们月度会后再联系"]

# What managers have on their own list: days from today, and the words.
OFFICE = {
    "陈岚": [(-1, "看三季度费用表"), (0, "和周启明谈苏州补人的事"), (4, "定明年价格政策")],
    "周启明": [(0, "看苏州组本周拜访记录"), (2, "陪李薇去一趟大客户"), (6, "华东月会")],
    "何静": [(-2, "回总部关于深圳办公室的邮件"), (0, "和黄志强对一下佛山的单子"), (3, "华南月会")],
    "高远": [(0, "电话问刘洋北京投标结果"), (5, "华北月会")],
}


def stages(length: int) -> list[list[Touch]]:
    """The touches to choose from, one list for each of `length` touches, as a deal goes on."""
    shape = [OPENING, MIDDLE, MIDDLE, MIDDLE, CLOSING, CLOSING, CLOSING, AFTER, AFTER, AFTER, MIDDLE, CLOSING, AFTER]
    return [shape[place] if place < len(shape) else AFTER for place in range(length)]
