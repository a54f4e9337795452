"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.directory.memory.views import customer, facts

urlpatterns: list[URLPattern | URLResolver] = [
    path("customers/<int:party_id>/memory/", customer.customer_memory, name="customer_memory"),
    path("facts/<int:fact_id>/", facts.fact, name="fact"),
    path("facts/<int:fact_id>/confirmation/", facts.confirmation, name="confirm_fact"),
    path("facts/<int:fact_id>/oblivion/", facts.oblivion, name="forget_fact"),
    path("facts/<int:fact_id>/reversal/", facts.reversal, name="take_fact_back"),
]
