"""Addresses of the room. The list of orders is drawn by collab/views."""

from django.urls import URLPattern, URLResolver, path

from tongxin.frontoffice.orders.views import credit, deeds, orders

urlpatterns: list[URLPattern | URLResolver] = [
    path("orders/new/", orders.new_order, name="new_order"),
    path("orders/<int:order_id>/", orders.order, name="order"),
    path("orders/<int:order_id>/sheet/", orders.order_sheet, name="order_sheet"),
    path("orders/<int:order_id>/facts/", orders.order_facts, name="order_facts"),
    path("orders/<int:order_id>/lines/", orders.order_lines, name="order_lines"),
    path("orders/<int:order_id>/lines/<int:order_line_id>/", orders.order_line, name="order_line"),
    path("orders/<int:order_id>/confirmation/", deeds.order_confirmation, name="order_confirmation"),
    path("orders/<int:order_id>/cancellation/", deeds.order_cancellation, name="order_cancellation"),
    path("orders/<int:order_id>/repetition/", deeds.order_repetition, name="order_repetition"),
    path("orders/<int:order_id>/deliveries/", deeds.order_deliveries, name="order_deliveries"),
    path("orders/<int:order_id>/amendments/", deeds.order_amendments, name="order_amendments"),
    path("customers/<int:party_id>/credit/", credit.customer_credit, name="customer_credit"),
    path("settings/orders/", deeds.order_settings, name="order_settings"),
]
