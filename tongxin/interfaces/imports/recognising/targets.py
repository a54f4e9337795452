"""What a table is a list of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from tongxin.base.reading import Column

from .headings import heading_key, without_number
from .matching import heading_fit
from .sniffing import are_no_words, likeness

Target: TypeAlias = Literal[
    "customers", "contacts", "activities", "leads", "targets", "products", "opportunities", "contracts", "orders"
]

_PERSON_FIRST: Final = frozenset(
    map(
        heading_key,
        (
            "姓名",
            "名",
            "姓",
            "名字",
            "Given Name",
            "First Name",
            "Last Name",
            "Family Name",
            "Full Name",
            "成员姓名",
            "员工姓名",
            "工号",
        ),
    )
)
_PERSONAL_EMPLOYER: Final = frozenset(
    map(heading_key, ("单位", "公司", "工作单位", "Company", "Organization", "Employer", "Account Name"))
)
_OF_ACTIVITIES: Final = (
    ("跟进内容", "拜访内容", "沟通内容", "跟进记录", "联系记录", "拜访记录", "洽谈内容", "通话内容", "活动内容", "会议纪要", "跟进情况", "Subject", "Call Notes",
     "Meeting Notes", "Activity Subject", "工作内容"),
    ("跟进时间", "拜访时间", "拜访日期", "跟进日期", "联系时间", "沟通时间", "通话时间", "活动时间", "Activity Date", "Start Date", "Date", "日期", "时间"),
    ("跟进方式", "拜访方式", "联系方式类型", "沟通方式", "活动类型", "跟进类型", "拜访目的", "Activity Type", "Call Type", "Task Type"),
)  # fmt: skip


_OF_LEADS: Final = frozenset(
    map(
        heading_key,
        ("需求", "意向", "意向产品", "感兴趣的产品", "咨询内容", "询盘内容", "留言", "线索来源", "线索", "线索名称", "Lead Source", "Interest", "Need",
         "Message", "Requirement", "Enquiry", "Inquiry", "Lead"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TargetGuess:
    """What the rows are, None when nothing says so; `confidence` 0..1."""

    target: Target | None
    confidence: float


def guess_target(columns: Sequence[Column]) -> TargetGuess:
    """Whether the rows of a table are customers, contacts of an address book, activities, leads, targets, products with prices,
    opportunities, contracts, or orders and their lines."""
    if not columns:
        return TargetGuess(None, 0.0)
    scores: dict[Target, float] = {
        "activities": _activities(columns),
        "contacts": _contacts(columns),
        "customers": _customers(columns),
        "leads": _leads(columns),
        "targets": _targets(columns),
        "products": _products(columns),
        "opportunities": _opportunities(columns),
        "orders": _orders(columns),
        "contracts": 0.97 if _is_any(columns, "contract_number") and _is_any(columns, "contract_customer") else 0.0,
    }
    best = max(scores, key=lambda target: scores[target])
    second = sorted(scores.values())[-2]
    if scores[best] < 0.4:
        return TargetGuess(None, 0.0)
    return TargetGuess(best, round(min(0.98, scores[best] * (0.7 + 0.3 * min(1.0, (scores[best] - second) / 0.3))), 2))


def _keys(columns: Sequence[Column]) -> list[str]:
    return [without_number(heading_key(column.heading.split(" · ")[-1])) for column in columns]


def _best(columns: Sequence[Column], field: str) -> float:
    return max((heading_fit(column.heading, field) for column in columns if column.has_heading), default=0.0)


def _look(columns: Sequence[Column], look: str) -> float:
    return max((likeness(look, column.samples) or 0.0 for column in columns), default=0.0)


def _activities(columns: Sequence[Column]) -> float:
    keys = set(_keys(columns))
    text, when, kind = (bool(keys & set(map(heading_key, names))) for names in _OF_ACTIVITIES)
    # A customer list may say when and what was spoken last; it also says more about the customer.
    about = sum(
        _best(columns, field) > 0.9 for field in ("uscc", "industry", "tier", "source", "address", "contact_mobile")
    )
    return max(0.0, 0.5 * text + 0.25 * when + 0.25 * kind - 0.15 * about)


def _contacts(columns: Sequence[Column]) -> float:
    keys = _keys(columns)
    person = next((at for at, key in enumerate(keys) if key in _PERSON_FIRST), None)
    firm = next((at for at, key in enumerate(keys) if key not in _PERSONAL_EMPLOYER and _is_firm(columns[at])), None)
    if person is None:
        people = max((likeness("person_name", column.samples) or 0.0 for column in columns[:2]), default=0.0)
        numbers = max(_look(columns, "mobile"), _look(columns, "mail"))
        return 0.75 * min(people, numbers) if firm is None else 0.0
    if firm is not None and firm < person:
        return 0.3
    return 0.9 if firm is None else 0.5


def _is_firm(column: Column) -> bool:
    if not column.has_heading:
        return (likeness("company", column.samples) or 0.0) > 0.6
    fit = heading_fit(column.heading, "name")
    if fit < 0.8 or are_no_words(column.samples):
        return False
    return fit > 0.95 or (likeness("person_name", column.samples) or 0.0) < 0.5


def _customers(columns: Sequence[Column]) -> float:
    named = 0.8 * any(map(_is_firm, columns))
    firms = 0.7 * _look(columns, "company")
    extra = 0.05 * sum(
        _best(columns, field) > 0.9 for field in ("uscc", "industry", "tier", "source", "owner", "receivable")
    )
    return min(0.98, max(named, firms) + extra) if max(named, firms) else 0.0


def _is_any(columns: Sequence[Column], *fields: str) -> bool:
    return any(_best(columns, field) > 0.9 for field in fields)


def _leads(columns: Sequence[Column]) -> float:
    """Who it is, how to reach them, and what they want: the last no list of customers has."""
    tells = set(_keys(columns)) & _OF_LEADS
    who = _is_any(columns, "lead_name", "lead_company")
    ways = _is_any(columns, "lead_phone", "lead_email", "lead_wechat")
    return 0.95 if tells and who and ways and not _is_any(columns, "uscc", "receivable") else 0.0


def _targets(columns: Sequence[Column]) -> float:
    """How much, until when, and for whom."""
    who = _is_any(columns, "target_person", "target_unit", "target_product")
    return 0.97 if who and _is_any(columns, "target_value") and _is_any(columns, "target_period") else 0.0


def _products(columns: Sequence[Column]) -> float:
    """What it is and what it costs; with an order, a customer or a stage beside it, it is a line of those."""
    what = _is_any(columns, "product_code", "product_name")
    other = ("order_number", "order_quantity", "order_customer", "deal_stage", "uscc", "contact_mobile")
    return 0.97 if what and _is_any(columns, "product_price") and not _is_any(columns, *other) else 0.0


def _opportunities(columns: Sequence[Column]) -> float:
    """Which one, how far it is, and how much or until when."""
    which = _is_any(columns, "deal_name", "deal_number") and _is_any(columns, "deal_stage")
    return (
        0.97 if which and _is_any(columns, "deal_amount", "deal_closed_on") and not _is_of_customers(columns) else 0.0
    )


def _orders(columns: Sequence[Column]) -> float:
    """A number, and either who ordered when or how much of what."""
    head = _is_any(columns, "order_customer") and _is_any(columns, "order_day")
    line = _is_any(columns, "order_product") and _is_any(columns, "order_quantity")
    is_one = _is_any(columns, "order_number") and (head or line)
    return 0.97 if is_one and not _is_of_customers(columns) else 0.0


def _is_of_customers(columns: Sequence[Column]) -> bool:
    return _is_any(columns, "uscc", "contact_mobile") or _activities(columns) >= 0.5
