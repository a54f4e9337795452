"""Facts worth remembering in a sentence: 张总爱喝龙井，女儿六月高考. A clause is a fact or part of the report, never both."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tongxin.base.dates.yearly import YearlyDay
from tongxin.base.dates.yearly_words import find_yearly_days

from .parts import Span

_CUT = re.compile(r"[,;!?。\n]|\.(?= |$)|(?<=[a-z]) and (?=(?:he|she|they|his|her|has|likes|loves|never|always)\b)")
_RELATIVE = (
    "(?:女儿|儿子|老公|老婆|太太|爱人|妻子|丈夫|父亲|母亲|父母|爸爸|妈妈|老爸|老妈|爸|妈|孩子|小孩|孙子|孙女|外孙|老伴|双胞胎|岳父|岳母|婆婆|公公|弟弟|妹妹|哥哥|姐姐"
    "|(?<=[他她])先生|家人|对象|男友|女友)"
)
_KIN = r"(?:wife|husband|son|sons|daughters?|kids?|child(?:ren)?|father|mother|dad|mom|mum|parents|twins|brother|sister|grandson|granddaughter)"
_PLAY = (
    "(?:钓鱼|打球|羽毛球|篮球|足球|网球|乒乓球?|高尔夫|台球|排球|跑步|跑马拉松|马拉松|爬山|登山|徒步|摄影|拍照|书法|下棋|围棋|象棋|旅游|旅行|自驾|看书|读书|看电影|看球|唱歌"
    "|跳舞|瑜伽|健身|游泳|骑车|骑行|画画|国画|弹|吉他|钢琴|古筝|打牌|麻将|掼蛋|养花|养鱼|养狗|养猫|集邮|露营|滑雪|冲浪|太极|广场舞|历史|古董|字画|做饭|烘焙)"
)
_SPORT = r"(?:golf|tennis|football|soccer|basketball|badminton|chess|guitar|piano|skiing|sailing|fishing|hiking|running|cycling|swimming|reading|photography|gardening|yoga|jazz|\w+ing)"
# The first that fits the clause counts. Clauses are folded: small letters, half-width signs.
_TABLE: tuple[tuple[str, str, str], ...] = (
    ("date", "wedding", r"结婚(?:周年)?纪念日|结婚纪念|\bwedding (?:day|anniversary)\b"),
    ("date", "founding", r"成立纪念日|成立日|厂庆|司庆|店庆|校庆|院庆|周年庆|\bwas founded\b|\bfounding day\b"),
    ("date", "birthday", r"生日(?!蛋糕|礼物|会)|过寿|寿辰|\bbirthday\b|\bturns \d\d\b|\bwas born\b"),
    (
        "buysfor",
        "",
        rf"(?:给|帮|替|为)(?:他|她|自己)?(?:的|家)?{_RELATIVE}[^,]{{0,4}}?(?:买|订|选|挑|带|定做)|\bbuys? [^,]+ for (?:his|her|their) {_KIN}\b",
    ),
    (
        "family",
        "",
        rf"{_RELATIVE}(?!会)|\b(?:his|her|their|has|'s|s|have) (?:an? |two |three |four |\d )?(?:\w+ )?{_KIN}\b",
    ),
    (
        "health",
        "",
        r"过敏|高血[压脂糖]|血[压糖脂]高|糖尿病|心脏病|痛风|哮喘|偏头痛|怀孕|(?:胃|肝|肾|心脏|膝盖|腰|颈椎|眼睛|身体|嗓子|肺|肠胃|耳朵|腿|牙)[^,]{0,2}(?:不好|不舒服|不行|有病|疼|痛)"
        r"|动过手术|做[过了]?手术|住[过了]?院|\ballergic\b|\bdiabet|\basthma\b|\bhigh blood pressure\b|\bpregnant\b",
    ),
    (
        "taboo",
        "",
        r"不(?:能|可以|会|太|怎么)?(?:吃|喝|沾|碰)(?!亏|准|消)|不抽烟|不吸烟|不(?:太)?(?:喜欢|爱)|讨厌|反感|最烦|忌讳|忌口|滴酒不沾|烟酒不沾|不沾|吃素|清真|受不了"
        r"|\bnever (?:eats?|drinks?|touches)\b|\bdoes(?:n't| not) (?:eat|drink|like|want to be)\b|\b(?:hates?|dislikes?|can't stand|vegetarian|vegan|kosher|halal)\b",
    ),
    (
        "hobby",
        "",
        rf"(?:喜欢|喜爱|爱好?|热爱|酷爱|迷上?|迷|好|会)(?:看|打|玩|练|下|学|去|是)?{_PLAY}|业余|爱好是?|收藏|集邮|\bplays? (?:the )?\w+|\bcollects?\b|\bhobb(?:y|ies)\b"
        rf"|\b(?:loves?|likes?|enjoys?|keen on) (?:to )?{_SPORT}\b",
    ),
    (
        "usual",
        "",
        r"穿[^,]{0,3}(?:[0-9]{2,3}|[sml]|x{1,4}l)[^,]{0,2}码|(?:鞋|衣服|裤子|腰围|尺)[^,]{0,3}码?[0-9]{2}|[0-9]{2} ?码|常买|老买|一般(?:都)?(?:要|买|订|点|拿)|通常(?:都)?(?:要|买|订|点|拿)"
        r"|每[次回](?:都)?(?:要|买|订|点|拿)|老样子|\bwears?\b|\btakes size\b|\busually (?:buys|orders|takes)\b",
    ),
    (
        "likes",
        "",
        r"爱(?:吃|喝|抽|听|用|穿|看)|喜欢|喜爱|偏爱|最爱|好(?:茶|酒|甜|辣|这口)(?!的)|口味[偏重清]|\b(?:likes?|loves?|is fond of|enjoys?|favou?rite)\b",
    ),
    (
        "habit",
        "",
        r"习惯|总是|老是|每(?:天|周[一二三四五六日天]?|个?月|星期|逢|年)[^,]*(?:都|不|开|出|去|回)|一般(?:都)?(?:在|是|周|月|上午|下午|晚上|早上|[0-9])|平时|只(?:在|看|收|接|认)|(?:以后|之后|以前|之前)(?:才|不)"
        r"|从来?不|\bprefers?\b|\balways\b|\busually\b|\bonly (?:in|on|by|after|before)\b|\bevery (?:day|week|month|monday|tuesday|wednesday|thursday|friday|morning|afternoon)\b",
    ),
)
_PATTERNS = tuple((kind, occasion, re.compile(pattern, re.ASCII)) for kind, occasion, pattern in _TABLE)
# What sounds like a fact but speaks of business, of a wish or of what somebody is to do.
_BUSINESS = re.compile(r"报价|合同|交期|发货|方案|付了")
_NO_FACT = re.compile(
    r"提醒|记得|别忘|打电话给|催|说|反馈|希望|要求|答应|同意|\b(?:remind|remember|call|visit|send|meet|said|says|asked|need(?:s|ed)?|quote[ds]?)\b",
    re.ASCII,
)
_EVEN_SO = {"date", "health", "family", "taboo", "buysfor"}
_PRONOUN = re.compile(
    r"^(?:而且|另外|还有|听说|据说|平时)?(?:他们?|她们?|本人|自己|and |but |he |she |they |his |her |their )?(?:的)?(?:also )?"
)


@dataclass(frozen=True, slots=True)
class SaidFact:
    """Something worth remembering. `kind` and `occasion` are those of the memory; `span` is its clause, `text` its words
    without whom it is about, `day` the day of the year that was said in it."""

    kind: str
    occasion: str
    text: str
    span: Span
    day: YearlyDay | None = None


def find_facts(text: str, folded: str, today: date) -> list[SaidFact]:
    """The facts of a sentence, each a clause of it."""
    return [fact for span in _clauses(folded) if (fact := _fact(text, folded, span, today))]


def _clauses(folded: str) -> Iterator[Span]:
    start = 0
    for match in _CUT.finditer(folded):
        if not (
            folded[match.start() - 1 : match.start()].isdecimal() and folded[match.end() : match.end() + 1].isdecimal()
        ):
            yield start, match.start()
            start = match.end()
    yield start, len(folded)


def _fact(text: str, folded: str, span: Span, today: date) -> SaidFact | None:
    start, end = span
    clause = folded[start:end]
    for kind, occasion, pattern in _PATTERNS:
        if pattern.search(clause) is None:
            continue
        if kind not in _EVEN_SO and (_NO_FACT.search(clause) or (kind == "likes" and _BUSINESS.search(clause))):
            return None
        days = find_yearly_days(text[start:end], today=today)
        return SaidFact(kind, occasion, text[start:end].strip(), _tight(text, span), days[0].day if days else None)
    return None


def _tight(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def without_whom(fact: SaidFact, text: str, names: Sequence[Span]) -> str:
    """The words of a fact without the name or the pronoun with which its clause begins."""
    start, end = fact.span
    for name in names:
        if name[0] == start or text[start : name[0]].strip(" 的") == "":
            if start <= name[0] < end:
                start = name[1]
            break
    words = re.sub(r"^(?:'s|’s)(?= )", "", text[start:end]).lstrip(" :：")
    rest = words[len(_matched(words)) :].strip()
    return rest or words.strip() or fact.text


def _matched(words: str) -> str:
    match = _PRONOUN.match(words.lower() if words.isascii() else words)
    return words[: match.end()] if match else ""
