"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.frontoffice.quotes.views import customer, ordering, papers, quotes, special_prices, trust

urlpatterns: list[URLPattern | URLResolver] = [
    path("quotes/new/", quotes.new_quote, name="new_quote"),
    path("quotes/<int:quote_id>/", quotes.quote, name="quote"),
    path("quotes/<int:quote_id>/facts/", quotes.quote_facts, name="quote_facts"),
    path("quotes/<int:quote_id>/sheet/", quotes.quote_sheet, name="quote_sheet"),
    path("quotes/<int:quote_id>/pdf/", papers.quote_pdf, name="quote_pdf"),
    path("quotes/<int:quote_id>/lines/", quotes.quote_lines, name="quote_lines"),
    path("quotes/<int:quote_id>/lines/<int:line_id>/", quotes.quote_line, name="quote_line"),
    path("quotes/<int:quote_id>/sending/", quotes.quote_sending, name="quote_sending"),
    path("quotes/<int:quote_id>/word/", quotes.quote_word, name="quote_word"),
    path("quotes/<int:quote_id>/versions/", quotes.quote_versions, name="quote_versions"),
    path("quotes/<int:quote_id>/copies/", quotes.quote_copies, name="quote_copies"),
    path("quotes/<int:quote_id>/orders/", ordering.quote_orders, name="quote_orders"),
    path("quotes/<int:quote_id>/links/", quotes.quote_links, name="quote_links"),
    path("special-prices/new/", special_prices.new_special_price, name="new_special_price"),
    path("special-prices/report/", trust.special_price_report, name="special_price_report"),
    path("special-prices/figures/", special_prices.special_price_figures, name="special_price_figures"),
    path(
        "special-prices/<int:special_price_id>/trial/", special_prices.special_price_trial, name="special_price_trial"
    ),
    path("special-prices/<int:special_price_id>/", special_prices.special_price, name="special_price"),
    path("q/<str:quote_key>/", customer.quote_for_customer, name="quote_for_customer"),
    path("q/<str:quote_key>/pdf/", papers.quote_pdf_for_customer, name="quote_pdf_for_customer"),
    path("q/<str:quote_key>/reading/", customer.quote_reading, name="quote_reading"),
    path("q/<str:quote_key>/answer/", customer.quote_answer, name="quote_answer"),
]
