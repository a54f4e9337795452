"""The verbs about quotes and special prices."""

from tongxin.frontoffice.quotes.actions.checks import AlreadySent, MayNotQuote, NotYours
from tongxin.frontoffice.quotes.actions.ordering import OrderedAlready, order_quote
from tongxin.frontoffice.quotes.actions.passing import pass_quote
from tongxin.frontoffice.quotes.actions.sending import (
    CannotAnswer,
    NeedsDecision,
    answer_quote,
    ask_about_quote,
    make_link,
    note_opening,
    quote_behind,
    revoke_links,
    send_quote,
)
from tongxin.frontoffice.quotes.actions.setting import note_answer, set_quote
from tongxin.frontoffice.quotes.actions.special_prices import ask_for_lines, ask_special_price
from tongxin.frontoffice.quotes.actions.wanting import wanted_price
from tongxin.frontoffice.quotes.actions.writing import (
    change_quote,
    copy_quote,
    remove_line,
    revise_quote,
    start_quote,
    write_line,
    write_lines,
)

__all__ = [
    "AlreadySent", "CannotAnswer", "MayNotQuote", "NeedsDecision", "NotYours", "OrderedAlready", "answer_quote", "ask_about_quote", "ask_for_lines", "ask_special_price",
    "change_quote", "copy_quote", "make_link", "note_answer", "note_opening", "order_quote", "pass_quote", "quote_behind", "remove_line", "revise_quote", "revoke_links", "send_quote", "set_quote",
    "start_quote", "wanted_price", "write_line", "write_lines",
]  # fmt: skip
