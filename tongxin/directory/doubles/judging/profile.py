"""What is known of one party, as far as it tells parties apart."""

import re
from dataclasses import dataclass, field

from tongxin.base.chinese.folding import fold
from tongxin.directory.doubles.judging.names import Name, parsed, town

_ROAD = re.compile(r"([\u4e00-\u9fff]{1,8}?(?:大道|大街|路|街|道|巷|村|园|弄|里))(\d+)")
_PLACES = re.compile(r"^(?:[\u4e00-\u9fff]{2,4}省)?(?:[\u4e00-\u9fff]{2,5}?市)?(?:[\u4e00-\u9fff]{2,4}?[区县])?")
_SIGNS = re.compile(r"[\W_]+")
PUBLIC_MAIL = frozenset(
    "qq.com 163.com 126.com sina.com sina.cn sohu.com foxmail.com yeah.net 139.com 189.cn aliyun.com gmail.com "
    "outlook.com hotmail.com live.com yahoo.com icloud.com 21cn.com tom.com vip.qq.com vip.163.com example.com".split()
)


@dataclass(frozen=True, slots=True)
class Profile:
    """`people` are (name, mobile) of contacts at a firm; `above` the groups it belongs to; `works_at` the firms of a person."""

    id: int
    names: tuple[Name, ...]
    is_person: bool = False
    person_name: str = ""
    uscc: str = ""
    number: str = ""
    towns: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    people: frozenset[tuple[str, str]] = frozenset()
    mails: frozenset[str] = frozenset()
    address: str = ""
    above: frozenset[int] = frozenset()
    works_at: frozenset[int] = field(default=frozenset())

    @property
    def is_registered(self) -> bool:
        """Known by a name as the register has it, now or formerly."""
        return any(name.is_registered for name in self.names)

    @property
    def mobiles(self) -> frozenset[str]:
        """Numbers of contacts."""
        return frozenset(mobile for _name, mobile in self.people if mobile)

    @property
    def contact_names(self) -> frozenset[str]:
        """Names of contacts."""
        return frozenset(name for name, _mobile in self.people if name)

    @property
    def domains(self) -> frozenset[str]:
        """Domains of their own."""
        found = {mail.rpartition("@")[2] for mail in self.mails}
        return frozenset(found - PUBLIC_MAIL)


def address_key(address: str) -> str:
    """Road and house number, or the words with a number; "" when no number tells houses apart."""
    folded = _SIGNS.sub("", fold(address)) if address else ""
    if road := _ROAD.search(_PLACES.sub("", folded) or folded):
        return f"{road[1][-4:]}{road[2]}"
    return folded if any(sign.isdigit() for sign in folded) and len(folded) >= 6 else ""


def names_of(*texts: str) -> tuple[Name, ...]:
    """The different names of a firm, parsed."""
    return tuple({name.key: name for text in texts if text and (name := parsed(text)).rest}.values())


def towns_of(city: str, names: tuple[Name, ...]) -> frozenset[str]:
    """Where the firm is: the city as noted, else the places in its names."""
    if city:
        return frozenset({town(city)})
    return frozenset(name.place for name in names if name.place)
