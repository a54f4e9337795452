"""What kind of deed a sentence speaks of, and whether it is done or planned."""

import re
from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from tongxin.base.lazy import LazyText

from .parts import Kind, Span, Tense

LABELS: dict[Kind, LazyText] = {
    "call": pgettext_lazy("kind of activity", "Call"),
    "visit": pgettext_lazy("kind of activity", "Visit"),
    "meeting": pgettext_lazy("kind of activity", "Meeting"),
    "message": pgettext_lazy("kind of activity", "Message"),
    "email": pgettext_lazy("kind of activity", "Email"),
    "note": pgettext_lazy("kind of activity", "Note"),
    "task": pgettext_lazy("kind of activity", "To-do"),
}

# Words that name the deed itself. The first in the sentence counts.
_PLAIN: tuple[tuple[Kind, str], ...] = (
    (
        "call",
        r"打了?(?:个|一个|通|一通)?电话|打给|致电|去电|电联|(?<=[刚昨今])电(?![话路机器气费力商缆池脑])|来电|通了?(?:个|一个)?电话|电话(?!号|会议)|通话|回电|\b(?:phone )?calls?\b|\bcall(?:ed|ing)\b"
        r"|\bphon(?:e|ed|ing)\b|\brang\b|\bring\b",
    ),
    (
        "visit",
        r"拜访|走访|(?<=[昨今])访|访了|上门|登门|到访|看望|吊唁|探望|去了?(?:客户|现场|工厂|他们?公司)|\bvisit(?:s|ed|ing)?\b|\bstop(?:ped)? by\b|\bdrop(?:ped)? (?:by|in)\b"
        r"|\bwent to see\b|\bsite visit\b",
    ),
    (
        "email",
        r"(?:发|写|回)了?(?:封|一封|个)?(?:电子)?(?:邮件|邮)|邮件|\be-?mail(?:s|ed|ing)?\b|\bmailed\b",
    ),
    (
        "message",
        r"微信|短信|发了?(?:条|个|一条)?(?:消息|信息)|钉钉|飞书|企微|\bwhatsapp(?:ed)?\b|\bwechat(?:ed)?\b|\btext(?:ed|ing)\b|\btext (?=[a-z])|\bsms\b"
        r"|\bmessag(?:e|ed|ing)\b|\bpinged?\b|\bslack(?:ed)?\b",
    ),
    (
        "meeting",
        r"开了?(?:个|一个|次)?会|会议|例会|见了?(?:个)?面|约见|会见|面谈|洽谈|会谈|座谈|会面|碰头|碰面|吃了?(?:个|顿)?(?:饭|午饭|晚饭)|饭局|参观|来访|演示|路演"
        r"|\bmeet(?:s|ing|ings)?\b|\bmet\b|\blunch\b|\bdinner\b|\bdemo\b|\bworkshop\b",
    ),
)
# Words from which the deed can only be guessed, with what else it may be.
_VAGUE: tuple[tuple[Kind, str], ...] = (
    ("call", r"回访|联系|\bspoke\b|\btalked?\b|\bfollow(?:ed)?[ -]?up with\b|\bcontact(?:ed)?\b|\breach(?:ed)? out\b"),
    (
        "meeting",
        r"[请约].{1,6}?(?:吃|喝|打|看|泡)(?!电话|样)|谈|聊|约|见(?!到|效|证|解|识)|沟通|交流|\bsaw\b|\bsee\b|\bdiscuss(?:ed)?\b",
    ),
)
_TASK: tuple[tuple[Kind, str], ...] = (
    (
        "task",
        r"跟进|提醒|记得|待办|别忘|准备|催|寄样?|^把.{1,20}(?:发|寄|交|送|传)给|(?:发|交|出|做)(?:一?份|个)?(?:报价|方案|合同|样品|资料|标书)|\bfollow[ -]?up\b|\bremind\b|\btodo\b|\bto-do\b"
        r"|\bprepare\b|\bsend\b|\bsubmit\b|\bcheck\b|\bremember to\b",
    ),
)


def _compiled(table: tuple[tuple[Kind, str], ...]) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern, re.ASCII)) for kind, pattern in table)


_LADDER = tuple(_compiled(table) for table in (_PLAIN, _VAGUE, _TASK))

