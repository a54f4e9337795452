"""Tells lower floors that the room exists."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import (
    Bearing,
    Criteria,
    DocumentSource,
    Panel,
    Place,
    SubjectKind,
    criteria,
    panels,
    places,
    search_documents,
    subject_kinds,
)
from tongxin.collab.fields.queries import SearchedKeys, field_labels, loader, own_criteria
from tongxin.collab.views.queries import list_kinds
from tongxin.frontoffice.quotes.actions.bearing import FACTS, changeable_quotes, held, quote_facts, touch_quote
from tongxin.frontoffice.quotes.approving import register_kind
from tongxin.frontoffice.quotes.goals import register_measures
from tongxin.frontoffice.quotes.held import register_held
from tongxin.frontoffice.quotes.lists import QUOTES, SPECIAL_PRICES
from tongxin.frontoffice.quotes.models import Quote, SpecialPrice
from tongxin.frontoffice.quotes.panels import agreed_panel, beside_panel, customer_panel, is_there
from tongxin.frontoffice.quotes.policies import can_quote, can_see_quotes
from tongxin.frontoffice.quotes.queries.criteria import (
    quote_fields,
    quote_orders,
    special_price_fields,
    special_price_orders,
)
from tongxin.frontoffice.quotes.queries.documents import documents_of, hits_of
from tongxin.frontoffice.quotes.reactions import react
from tongxin.frontoffice.quotes.sentences import register_sentences
from tongxin.frontoffice.quotes.traces import register_traces

LABELS = {name: Quote._meta.get_field(name).verbose_name for name in FACTS}  # type: ignore[union-attr]  # columns all
_TYPES = {"state": "choice", "valid_until": "date"}


def _quotes(person: Any, ids: Collection[int]) -> Mapping[int, Quote]:  # Any: also takes Django's anonymous user
    return Quote.objects.visible_to(person).select_related("party").in_bulk(list(ids))


def _specials(person: Any, ids: Collection[int]) -> Mapping[int, SpecialPrice]:  # Any: as above
    return SpecialPrice.objects.visible_to(person).select_related("party", "product").in_bulk(list(ids))


def join() -> None:
    """Subjects, places, the customer's panel, the kind of approval, sentences, reactions."""
    register_traces()
    _describe_records()
    for key, title, name, icon, words, allowed, shown in (
        ("quotes", _("Quotes"), "quotes", "doc", "报价 报价单 quotes", can_see_quotes, True),
        ("special_prices", _("Special prices"), "special_prices", "stamp", "特价 special prices", can_see_quotes, False),
        ("special_price_report", _("What became of special prices"), "special_price_report", "chart", "特价 让利 special prices report", can_see_quotes, False),
        ("new_special_price", _("Ask for a special price"), "new_special_price", "stamp", "特价 special price", can_quote, False),
    ):  # fmt: skip
        places.register(
            key,
            Place(title=title, icon=icon, url_name=name, ring="together", order=6, in_menu=shown, words=words, allowed=allowed),
        )  # fmt: skip
    panels.register(
        "party.quotes",
        Panel(
            subject="party",
            column="side",
            order=13,
            template="quotes/_customer.html",
            context=customer_panel,
            mark=("has_quotes", is_there),
        ),
    )
    panels.register(
        "agreed_price.asking",
        Panel(subject="agreed_price", column="side", order=10, template="quotes/_agreed.html", context=agreed_panel),
    )
    panels.register(
        "approval.customer",
        Panel(subject="approval", column="beside", order=10, template="quotes/_beside.html", context=beside_panel),
    )
    _list_and_find()
    register_kind()
    register_measures()
    register_held()
    register_sentences()
    react()


def _describe_records() -> None:
    subject_kinds.register(
        "quote",
        SubjectKind(
            kind="quote", label=_("quote"), visible=_quotes, title=lambda one: one.called, url=lambda one: one.get_absolute_url(),
            fields=field_labels("quote", {**LABELS, "given_away": _("given away")}), always_seen=frozenset(LABELS),
            facts={name: _TYPES.get(name, "text") for name in FACTS},
            bearing=Bearing(
                changeable=changeable_quotes, facts=quote_facts, rows=Quote.objects.all, customer=lambda one: one.party_id,
                touch=touch_quote, held=held,
            ),
        ),
    )  # fmt: skip
    subject_kinds.register(
        "special_price",
        SubjectKind(
            kind="special_price", label=_("special price"), visible=_specials, title=lambda one: one.called,
            url=lambda one: one.get_absolute_url(), fields={}, is_scoped=False,
        ),
    )  # fmt: skip


def _list_and_find() -> None:
    """Lists, what they are asked by, and search."""
    for kind, label, fields, orders, listed in (
        ("quote", _("quote"), quote_fields, quote_orders, QUOTES),
        ("special_price", _("special price"), special_price_fields, special_price_orders, SPECIAL_PRICES),
    ):
        criteria.register(kind, Criteria(subject=kind, label=label, fields=fields, orders=orders, order=10))
        list_kinds.register(kind, listed)
    criteria.register("quote.own", own_criteria("quote", loader("quote")))
    search_documents.register(
        "quote",
        DocumentSource(
            kind="quote",
            shelf=12,
            label=_("Quotes"),
            icon="doc",
            documents=documents_of,
            visible=lambda person: Quote.objects.visible_to(person),
            hits=hits_of,
            order=22,
            stage_fields={"text": SearchedKeys("quote")},
        ),
    )
