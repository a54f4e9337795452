"""All the headings that mean a field, and those that mean nothing to us."""

import re
from functools import cache
from typing import Final

from tongxin.base.chinese.folding import fold

from .headings_en import ENGLISH
from .headings_zh import CHINESE

_PARENTHESIS: Final = re.compile(r"[(\[【<{（].*?[)\]】>}）]")
_LONGEST: Final = 200  # signs of a heading that tell it from others
_LOOSE: Final = re.compile(r"[\s*#:_.,;'’\"/\\|·、\-–—?？!()（）\[\]【】]+")
_HAN_SPACE: Final = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LAST_NUMBER: Final = re.compile(r" ?(\d{1,2}|[一二三四五])$")

_UNWANTED_ZH: Final = (
    "开户行 开户银行 银行账号 银行帐号 银行账户 开户账号 开户行账号 序号 行号 № 排序 操作 打印 隐藏 图片 照片 附件 头像 性别 年龄 敏感度 私有 里程 缩写 纪念日 配偶 子女 业余爱好 语言 "
    "电子邮件类型 电子邮件2类型 电子邮件3类型 电子邮件2显示名 电子邮件3显示名 助理的电话 助理的姓名 经理姓名 目录服务器 记帐信息 身份证编号 英文称谓 中间名"
)
_UNWANTED_EN: Final = (
    "Salutation; Courtesy Title; Honorific; Bank; Bank Name; Bank Account; Bank Account Number; bank_ids/bank; bank_ids/acc_number; IBAN; SWIFT; BIC; No; No.; Nr; #; Row; S/N; Index; Deleted; Gender; Sensitivity; Private; Mileage; Initials; Photo; Picture; Image; Geocode Status; "
    "Latitude; Longitude; Yomi Name; Given Name Yomi; Additional Name Yomi; Family Name Yomi; Portal Name; Portal Application; "
    "Email Opt Out; Invalid Email; Do Not Call; E-mail 1 - Type; E-mail 2 - Type; Phone 1 - Type; Phone 2 - Type; Phone 3 - Type; "
    "Address 1 - Type; Website 1 - Type; Custom Field 1 - Type; Directory Server; Internet Free Busy; Pager; Spouse; Children; Anniversary; Hobby; "
    "Billing Information; Language; Maiden Name; Name Prefix; Name Suffix; Suffix; Additional Name; Middle Name; Is Locked; Converted; Assistant; Assistant's Name; Assistant's Phone; Assistant Phone; Manager's Name"
)


def heading_key(heading: str) -> str:
    """A heading as a key for comparing: folded, without remarks in brackets, marks and the blanks between Chinese words."""
    heading = heading[:_LONGEST]
    bare = _PARENTHESIS.sub(" ", heading)
    key = _HAN_SPACE.sub("", " ".join(_LOOSE.sub(" ", fold(bare)).split()))
    return key or _HAN_SPACE.sub("", " ".join(_LOOSE.sub(" ", fold(heading)).split())) or fold(heading)


def apart(heading: str) -> str:
    """Words that a program has run together: `CompanyName` as `Company Name`."""
    return _HUMP.sub(" ", heading)


def without_number(key: str) -> str:
    """`备注2` as `备注`: the same thing a second time. A key that is a number only stays."""
    return _LAST_NUMBER.sub("", key) or key


# Headings that mean their field, but give way to a heading that says it more exactly.
_GENERAL: Final = {"name": 0.85, "title": 0.85, "名称": 0.92, "公司": 0.92, "单位": 0.92, "企业": 0.92, "company": 0.92, "organization": 0.92,
                   "organisation": 0.92, "type": 0.9, "id": 0.9, "code": 0.85, "reference": 0.9, "客户": 0.95, "address": 0.95}  # fmt: skip


@cache
def meanings() -> dict[str, dict[str, float]]:
    """Heading key -> field -> how surely it means the field: 1.0, or 0.7 for the weaker names."""
    table: dict[str, dict[str, float]] = {}
    for names, divider in ((CHINESE, None), (ENGLISH, ";")):
        for field, text in names.items():
            strong, _bar, weak = text.partition("|")
            for part, weight in ((strong, 1.0), (weak, 0.7)):
                for name in part.split(divider):
                    known = table.setdefault(heading_key(name), {})
                    known[field] = max(weight * _GENERAL.get(heading_key(name), 1.0), known.get(field, 0.0))
    table.pop("", None)
    return table


@cache
def unwanted() -> frozenset[str]:
    """Keys of headings whose columns are of no use in a customer record."""
    return frozenset(map(heading_key, (*_UNWANTED_ZH.split(), *_UNWANTED_EN.split(";"))))


@cache
def telling_names(field: str) -> tuple[str, ...]:
    """Heading keys that say the field even inside a longer heading. General words and weak names do not."""
    return tuple(key for key, known in meanings().items() if known.get(field) == 1.0 and key not in _GENERAL)
