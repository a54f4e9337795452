"""Names: of firms, of people, and the jobs people do. All made up."""

from random import Random

TRADES = [
    ("水务", "水务", "水务"),
    ("给排水工程", "给排水", "水务"),
    ("泵业", "泵业", "机械"),
    ("化工", "化工", "化工"),
    ("精细化工", "化工", "化工"),
    ("制药", "制药", "医药"),
    ("生物科技", "生物", "医药"),
    ("热力", "热力", "供热"),
    ("空调设备", "空调", "暖通"),
    ("机电安装", "机电", "工程"),
    ("石化装备", "石化", "石化"),
    ("船舶配套", "船舶", "船舶"),
    ("食品机械", "食品机械", "食品"),
    ("造纸", "造纸", "造纸"),
    ("环保设备", "环保", "环保"),
    ("新能源材料", "新材料", "新能源"),
]
_FIRST = "澄明瑞恒安宏泰嘉永盛润华锦远鼎昊睿源立信"
_SECOND = "川海源通达和康祥峰泽宇成利德升洋湖业泓远"
FORMS = ["有限公司"] * 6 + ["股份有限公司", "有限责任公司", "集团有限公司"]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史陶贺"
_GIVEN = [
    "建国",
    "志强",
    "晓明",
    "海燕",
    "丽娟",
    "文博",
    "雪梅",
    "俊杰",
    "永康",
    "国栋",
    "思远",
    "佳怡",
    "宏伟",
    "玉兰",
    "明哲",
    "春华",
    "振宇",
    "淑芬",
    "浩然",
    "静怡",
    "立新",
    "秀英",
    "天佑",
    "雨桐",
    "德福",
    "欣怡",
    "少华",
    "凯",
    "敏",
    "磊",
    "芳",
    "涛",
    "洁",
    "斌",
    "娜",
    "超",
]
# Job titles by the part somebody plays in decisions, and the department they stand for.
JOBS = {
    "decider": [("总经理", "总经办"), ("副总经理", "总经办"), ("厂长", "厂部")],
    "approver": [("财务总监", "财务部"), ("生产副总", "生产部")],
    "technical": [("设备科长", "设备科"), ("总工程师", "技术部"), ("技术部经理", "技术部")],
    "buyer": [("采购部经理", "采购部"), ("采购员", "采购部")],
    "user": [("车间主任", "生产车间"), ("维修班长", "设备科")],
    "coach": [("项目经理", "工程部"), ("设计院代表", "设计室")],
}
ATTITUDES = ["supports", "supports", "neutral", "neutral", "neutral", "price", "against", "unmet"]


def trade_names(chance: Random) -> list[str]:
    """Two-character names of firms, all different, in the order of chance."""
    found = [first + second for first in _FIRST for second in _SECOND if first != second]
    chance.shuffle(found)
    return found


def person_name(chance: Random) -> str:
    """A Chinese name."""
    return chance.choice(SURNAMES) + chance.choice(_GIVEN)


def mobile(chance: Random) -> str:
    """A number of the form of a mobile phone, with a row of noughts that is hardly ever given out."""
    return f"1{chance.choice(('38', '39', '86', '59', '77'))}0000{chance.randrange(10_000):04d}"
