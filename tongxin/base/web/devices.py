"""On what somebody works, in words: from what a browser says of itself."""

import ipaddress
import re
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.lazy import LazyText

# The first that fits: programs that carry a browser inside, then browsers that call themselves others as well.
_BROWSERS: Final[list[tuple[str, LazyText]]] = [
    (r"wxwork", gettext_lazy("WeCom")),
    (r"MicroMessenger", gettext_lazy("WeChat")),
    (r"DingTalk", gettext_lazy("DingTalk")),
    (r"Lark|Feishu", gettext_lazy("Lark")),
    (r"QQBrowser", gettext_lazy("QQ Browser")),
    (r"UCBrowser|UBrowser", gettext_lazy("UC Browser")),
    (r"HuaweiBrowser", gettext_lazy("Huawei Browser")),
    (r"MiuiBrowser", gettext_lazy("Mi Browser")),
    (r"SamsungBrowser", "Samsung Internet"),
    (r"OPR/|Opera", "Opera"),
    (r"Edg(e|A|iOS)?/", "Edge"),
    (r"Firefox|FxiOS", "Firefox"),
    (r"Chrome|CriOS", "Chrome"),
    (r"Safari", "Safari"),
]
_SYSTEMS: Final[list[tuple[str, LazyText]]] = [
    (r"HarmonyOS|OpenHarmony", "HarmonyOS"),
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"Android", "Android"),
    (r"Windows", "Windows"),
    (r"CrOS", "ChromeOS"),
    (r"Macintosh|Mac OS X", "Mac"),
    (r"Linux|X11", "Linux"),
]
KEPT: Final = 300  # signs of what a browser says; the names stand within


def _first(known: list[tuple[str, LazyText]], agent: str) -> str:
    return next((str(name) for pattern, name in known if re.search(pattern, agent)), "")


def device_of(agent: str) -> str:
    """Browser and system in the reader's language, as far as the browser tells: “Chrome · Windows”."""
    agent = agent[:KEPT]
    known = [name for name in (_first(_BROWSERS, agent), _first(_SYSTEMS, agent)) if name]
    return " · ".join(known) or _("Unknown device")


def shortened(address: str) -> str:
    """A network address without its end, which says where somebody is, about, and not which line is theirs: 203.0.113.*"""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(ip, ipaddress.IPv6Address):
        return f"{ipaddress.ip_network((int(ip) >> 80 << 80, 48)).network_address}*"
    return f"{str(ip).rpartition('.')[0]}.*"
