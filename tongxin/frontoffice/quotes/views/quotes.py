"""One quote: its lines, and what is done with it."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.links import absolute
from tongxin.base.web.records import do, said
from tongxin.base.web.refusing import refusal_of, refuse
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.journal.queries import story_of
from tongxin.collab.people.policies import me
from tongxin.directory.catalogue.queries import changed_line, pasted_lines
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.policies import sees_given_away
from tongxin.frontoffice.quotes.actions import (
    change_quote,
    copy_quote,
    make_link,
    note_answer,
    remove_line,
    revise_quote,
    revoke_links,
    send_quote,
    start_quote,
    write_line,
    write_lines,
)
from tongxin.frontoffice.quotes.actions.writing import VALID_DAYS
from tongxin.frontoffice.quotes.forms import FactsForm, LineForm, QuoteForm
from tongxin.frontoffice.quotes.models import Quote
from tongxin.frontoffice.quotes.policies import can_change, can_quote
from tongxin.frontoffice.quotes.queries.figures import undecided
from tongxin.frontoffice.quotes.queries.sheets import sheet_of
from tongxin.frontoffice.quotes.queries.shown import shown_lines, source_of
from tongxin.frontoffice.quotes.views.answering import seen


@door(signed_in, methods=("GET", "POST"))
@once
def new_quote(request: HttpRequest) -> HttpResponse:
    """A customer is enough; `?customer` says who."""
    if not can_quote(request.user):
        raise PermissionDenied
    until = timezone.localdate(now()) + timedelta(VALID_DAYS)
    form = QuoteForm(
        request.POST or None, person=me(request), initial={"customer": _named(request), "valid_until": until}
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            made = start_quote(
                by=me(request), party=typed["customer"], title=typed.get("title", ""), currency=typed["currency"],
                valid_until=typed.get("valid_until"), terms=typed["terms"], project=typed.get("project", ""),
                shows_discount=typed["shows_discount"], custom=form.own_values(),
            )  # fmt: skip
        except ValidationError as error:
            refuse(form, error)
        else:
            return said(request, _("Begun: %(name)s") % {"name": made.called}, made.get_absolute_url())
    crumbs = [{"title": _("Quotes"), "url": reverse("quotes")}, {"title": _("New quote"), "url": ""}]
    return render(request, "quotes/form.html", {"form": form, "title": _("New quote"), "crumbs": crumbs}, status=422 if form.errors else 200)  # fmt: skip


@door(signed_in, methods=("GET", "POST"))
def quote_facts(request: HttpRequest, quote_id: int) -> HttpResponse:
    """Title, until when, terms, and what the customer sees of discounts."""
    one = seen(request, quote_id)
    if not can_change(request.user, one):
        raise PermissionDenied
    names = ("title", "valid_until", "project", "terms", "shows_discount")
    form = FactsForm(request.POST or None, person=me(request), initial={name: getattr(one, name) for name in names})
    if request.method == "POST" and form.is_valid():
        typed = {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}
        try:
            change_quote(by=me(request), quote=one, **typed)
        except ValidationError as error:
            refuse(form, error)
        else:
            return said(request, _("Saved"), one.get_absolute_url())
    crumbs = [{"title": _("Quotes"), "url": reverse("quotes")}, {"title": one.called, "url": one.get_absolute_url()}]
    return render(request, "quotes/form.html", {"form": form, "title": one.title, "crumbs": crumbs}, status=422 if form.errors else 200)  # fmt: skip


def _named(request: HttpRequest) -> str:
    number = request.GET.get("customer", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    party = Party.objects.visible_to(request.user).living().filter(pk=int(number)).first() if is_number else None
    return party.name if party else ""


def page_of_quote(
    request: HttpRequest, one: Quote, form: LineForm | None = None, **more: Any
) -> HttpResponse:  # Any: context
    """The quote's page, maybe with what was refused."""
    may_change = can_change(request.user, one)
    waiting = undecided(one) if may_change and one.is_draft else []
    context = {
        "one": one,
        "together": waiting if len(waiting) > 1 else [],
        "lines": shown_lines(one),
        "source": source_of(request.user, one),
        "story": story_of(request.user, Subject("quote", one.pk), one, whole=False),
        "may_change": may_change,
        "may_write": may_change and one.is_draft,
        "sees_given": sees_given_away(request.user),
        "is_over": one.is_over(timezone.localdate(now())),
        "customer_links": one.links.order_by("-pk"),
        "versions": Quote.objects.visible_to(request.user).filter(number=one.number).order_by("revision"),
        "form": form or LineForm(person=me(request), initial={"quantity": 1}),
        "crumbs": [{"title": _("Quotes"), "url": reverse("quotes")}, {"title": one.called, "url": ""}],
        **more,
    }
    return render(
        request, "quotes/quote.html", context, status=422 if more.get("refusal") or (form and form.errors) else 200
    )


