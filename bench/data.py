"""A believable file of customers, the same every time: four in five with Chinese names, one in five Latin."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

HEADINGS = ["单位名称", "信用代码", "电话", "城市", "地址", "行业", "联系人", "手机", "等级", "备注"]
CITIES = "苏州 上海 南京 无锡 常州 杭州 宁波 深圳 广州 成都 武汉 西安 天津 青岛 厦门 合肥 长沙 郑州 济南 大连".split()
STREETS = "金鸡湖大道 人民路 中山北路 解放路 工业园区星湖街 科技路 长江路 建设大道 学院路 滨海路".split()
WORDS = "恒 润 澄 江 金 陵 远 东 锦 溪 海 岳 德 信 宏 盛 泽 永 康 启 泰 兴 荣 成 新 元 华 苏 能 安 瑞 嘉 鑫 达 通 联 捷 睿 博 凯 创 汇 丰 源 明 辉 正 和 天 晟".split()
TRADES = "精密机械 化工 制药 环保科技 纺织印染 船舶配套 建材 锅炉 食品 电子科技 阀门 泵业 仪表 电力设备 物流 包装 模具 汽车零部件 新材料 生物技术".split()
FORMS = ["有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "厂"]
SURNAMES = "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 谢 宋 唐 许 邓 冯 韩 曹 曾 彭 萧 蔡 潘 田 董 袁 于 余".split()
GIVEN = "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 桂英 建国 国栋 晓燕 志强 海燕 文博 雨桐 子轩 欣怡".split()
LATIN = "Acme Baltic Corona Delta Eastern Falcon Granite Harbor Ionic Juniper Keystone Lunar Meridian Nordic Orion Pioneer Quartz Ridge Summit Titan".split()
LATIN_TRADES = "Pumps Valves Chemicals Foods Textiles Logistics Instruments Energy Plastics Tooling".split()
USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = [pow(3, place, 31) for place in range(17)]


def uscc(chance: random.Random) -> str:
    """A code with a right check digit."""
    body = f"9{chance.choice('12')}32050{chance.randrange(10)}MA" + "".join(chance.choices(USCC_SIGNS, k=7))
    check = -sum(USCC_SIGNS.index(sign) * weight for sign, weight in zip(body, USCC_WEIGHTS, strict=True)) % 31
    return body + USCC_SIGNS[check]


def mobile(chance: random.Random) -> str:
    """A mobile number as clerks write it."""
    return f"1{chance.choice('3589')}{chance.randrange(10**9):09d}"


def customers(count: int) -> Iterator[list[str]]:
    """Rows in the order of HEADINGS. Every name occurs once."""
    chance = random.Random(2026)
    for number in range(count):
        city = chance.choice(CITIES)
        trade = chance.choice(TRADES)
        if number % 5:
            core = (
                "".join(chance.choices(WORDS, k=3))
                + chr(0x4E00 + number % 9000)
                + (chr(0x4E00 + number // 9000) if number >= 9000 else "")
            )
            name = f"{city}{core}{trade}{chance.choice(FORMS)}"
        else:
            name = f"{chance.choice(LATIN)} {chance.choice(LATIN_TRADES)} {number} Ltd."
        person = chance.choice(SURNAMES) + chance.choice(GIVEN) if number % 2 else ""
        yield [
            name,
            uscc(chance) if number % 3 == 0 else "",
            f"0{chance.choice(['512', '25', '571', '755'])}-{chance.randrange(2, 9)}{chance.randrange(10**7):07d}",
            city,
            f"{chance.choice(STREETS)}{chance.randrange(1, 999)}号",
            trade,
            person,
            mobile(chance) if person else "",
            chance.choice("ABCC"),
            "月底付款，老板爱喝茶" if number % 10 == 0 else "",
        ]


def write_csv(path: Path, count: int) -> Path:
    """The file, written once."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADINGS)
            writer.writerows(customers(count))
        part.rename(path)
    return path
