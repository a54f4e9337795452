"""People and customers in a sentence: what the finders found, put in place, and what looks like a name but is unknown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tongxin.base.chinese.surnames import COMPOUND, SINGLE
from tongxin.base.dates.letters import fold

from .parts import PartyHit, PersonHit, Span

_MOST_HITS = 200
# Characters that are surnames in the book and ordinary words in a sentence.
_ORDINARY = frozenset("和都那能应过相从行是有的了在要会与后重哈")
_SURNAME = "".join(sorted(SINGLE - _ORDINARY))
_COMPOUND = "|".join(sorted(COMPOUND))
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
_TITLE = "(?:总监|总裁|总工|总|工|经理|主任|主管|科长|处长|部长|厂长|局长|院长|校长|所长|董事长|董|书记|老师|老板|先生|女士|小姐|师傅|医生|教授|哥|姐)"
_VERB = (
    "(?:拜访|走访|回访|约见|会见|看望|联系|打给|致电|通知|告诉|问|陪|请|约|见|给|找|和|跟|与|同)[了过]?(?:一下|到)?"
    rf"(?: {{0,40}}的?|{_HAN}{{1,8}}?的)"
)
_ENDS = (
    r"(?=$|[\s,.;:!?。、()“”\"]|[谈聊说的了和跟给打电吃开在去来要发问看约见讨商报沟介送签做到与过提确定就催交聚]|一起)"
)
_NAMES = re.compile(rf"{_VERB}(?P<name>(?:{_COMPOUND}|[{_SURNAME}]){_HAN}{{1,2}}?){_ENDS}")
_TITLED = re.compile(
    rf"(?<!{_HAN})(?P<a>[{_SURNAME}]{_TITLE})|(?:{_VERB}|的)(?P<b>(?:{_COMPOUND}|[{_SURNAME}])(?:{_HAN}{{1,2}})?{_TITLE})"
)
_NO_NAMES = re.compile(
    "方案|任务|安排|安装|高层|高管|金额|项目|时间|资料|成本|水|管道|万元|车间|马上|相关|经理|于是|关于|全部|应收|石油|钱|费用|厂家|单位|温|江苏|海外|毛利"
    "|计划|后续|明细|明确|经销|常规|平台|平时|支持|支付|阀|终端|终于|古|边|程序|合同|包装|路上|章程|曲线|查询|商务|解决|解释|任何|景|空|司机|连|易|白"
    "|强|蓝|黄金|黑|国|文件|利润|向|满|简|通|化|生|师|客户|对方|双方|同事|领导|甲方|乙方|各方|其他|价格|样品|贵|甘|仪|原|元|家|都|公"
)
_ENGLISH = re.compile(
    r"(?:\b(?i:call(?:ed|ing)?|met|meet(?:ing)?|visit(?:ed|ing)?|with|e-?mail(?:ed|ing)?|see|saw|phone[d]?|rang|ring|text(?:ed)?|messaged?|ask(?:ed)?"
    r"|spoke to|talked to|remind|tell|told|to)) (?:(?i:mr|ms|mrs|dr)\.? )?(?P<name>[A-Z][a-z'’-]{1,20}(?: [A-Z][a-z'’-]{1,20}){0,2})(?![A-Za-z])",
    re.ASCII,
)
_ENGLISH_PARTY = re.compile(
    r"\b(?:at|from|of|@) ?(?P<name>[A-Z][A-Za-z&'-]{1,30}(?: [A-Z][A-Za-z&.'-]{1,30}){0,3})", re.ASCII
)
_PARTY = re.compile(
    rf"(?:(?:拜访|走访|去|到|在|给|和|跟|与|约|联系|回访)了?|(?:^|[\s,。;、]))(?P<name>{_HAN}{{2,14}}?"
    r"(?:(?:股份|集团)?有限(?:责任)?公司|公司|集团|银行|医院|大学|学院|研究院|设计院|[^\W\d厂电水]厂|水务|电厂|水厂))"
)


@dataclass(frozen=True, slots=True)
class Person:
    """One name in the sentence: the likeliest contact (None when nobody of that name is known) and the others of that name."""

    span: Span
    text: str
    hit: PersonHit | None
    others: tuple[PersonHit, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """One customer named in the sentence, in the same manner."""

    span: Span
    text: str
    hit: PartyHit | None
    others: tuple[PartyHit, ...] = ()


def place(folded: str, people: Sequence[PersonHit], parties: Sequence[PartyHit]) -> tuple[list[Person], list[Party]]:
    """Puts hits at their places; where two overlap the longer name wins. A customer named in the sentence settles which 张三 is meant."""
    named: dict[Span, list[PersonHit]] = {}
    firms: dict[Span, list[PartyHit]] = {}
    for person in people[:_MOST_HITS]:
        if span := _find(folded, person.matched):
            named.setdefault(span, []).append(person)
    for party in parties[:_MOST_HITS]:
        if span := _find(folded, party.matched):
            firms.setdefault(span, []).append(party)
    kept = _longest({*named, *firms})
    named = {span: hits for span, hits in named.items() if span in kept}
    firms = {span: hits for span, hits in firms.items() if span in kept and span not in named}
    keys = {hit.key for hits in firms.values() for hit in hits}
    persons = [_person(span, folded, hits, keys) for span, hits in sorted(named.items())]
    homes = {person.hit.party for person in persons if person.hit and not person.others}
    return persons, [_party(span, folded, hits, homes) for span, hits in sorted(firms.items())]


def guess_person(text: str) -> tuple[Span, str] | None:
    """A word that looks like somebody's name: behind a verb, or with a title. The text has spaces where something else was understood."""
    for pattern in (_TITLED, _NAMES, _ENGLISH):
        for match in pattern.finditer(text):
            group = match.lastgroup or "name"
            if not _NO_NAMES.match(match[group]):
                return match.span(group), match[group]
    return None


def guess_party(text: str) -> tuple[Span, str] | None:
    """A word that looks like the name of a firm."""
    match = _PARTY.search(text) or _ENGLISH_PARTY.search(text)
    return (match.span("name"), match["name"]) if match else None


def _find(folded: str, matched: str) -> Span | None:
    start = folded.find(fold(matched)) if matched else -1
    return (start, start + len(matched)) if start >= 0 else None


def _longest(spans: set[Span]) -> set[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    return set(kept)


def _person(span: Span, folded: str, hits: list[PersonHit], parties: set[int]) -> Person:
    near = [hit for hit in hits if hit.party in parties]
    likely = _distinct(near or hits)
    return Person(span, folded[slice(*span)], likely[0], tuple(likely[1:]))


def _party(span: Span, folded: str, hits: list[PartyHit], homes: set[int | None]) -> Party:
    near = [hit for hit in hits if hit.key in homes]
    unique = list({hit.key: hit for hit in near or hits}.values())
    return Party(span, folded[slice(*span)], unique[0], tuple(unique[1:]))


def _distinct(hits: list[PersonHit]) -> list[PersonHit]:
    return list({hit.key: hit for hit in hits}.values())
