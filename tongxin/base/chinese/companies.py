"""Company names: the key under which variants of one registered name meet, the short name people say, and likeness."""

import re
from functools import cache, lru_cache

from tongxin.base.chinese.divisions import written_names
from tongxin.base.chinese.folding import clean, fold

_LEGAL_FORMS_TEXT = """
股份有限责任公司 有限责任公司 股份有限公司 有限公司 股份公司 责任公司 总公司 公司 特殊普通合伙企业 特殊普通合伙
普通合伙企业 普通合伙 有限合伙企业 有限合伙 个人独资企业 个人独资
"""
LEGAL_FORMS = _LEGAL_FORMS_TEXT.split()
_LATIN_FORMS_TEXT = """
ltd limited inc incorporated corp corporation co company llc llp lp plc gmbh ag kg ohg sa sas sarl srl spa bv nv
ab as oy oyj aps pty pte pvt kk sdn bhd ltda jsc ooo ou sro zoo sia uab
"""
LATIN_FORMS = frozenset(_LATIN_FORMS_TEXT.split())
# What follows the trade name, most specific endings first by length; informed by the trade words of companynameparser (Apache-2.0).
_TRADES_TEXT = """
科技 技术 网络 信息 软件 系统 电子 电气 电器 机械 机电 设备 自动化 仪器 仪表 实业 工业 工贸 贸易 商贸 经贸 国贸
国际贸易 进出口 发展 开发 控股 投资 资产 资本 基金 管理 企业管理 咨询 顾问 服务 文化 传媒 传播 广告 策划 教育
培训 餐饮 食品 饮料 酒业 农业 生态 生物 医药 制药 医疗 器械 医疗器械 化工 化学 材料 新材料 建材 建筑 建设 工程
装饰 装修 设计 园林 环境 环保 能源 新能源 电力 光电 物流 运输 货运 供应链 仓储 包装 印刷 印务 纸业 塑料 橡胶
塑胶 模具 五金 金属 金属制品 钢铁 铝业 铜业 制品 制造 汽车 汽配 汽车零部件 零部件 配件 家具 家居 服装 服饰 纺织
针织 鞋业 皮具 玩具 工艺品 礼品 珠宝 百货 超市 连锁 商业 商务 电子商务 数码 智能 智能科技 通信 通讯 计算机 数据
互联网 置业 房地产 地产 物业 物业管理 酒店 酒店管理 旅游 旅行社 健康 体育 安防 消防 人力资源 劳务 租赁 典当 担保
保险 证券 银行 矿业 石化 石油 燃气 水务 水泥 混凝土 陶瓷 玻璃 照明 灯饰 乳业 种业 牧业 渔业 林业 木业 美容
化妆品 日化 家政 清洁 检测 测绘 半导体 集成电路 机器人 信息技术 网络科技 电子科技
"""
TRADES = frozenset(_TRADES_TEXT.split())
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
# A bare 公司 stays where it is part of 分公司, 支公司 or 子公司, but 电子公司 loses it.
_legal = re.compile(rf"(?:{'|'.join(form for form in LEGAL_FORMS if form != '公司')}|(?<![分支])(?<!(?<!电)子)公司)$")
_inner_legal = re.compile(r"(?:股份有限|有限责任|股份|有限)公司(?=.+(?:公司|行|处|店|厂|部|中心)$)")
_sign = re.compile(r"[\W_]+")
_bracketed = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_latin_word = re.compile(r"[^\W_]+")
_latin_tail = re.compile(
    r"[\s,.]*\b(?:co\s*[.,]*\s*,?\s*ltd|ltd|limited|inc|corp(?:oration)?|company|co|llc|plc|gmbh|pty|pte)\b\.?$", re.I
)
_LONGEST_TAIL = (
    60  # signs from the end in which such a form is looked for: long rows of blanks would keep the pattern busy
)
_has_han = re.compile(f"[{_HAN}]").search
_core_length = 4
_LAST_SIGNS = frozenset(form[-1] for form in LEGAL_FORMS)
_LONGEST_FORM = max(map(len, LEGAL_FORMS))
_MOST_FORMS = 4  # Pty Ltd Co Inc: no name ends with more


def legal_form(name: str) -> str:
    """The Chinese legal form with which `name` ends (有限公司), or "". A branch (分公司) has none of its own."""
    # Most names end with one of few signs, so the pattern is tried for those alone.
    if name[-1:] not in _LAST_SIGNS:
        return ""
    match = _legal.search(name, max(0, len(name) - _LONGEST_FORM - 1))
    return match[0] if match else ""


