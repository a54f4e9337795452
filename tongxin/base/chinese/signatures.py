"""Pasted signatures, business cards as text, and lines like 姓名 电话 地址, taken apart. Nothing is lost: what is not understood is `rest`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tongxin.base.chinese.addresses import split_address
from tongxin.base.chinese.companies import legal_form
from tongxin.base.chinese.folding import clean
from tongxin.base.chinese.names import looks_like_company_name, looks_like_person_name
from tongxin.base.chinese.phones import find_phones
from tongxin.base.chinese.uscc import is_uscc

_LONGEST = 5_000
_LONGEST_PIECE = 200  # no part of an address is longer, and long rows of figures would keep the patterns busy
_HAN = "\u3400-\u9fff"
_mail = re.compile(r"(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
_web = re.compile(r"(?:https?://|www\.)[^\s,，;；。|]+", re.I | re.ASCII)
_wechat = re.compile(r"(?:微信号?|WeChat(?: ID)?|WX|VX|V信)\s*[:：]\s*([A-Za-z][\w-]{4,19}|1[3-9]\d{9})", re.I)
_same = re.compile(r"(?:[(（]|(?<!\s))\s*微信同号\s*[)）]?")
_qq = re.compile(r"QQ号?\s*[:：]?\s*(\d{5,11})(?!\d)", re.I)
_code = re.compile(r"(?<![0-9A-Za-z])[0-9A-HJ-NP-RT-Y]{18}(?![0-9A-Za-z])")
_post = re.compile(r"(?:邮政编码|邮编|P\.?C\.?|Zip(?: code)?|Post(?:al)? ?code)\s*[:：.]?\s*(\d{6})(?!\d)", re.I)
_fax_before = re.compile(r"(?:传真|fax|(?<![A-Za-z])f)\s*[:：.]?\s*$", re.I)
# What may stand before a number and says nothing once the number is taken out.
_empty_label = re.compile(
    r"(?:(?:联系|办公|公司|移动|固定)?(?:电话|手机|座机|固话)(?:号码?)?|联系方式|热线|传真|电邮|(?:电子)?(?:邮箱|邮件)(?:地址)?|网址|网站|主页"
    r"|统一社会信用代码|信用代码|税号|纳税人识别号|tel(?:ephone)?|phone|mob(?:ile)?|cell|fax|e-?mail|web(?:site)?|url|(?<![A-Za-z])[TMPFEW])\s*[:：.]?\s*(?=$|[\s,，;；|/]|$)",
    re.I,
)
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"^(?:{words})\s*[:：]\s*", re.I))
    for name, words in (
        ("name", "姓名|名字|联系人|收货人|收件人|name|contact"),
        ("company", "公司(?:名称)?|单位(?:名称)?|企业名称|名称|客户(?:名称)?|company|organi[sz]ation"),
        ("title", "职务|职位|岗位|title|position|job title"),
        ("department", "部门|department|dept"),
        ("address", "(?:公司|联系|通讯|收货|办公|详细)?地址|所在地区|addr?(?:ess)?|add|(?<![A-Za-z])a"),
        ("rest", "备注|note"),
    )
)
_title = re.compile(
    r"(?:总经理|董事长?|总监|总裁|经理|厂长|店长|主任|主管|工程师|技术员|专员|助理|代表|顾问|会计|出纳|采购员?|销售员?|业务员|设计师|秘书|科长|处长|部长|组长|院长|所长|站长|合伙人|创始人|老板|教授|律师|医生|总工)$"
    r"|\b(?:CEO|CTO|CFO|COO|president|director|manager|engineer|buyer|purchas\w+|sales|executive|assistant|consultant|specialist|supervisor|officer|founder|partner|head of|representative|accountant|owner)\b",
    re.I,
)
_department = re.compile(
    rf"^[{_HAN}A-Za-z]{{2,12}}(?:部|部门|中心|科|处|室|车间|事业部|办公室)$|\b(?:department|dept\.?|division)\b", re.I
)
_street = re.compile(
    r"\d.*(?:路|街|道|巷|弄|号|村|园|楼|层|室|厦|区)|(?:路|街|道|巷|村|镇|开发区|工业园).*\d|(?:工业园|开发区|大厦|园区|广场)"
    r"|\b\d+.*\b(?:road|rd|street|st|avenue|ave|lane|district|building|bldg|floor|no)\b|\bno\.? ?\d+|(?:\b(?:road|street|avenue)|stra(?:ss|ß)e)\b.*\d|\d+\w? [A-Z]\w+(?:stra(?:ss|ß)e|weg)",
    re.I,
)
# 长江路 21 号 3 楼: the space is typography, and parts nothing.
_spaced = re.compile(
    rf"(?<=[{_HAN}])[ ]+(?=\d{{1,5}}[ ]?(?:号|弄|栋|幢|座|楼|层|室|单元))|(?<=\d)[ ]+(?=(?:号|弄|栋|幢|座|楼|层|室|单元))"
)
_goes_on = re.compile(r"^[\dA-Za-z#\-]*\d.*(?:号|楼|层|室|栋|座|幢|单元)|^(?:[A-Z]?座|\d+[#栋幢])")
_latin_name = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?[A-ZÀ-Þ][\w'’À-ÿ-]+(?: [A-Z]\.?)?(?: (?:von|van|de|da|del|bin|al))?(?: [A-ZÀ-Þ][\w'’À-ÿ-]+){1,2}"
)
_bracket = re.compile(r"[(（]([^()（）]{1,20})[)）]")
_courtesy = re.compile(
    r"此致|敬礼|谢谢|感谢|祝好|顺祝商祺|商祺|多谢|best(?: regards)?|(?:kind )?regards|thanks|thank you|sincerely|cheers",
    re.I,
)
_cuts = re.compile(rf"[\t|丨｜•●]+|\s{{2,}}|[;；]|\s+[/·–—-]\s+|(?<=[{_HAN}])\s?/\s?(?=[A-Za-z])")
_inner = re.compile(r"[\s,，、]+")
_trim = " \t,，、;；:：.。|/-–—·•*_~"


@dataclass(slots=True)
class Signature:
    """What a pasted text held, as it was written there. `postcode` has six digits; `rest` is everything else, line by line."""

    name: str = ""
    company: str = ""
    title: str = ""
    department: str = ""
    phones: list[str] = field(default_factory=list)
    faxes: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    wechats: list[str] = field(default_factory=list)
    qqs: list[str] = field(default_factory=list)
    website: str = ""
    uscc: str = ""
    address: str = ""
    postcode: str = ""
    rest: str = ""


def read_signature(text: str) -> Signature:
    """The parts of a pasted signature, card or line; at most 5,000 characters of it, the remainder goes to `rest` as it is."""
    found, rest = Signature(), []
    for raw in clean(text[:_LONGEST]).splitlines():
        line = _without_ways(_spaced.sub("", raw), found)
        for piece in _pieces(line):
            if left := _place(piece, found):
                rest.append(left)
    if text[_LONGEST:].strip():
        rest.append(text[_LONGEST:].strip())
    found.rest = "\n".join(rest)
    return found


def _without_ways(line: str, found: Signature) -> str:
    """The line without numbers, mail and web addresses and the like, which are put where they belong."""
    line = _take(line, _wechat, lambda match: found.wechats.append(match[1]))
    is_same = bool(_same.search(line))
    line = _same.sub(" ", line)
    line = _take(line, _qq, lambda match: found.qqs.append(match[1]))
    line = _take(line, _mail, lambda match: found.emails.append(match[0]))
    line = _take(line, _web, lambda match: _set(found, "website", match[0].rstrip(_trim)))
    line = _take(line, _post, lambda match: _set(found, "postcode", match[1]))
    line = _take(line, _code, lambda match: _set(found, "uscc", match[0]) if is_uscc(match[0]) else match[0])
    for written, phone in find_phones(line):
        before, _found, after = line.partition(written)
        is_fax = bool(_fax_before.search(before))
        (found.faxes if is_fax else found.phones).append(written)
        if is_same and not is_fax:
            found.wechats.append(phone.e164.removeprefix("+86"))
        line = f"{before}\t{after}"
    return _empty_label.sub("\t", line)


def _take(line: str, pattern: re.Pattern[str], keep: Callable[[re.Match[str]], str | None]) -> str:
    return pattern.sub(lambda match: keep(match) or "\t", line)


def _set(found: Signature, name: str, value: str) -> str:
    """Put a value into its empty place; otherwise it is answered, to be kept elsewhere."""
    if getattr(found, name):
        return value
    setattr(found, name, value)
    return ""


def _pieces(line: str) -> Iterator[str]:
    """Parts of a line that stand for one thing each. Chinese is cut at spaces and commas too, but not behind a label."""
    for part in _cuts.split(line):
        part = part.strip(_trim)
        if not part:
            continue
        if any(label.match(part) for _name, label in _LABELS):
            yield from _labelled(part)
        elif re.search(f"[{_HAN}]", part):
            inside = [one for one in _bracket.findall(part) if not legal_form(part)]
            bare = _bracket.sub(" ", part) if inside else part
            yield from (one for one in (*_inner.split(bare), *inside) if one)
        else:
            yield from _latin(part)


def _latin(part: str) -> Iterator[str]:
    """A name with a title behind a comma; other Latin lines stand as they are, for addresses are full of commas."""
    head, _comma, tail = part.partition(", ")
    yield from (head, tail) if tail and _latin_name.fullmatch(head) and _title.search(tail) else (part,)


def _labelled(part: str) -> Iterator[str]:
    """Several labels in one line, each with its value."""
    starts = [0]
    for match in re.finditer(r"[\s,，]+(?=[^\s:：,，]{1,8}\s*[:：])", part):
        if any(label.match(part[match.end() :]) for _name, label in _LABELS):
            starts.append(match.start())
    yield from (part[a:b].strip(_trim) for a, b in zip(starts, [*starts[1:], len(part)], strict=True))


def _place(piece: str, found: Signature) -> str:
    """Put a piece where it belongs. Answers what is left over."""
    for name, label in _LABELS:
        if match := label.match(piece):
            value = piece[match.end() :].strip(_trim)
            if name == "rest" or not value:
                return value
            return _set(found, name, value) and piece
    kind = _kind(piece, found)
    if kind == "address" and found.address:
        if _goes_on.match(piece[:_LONGEST_PIECE]):
            found.address += piece
            return ""
        return piece
    return _set(found, kind, piece) if kind else piece


def _kind(piece: str, found: Signature) -> str:
    """Which part a piece without label is; empty when nothing speaks for any."""
    if _courtesy.fullmatch(piece):
        return ""
    if not legal_form(piece) and len(piece) <= 8 and _department.search(piece):
        return "department"
    if legal_form(piece) or (looks_like_company_name(piece) > 0.5 and not _street.search(piece[:_LONGEST_PIECE])):
        return "company"
    if _street.search(piece[:_LONGEST_PIECE]) or (
        split_address(piece).code and not found.address and looks_like_person_name(piece) < 0.5
    ):
        return "address"
    if _goes_on.match(piece[:_LONGEST_PIECE]) and found.address:
        return "address"
    if _title.search(piece) and len(piece) <= 40:
        return "title"
    if _department.search(piece):
        return "department"
    if not found.name and (_latin_name.fullmatch(piece) or looks_like_person_name(piece) >= 0.5):
        return "name"
    return ""
