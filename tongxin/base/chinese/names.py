"""Names of people: kept whole, never split into first and last; and guesses whether a text names a person or a firm."""

import re
from functools import lru_cache

from tongxin.base.chinese.companies import LATIN_FORMS, LEGAL_FORMS, TRADES, leading_place
from tongxin.base.chinese.folding import clean, fold
from tongxin.base.chinese.surnames import COMPOUND, SINGLE

_MOST_SIGNS = 50
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_dots = re.compile(r"(?<!\s)\s*[·•・．‧∙⋅●᛫･]\s*")
_inner_dot = re.compile(rf"(?<=[{_HAN}])\s*\.\s*(?=[{_HAN}])")
_inner_space = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_runs = re.compile(r"\s+")

_TITLES_TEXT = """
总经理 副总经理 董事长 总监 副总监 总裁 副总裁 总工程师 总工 副总 董事 经理 副经理 主任 副主任 主管 科长 处长
局长 厅长 部长 院长 校长 厂长 副厂长 站长 所长 会长 秘书长 书记 主席 行长 店长 班长 组长 队长 工程师 高工 老师
教授 博士 医生 大夫 律师 会计 师傅 老板 老板娘 先生 女士 小姐 太太 同学 同志 助理 秘书 顾问 专员 总 工 董 局 处
科 哥 姐 叔 姨 导 师
"""
TITLES = frozenset(_TITLES_TEXT.split())

_han_name = re.compile(f"[{_HAN}]{{2,4}}")
_minority_name = re.compile(f"[{_HAN}]{{1,10}}(?:·[{_HAN}]{{1,10}})+")
_latin_name = re.compile(
    r"(?:[A-Z][\w'’-]*\.?|[A-Z]\.)(?:\s+(?:[A-Z][\w'’-]*\.?|de|van|von|der|bin|al))*\s+[A-Z][\w'’-]+"
)
_places_of_work = re.compile(
    "(?:公司|集团|厂|店|医院|大学|学院|学校|中学|小学|幼儿园|银行|支行|分行|事务所|研究院|研究所|设计院|合作社|工作室|中心|协会|商会|基金会|委员会|"
    "办事处|经营部|门市部|服务部|商行|超市|酒店|宾馆|饭店|餐厅|药房|诊所|局|政府|分部|项目部|工程处|站|馆|社|院|处|场|城|会所|旗舰店)$"
)
_SURNAME_LIKE_WORDS_TEXT = """
经理 老板 客服 先生 女士 前台 采购 财务 销售 会计 出纳 总机 商务 行政 人事 仓库 司机 主任 老师 同学 管理员 家长
"""
_SURNAME_LIKE_WORDS = frozenset(_SURNAME_LIKE_WORDS_TEXT.split())


def normalise_person_name(text: str) -> str:
    """`text` as a name to store: one kind of middle dot, no spaces inside a Han name, at most 50 characters, otherwise as typed."""
    name = _dots.sub("·", clean(text))
    name = _inner_dot.sub("·", name)
    name = _inner_space.sub("", _runs.sub(" ", name))
    return name[:_MOST_SIGNS].strip(" ·")


def salutation(text: str) -> tuple[str, str] | None:
    """张总, 李工, 王主任, 刘先生 as (surname, title); None for anything else, such as a full name."""
    name = fold(text)
    surname = name[:2] if name[:2] in COMPOUND else name[:1]
    if name[len(surname) :] in TITLES and (surname in SINGLE or surname in COMPOUND):
        return surname, name[len(surname) :]
    return None


@lru_cache(maxsize=2_048)
def looks_like_person_name(text: str) -> float:
    """How much `text` looks like a person's name, 0..1; above 0.5 it is likelier one than not."""
    name = normalise_person_name(text)
    folded = fold(name)
    if _minority_name.fullmatch(folded):
        return 0.9
    if _han_name.fullmatch(folded):
        return _han_likeness(folded)
    if _latin_name.fullmatch(name) and not LATIN_FORMS.intersection(folded.replace(".", "").split()):
        return 0.6 if len(name.split()) <= 4 else 0.2
    return 0.0


@lru_cache(maxsize=2_048)
def looks_like_company_name(text: str) -> float:
    """How much `text` looks like the name of a firm or an institution, 0..1."""
    folded = fold(text)
    bare = re.sub(r"[()\[\]【】\s]+", "", folded)
    if any(bare.endswith(form) for form in LEGAL_FORMS) or "公司" in bare:
        return 1.0 if len(bare) > 4 else 0.7
    words = folded.replace(".", "").replace(",", " ").split()
    if len(words) > 1 and words[-1] in LATIN_FORMS:
        return 0.95
    score = 0.0
    if len(bare) >= 4 and _places_of_work.search(bare):
        score = 0.85
    if len(bare) >= 4 and (bare[-2:] in TRADES or bare[-3:] in TRADES or bare[-4:] in TRADES):
        score = max(score, 0.7)
    if score or len(bare) > 4:
        score += 0.2 if leading_place(bare) else 0.0
    return min(score, 1.0)


def _han_likeness(name: str) -> float:
    if name in _SURNAME_LIKE_WORDS or (_places_of_work.search(name) and len(name) == 4):
        return 0.05
    if salutation(name):
        return 0.55
    rest = 0
    if name[:2] in COMPOUND:
        rest = len(name) - 2
    elif name[0] in SINGLE:
        rest = len(name) - 1
    likely = {0: 0.1, 1: 0.8, 2: 0.9, 3: 0.35}[rest]
    if name[:2] in COMPOUND and rest in (1, 2):
        likely = 0.95
    if name[-2:] in TRADES or leading_place(name):
        likely *= 0.3
    return likely
