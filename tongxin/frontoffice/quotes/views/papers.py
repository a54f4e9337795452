"""A quote on paper: as PDF, in Chinese or English, for us and for the customer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone, translation

from tongxin.base.clock import now
from tongxin.base.paper import CannotPrint, printed
from tongxin.base.web.doors import anyone, door, signed_in
from tongxin.frontoffice.quotes.models import Quote
from tongxin.frontoffice.quotes.queries.sheets import LANGUAGES, sheet_of
from tongxin.frontoffice.quotes.views.answering import seen
from tongxin.frontoffice.quotes.views.customer import link_behind


@door(signed_in)
def quote_pdf(request: HttpRequest, quote_id: int) -> HttpResponse:
    """For whoever may see the quote; `?language` is zh-hans or en."""
    one = seen(request, quote_id)
    try:
        return _pdf(request, one)
    except CannotPrint as error:
        messages.error(request, str(error))
        return redirect("quote_sheet", quote_id=one.pk)


@door(anyone)
def quote_pdf_for_customer(request: HttpRequest, quote_key: str) -> HttpResponse:
    """For whoever has the customer's link."""
    link = link_behind(quote_key)
    try:
        answer = _pdf(request, link.quote)
    except CannotPrint as error:
        messages.error(request, str(error))
        return redirect("quote_for_customer", quote_key=quote_key)
    answer["Cache-Control"], answer["Referrer-Policy"], answer["X-Robots-Tag"] = "no-store", "no-referrer", "noindex"
    return answer


def _pdf(request: HttpRequest, quote: Quote) -> HttpResponse:
    asked = request.GET.get("language", "")
    language = asked if asked in LANGUAGES else "en" if translation.get_language() == "en" else LANGUAGES[0]
    day = timezone.localdate(quote.sent_at or now())
    with translation.override(language):
        sheet = sheet_of(quote, person=request.user, language=language)
        html = render_to_string("quotes/paper.html", {"sheet": sheet, "language": language, "day": day})
    answer = HttpResponse(printed(html), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{quote.called}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