_SAID = "访谈聊见打去开发送签回通说收看吃做成通系流认论拿问提寄报馈给约到完定醒付买订换改退量测装搬"
_DONE = re.compile(
    rf"[{_SAID}][完好过]?了|[访谈聊见打去系通]过(?!程|户|来)|已经?(?!知)|刚刚?(?!性|好)|了(?:一|两|三|半|[0-9]|个|次|下|趟)|谈[妥好成拢]|回来|收到|接到|完毕|来电|来访"
    r"|\b(?:called|met|visited|e?-?mailed|sent|talked|spoke|discussed|had|texted|messaged|phoned|rang|saw|agreed|asked|told|signed|was|were|got"
    r"|received|showed|presented|went|finished|dropped|stopped|contacted|reached|confirmed|wechated|whatsapped|pinged|just)\b",
    re.ASCII,
)
_PLANNED = re.compile(
    r"(?<![只主需重想])要(?!求|点|是|不|素|么)|约(?!等|[0-9])|预约|准备|打算|计划|将(?!军)|需要|记得|别忘|提醒|安排|拟|待"
    r"|\b(?:will|'ll|going to|plan(?:s|ned|ning)? to|need to|must|remind|schedule|should|let's|have to|want to|remember|follow up|todo|to-do)\b",
    re.ASCII,
)
_PLANS_DESPITE_DONE = ("约", "预约", "记得", "别忘")  # 约了, 别忘了: the 了 belongs to the plan
_IMPERATIVE = re.compile(
    r"[^a-z]*(?:call|phone|ring|visit|meet|e?-?mail|text|message|see|send|prepare|follow|talk|contact|check|submit)\b",
    re.ASCII,
)
_NOT_DONE = re.compile(
    r"(?:别|不要|勿|不接|不用|不能|没法?)(?:给.{1,4})?(?:打电话|电话|发微信|发短信|微信|短信|邮件|上门|见面)"
)
_STRAIGHT = re.compile(r"^ *(?:给.{1,8}?(?:发|寄|打|送|写|回)(?![^,]{0,6}了)|把.{1,30}?(?:发|寄|交|送|传|打)给)")
_REPORTED = re.compile(
    r"说|表示|反馈|希望|提到|介绍|告知|\b(?:said|says|told|mentioned|wants?|hopes?|expects?)\b", re.ASCII
)
_STARTS_PLAN = re.compile(
    r"[ ]*(?:我|我们)?(?:要(?!求)|需要|准备|打算|计划|记得|别忘|安排|再(?!次)|跟进|待(?!遇)|尽快|约(?!有|定)"
    r"|(?:and |i |we )?(?:will|'ll|need to|must|to|remember|follow[ -]?up|send|call|have to|should)\b)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Deed:
    """The kind of deed, where its word stands, and whether the word leaves no doubt."""

    kind: Kind
    span: Span | None
    sure: bool
    others: tuple[Kind, ...] = ()


def find_deed(folded: str) -> Deed:
    """The deed of a folded sentence: a plain word before a vague one, the first before the later ones; a note when there is none."""
    for rung, table in enumerate(_LADDER):
        matches = [
            (match.start(), -match.end(), kind, match) for kind, pattern in table if (match := pattern.search(folded))
        ]
        if matches:
            kind, match = min(matches, key=lambda found: found[:2])[2:]
            others: tuple[Kind, ...] = (
                tuple(k for k in ("call", "visit", "meeting", "message") if k != kind) if rung == 1 else ()
            )
            return Deed(kind, match.span(), sure=rung != 1, others=others)
    return Deed("note", None, sure=True)


def tense_by_words(folded: str) -> Tense | None:
    """Done or planned, by the words alone; a plan that was made (约了) is a plan when nothing else was done."""
    planned, done = _PLANNED.search(folded), _DONE.search(folded)
    if done is None:
        return "planned" if planned else None
    return "planned" if planned and planned.start() <= done.start() and planned[0] in _PLANS_DESPITE_DONE else "done"


def is_imperative(folded: str) -> bool:
    return _IMPERATIVE.match(folded) is not None or _STRAIGHT.match(folded) is not None


def without_denials(folded: str) -> str:
    """别打电话 is no call: such words are blank."""
    return _NOT_DONE.sub(lambda match: " " * len(match[0]), folded)


def reported_at(folded: str) -> int | None:
    """Where what somebody said begins."""
    match = _REPORTED.search(folded)
    return match.start() if match else None


def is_reported(folded: str) -> bool:
    """What the customer said or wants is no plan of ours."""
    return _REPORTED.search(folded) is not None


def starts_a_plan(folded: str) -> bool:
    return _STARTS_PLAN.match(folded) is not None


def deed_words(folded: str) -> list[Span]:
    """Where Chinese words for a deed stand. No name begins inside them."""
    spans = [match.span() for _kind, pattern in _LADDER[0] for match in pattern.finditer(folded)]
    return [(start, end) for start, end in spans if end - start > 1 and not folded[start].isascii()]