@door(signed_in)
def quote(request: HttpRequest, quote_id: int) -> HttpResponse:
    """One version of a quote."""
    return page_of_quote(request, seen(request, quote_id))


@door(signed_in)
def quote_sheet(request: HttpRequest, quote_id: int) -> HttpResponse:
    """On paper."""
    one = seen(request, quote_id)
    sheet = sheet_of(one, person=request.user, language=get_language() or "")
    crumbs = [{"title": one.called, "url": one.get_absolute_url()}, {"title": _("Print"), "url": ""}]
    return render(request, "quotes/sheet.html", {"one": one, "sheet": sheet, "crumbs": crumbs})


@door(signed_in, methods=("POST",))
@once
def quote_lines(request: HttpRequest, quote_id: int) -> HttpResponse:
    """Add a line, or paste many."""
    one = seen(request, quote_id)
    pasted = request.POST.get("pasted", "")
    form = LineForm(None if pasted else request.POST, person=me(request))
    try:
        if pasted:
            write_lines(by=me(request), quote=one, lines=pasted_lines(request.user, pasted))
        elif form.is_valid():
            write_line(by=me(request), quote=one, line=form.cleaned_data)
        else:
            return page_of_quote(request, one, form)
    except ValidationError as error:
        if pasted:
            return page_of_quote(request, one, None, refusal=" ".join(error.messages), pasted=pasted)
        refuse(form, error)
        return page_of_quote(request, one, form)
    return said(request, _("Saved"), one.get_absolute_url())


@door(signed_in, methods=("POST",))
def quote_line(request: HttpRequest, quote_id: int, line_id: int) -> HttpResponse:
    """Another quantity, price or discount, or out with it."""
    one = seen(request, quote_id)
    line = one.lines.select_related("product").filter(pk=line_id).first()
    if line is None:
        raise Http404
    if request.POST.get("remove"):
        return do(request, one, lambda: remove_line(by=me(request), quote=one, number=line.pk), _("Removed"))
    line.quote = one
    typed = changed_line(line, request.POST, sees_given=sees_given_away(request.user), asks_anew=False)
    try:
        write_line(by=me(request), quote=one, line=typed, known=line)
    except ValidationError as error:
        return page_of_quote(request, one, **refusal_of(error, request.POST, line.pk))
    return said(request, _("Saved"), one.get_absolute_url())


@door(signed_in, methods=("POST",))
def quote_sending(request: HttpRequest, quote_id: int) -> HttpResponse:
    """To the customer."""
    one = seen(request, quote_id)
    return do(request, one, lambda: send_quote(by=me(request), quote=one), _("Sent. Make a link, or print it."))


@door(signed_in, methods=("POST",))
def quote_word(request: HttpRequest, quote_id: int) -> HttpResponse:
    """What the customer said by word of mouth."""
    one, is_accepted = seen(request, quote_id), request.POST.get("word") == "yes"
    return do(request, one, lambda: note_answer(by=me(request), quote=one, is_accepted=is_accepted), _("Noted"))


@door(signed_in, methods=("POST",))
@once
def quote_versions(request: HttpRequest, quote_id: int) -> HttpResponse:
    """A further version of it."""
    one = seen(request, quote_id)
    try:
        made = revise_quote(by=me(request), quote=one)
    except ValidationError as error:
        return said(request, " ".join(error.messages), one.get_absolute_url(), is_refusal=True)
    return said(request, _("Begun: %(name)s") % {"name": made.called}, made.get_absolute_url())


@door(signed_in, methods=("POST",))
@once
def quote_copies(request: HttpRequest, quote_id: int) -> HttpResponse:
    """A new quote with its lines, for the same customer."""
    one = seen(request, quote_id)
    try:
        made = copy_quote(by=me(request), quote=one, party=one.party)
    except ValidationError as error:
        return said(request, " ".join(error.messages), one.get_absolute_url(), is_refusal=True)
    return said(request, _("Begun: %(name)s") % {"name": made.called}, made.get_absolute_url())


@door(signed_in, methods=("POST",))
def quote_links(request: HttpRequest, quote_id: int) -> HttpResponse:
    """A link for the customer, shown this once; or all links taken back."""
    one = seen(request, quote_id)
    if request.POST.get("revoke"):
        return do(request, one, lambda: revoke_links(by=me(request), quote=one), _("The links show nothing any more."))
    try:
        _link, key = make_link(by=me(request), quote=one)
    except ValidationError as error:
        return said(request, " ".join(error.messages), one.get_absolute_url(), is_refusal=True)
    return page_of_quote(request, one, address=absolute(request, reverse("quote_for_customer", args=[key])))
