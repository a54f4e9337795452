"""The page on the open web: one quote for one customer, and nothing else."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.web.doors import anyone, door
from tongxin.collab.org.queries import the_company
from tongxin.frontoffice.quotes.actions import answer_quote, ask_about_quote, note_opening, quote_behind
from tongxin.frontoffice.quotes.forms import AnswerForm
from tongxin.frontoffice.quotes.models import Quote, QuoteLink
from tongxin.frontoffice.quotes.queries.sheets import sheet_of


def link_behind(key: str) -> QuoteLink:
    """The link of this key, while it shows anything; otherwise it does not exist."""
    found = quote_behind(key, now())
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, link: QuoteLink, form: AnswerForm, **more: str) -> HttpResponse:
    quote = link.quote
    context = {
        "one": quote,
        "sheet": sheet_of(quote, person=request.user, language=get_language() or ""),
        "firm": the_company(),
        "form": form,
        "is_open": quote.state == Quote.State.SENT and not quote.is_over(timezone.localdate(now())),
        "is_over": quote.is_over(timezone.localdate(now())),
        **more,
    }
    answer = render(request, "quotes/public.html", context, status=422 if form.errors or more.get("refusal") else 200)
    answer["Cache-Control"] = "no-store"
    # The link stays in the house. With "no-referrer" browsers hide the origin of the answer as well, and it would be refused.
    answer["Referrer-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@door(anyone)
def quote_for_customer(request: HttpRequest, quote_key: str) -> HttpResponse:
    """What the customer sees."""
    link = link_behind(quote_key)
    note_opening(link=link)
    return _page(request, link, AnswerForm())


@door(anyone, methods=("POST",))
def quote_reading(request: HttpRequest, quote_key: str) -> HttpResponse:
    """How far the customer read."""
    note_opening(link=link_behind(quote_key), part=request.POST.get("part", ""))
    return HttpResponse(status=204)


@door(anyone, methods=("POST",))
def quote_answer(request: HttpRequest, quote_key: str) -> HttpResponse:
    """Accepted, declined, or a question."""
    link = link_behind(quote_key)
    form = AnswerForm(request.POST)
    form.is_valid()
    deed = request.POST.get("deed", "")
    try:
        if deed == "ask":
            ask_about_quote(link=link, text=form.cleaned_data.get("text", ""))
            return _page(request, link, AnswerForm(), told=_("Thank you. We will answer you soon."))
        answer_quote(link=link, is_accepted=deed == "accept", name=form.cleaned_data.get("name", ""))
    except ValidationError as error:
        return _page(request, link, form, refusal=" ".join(error.messages))
    return redirect("quote_for_customer", quote_key=quote_key)
