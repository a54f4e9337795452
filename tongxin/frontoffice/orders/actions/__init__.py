"""The verbs about orders."""

from tongxin.frontoffice.orders.actions.amending import amend_order
from tongxin.frontoffice.orders.actions.checks import AlreadyConfirmed, MayNotOrder, NotYours
from tongxin.frontoffice.orders.actions.confirming import (
    NotComplete,
    OverCredit,
    cancel_order,
    confirm_order,
    note_delivered,
    note_received,
)
from tongxin.frontoffice.orders.actions.credit import MayNotLend, set_credit_limit
from tongxin.frontoffice.orders.actions.numbering import next_number, rule_of, set_pattern
from tongxin.frontoffice.orders.actions.passing import pass_order
from tongxin.frontoffice.orders.actions.writing import (
    change_order,
    remove_line,
    repeat_order,
    start_order,
    write_line,
    write_lines,
)

__all__ = [
    "AlreadyConfirmed", "MayNotLend", "MayNotOrder", "NotComplete", "NotYours", "OverCredit", "amend_order", "cancel_order",
    "change_order", "confirm_order", "next_number", "note_delivered", "note_received", "pass_order", "remove_line", "repeat_order", "rule_of",
    "set_credit_limit", "set_pattern", "start_order", "write_line", "write_lines",
]  # fmt: skip