@lru_cache(maxsize=2_048)
def company_key(name: str) -> str:
    """`name` as a key for equality: folded, without spaces, brackets and punctuation, without its legal form.

    北京（朝阳）某某科技有限公司 and 北京(朝阳) 某某科技有限责任公司 both give 北京朝阳某某科技. A branch keeps its 分公司.
    """
    folded = fold(name)
    if _has_han(folded):
        # A form in brackets, (有限合伙), ends the name like any other.
        joined = _sign.sub("", folded)
        bare = joined.removesuffix(legal_form(joined))
        bare = _without_inner_form(bare.removesuffix(legal_form(bare)))
        return bare or joined
    words = _latin_word.findall(folded.replace(".", "").replace("'", "").replace("’", ""))
    kept = list(words)
    while len(kept) > 1 and kept[-1] in LATIN_FORMS:
        kept.pop()
    return "".join(kept)


@lru_cache(maxsize=2_048)
def short_name(name: str) -> str:
    """What people call the company: without place, legal form and a general word of trade. Never empty unless `name` is."""
    whole = clean(name)
    if not _has_han(whole):
        shortened = whole
        for _form in range(_MOST_FORMS):
            rest, tail = shortened[:-_LONGEST_TAIL], shortened[-_LONGEST_TAIL:]
            shortened = (rest + _latin_tail.sub("", tail)) or shortened
        return shortened.rstrip(" ,.") or whole
    core = _core(whole)
    return core if len(core) >= 2 else (whole.removesuffix(legal_form(whole)) or whole)


def similarity(a: str, b: str) -> float:
    """How likely two names mean one company, 0..1: 1.0 for equal keys, high for equal trade names, low for equal places only."""
    first, second = company_key(a), company_key(b)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    whole = _dice(first, second)
    core_a, core_b = company_key(short_name(a)), company_key(short_name(b))
    cores = 1.0 if core_a == core_b else _dice(core_a, core_b)
    if (
        core_a != core_b
        and min(len(core_a), len(core_b)) >= 2
        and (core_a.startswith(core_b) or core_b.startswith(core_a))
    ):
        cores = max(cores, 0.8)
    score = 0.75 * cores + 0.25 * whole
    return round(score * (0.8 if _places_differ(first, second) else 1.0), 4)


def leading_place(name: str) -> str:
    """The place with which a company name begins, as written (江苏省苏州市), or ""."""
    places = _leading_places()
    end = 0
    while found := next(
        (size for size in range(min(11, len(name) - end), 1, -1) if name[end : end + size] in places), 0
    ):
        end += found
    return name[:end]


def _core(whole: str) -> str:
    text = whole if whole.isalnum() else _sign.sub("", _bracketed.sub(_unbracketed, whole))
    text = _without_inner_form(text.removesuffix(legal_form(text)))
    rest = text[len(leading_place(text)) :]
    if len(rest) >= 2 and rest not in TRADES and rest != "集团":
        text = rest
    while len(text) > _core_length:
        cut = next((size for size in (5, 4, 3, 2) if text[-size:] in TRADES and len(text) - size >= 2), 0)
        # 恒润精密机械 loses 机械 and stays 恒润精密: a cut that leaves too little takes the shorter word.
        if cut > 2 and len(text) - cut < _core_length and text[-2:] in TRADES and len(text) - 2 >= _core_length:
            cut = 2
        if not cut:
            break
        text = text[:-cut]
    return text


def _without_inner_form(name: str) -> str:
    return _inner_legal.sub("", name) if "公司" in name else name


def _unbracketed(match: re.Match[str]) -> str:
    inside = match[1]
    return "" if leading_place(inside) == inside or inside in ("中国", "有限合伙", "普通合伙") else inside


@cache
def _leading_places() -> frozenset[str]:
    """The place names that may lead a company name: short ones of provinces and cities, of districts only those like 昆山."""
    return frozenset(
        written
        for names in written_names().values()
        for written, those in names.items()
        if any(written == one.name or one.level != "district" or one.name.endswith("市") for one in those)
    )


def _places_differ(a: str, b: str) -> bool:
    first, second = leading_place(a), leading_place(b)
    return bool(first and second) and first not in second and second not in first


def _dice(a: str, b: str) -> float:
    if len(a) < 2 or len(b) < 2:
        return 1.0 if a == b else 0.0
    first = {a[i : i + 2] for i in range(len(a) - 1)}
    second = {b[i : i + 2] for i in range(len(b) - 1)}
    return 2 * len(first & second) / (len(first) + len(second))
