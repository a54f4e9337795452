"""All resources in one place."""

from django.conf import settings
from django.utils.module_loading import import_string

from tongxin.interfaces.rest.views import (
    activities,
    approvals,
    around_parties,
    calendar,
    contacts,
    contracts,
    hand_overs,
    leads,
    memory,
    merges,
    opportunities,
    orders,
    others,
    parties,
    pools,
    prices,
    privacy,
    products,
    promises,
    quotes,
    rules,
    special_prices,
    targets,
    tasks,
)
from tongxin.interfaces.rest.views.api import build_api

api = build_api(
    [
        ("/parties", parties.router),
        ("/parties", around_parties.router),
        ("", merges.router),
        ("/parties", memory.of_party),
        ("/facts", memory.router),
        ("/parties", privacy.router),
        ("/contacts", contacts.router),
        ("/activities", activities.router),
        ("/tasks", tasks.router),
        ("/promises", promises.router),
        ("/calendar-entries", calendar.router),
        ("/leads", leads.router),
        ("/opportunities", opportunities.router),
        ("/products", products.router),
        ("", prices.router),
        ("/quotes", quotes.router),
        ("/special-prices", special_prices.router),
        ("/orders", orders.router),
        ("/contracts", contracts.router),
        ("/targets", targets.router),
        ("/approvals", approvals.router),
        ("/pools", pools.router),
        ("/hand-overs", hand_overs.router),
        ("/rules", rules.router),
        ("", others.router),
        # Interfaces don't know each other: what another one shows to programs is joined by the settings.
        *((prefix, import_string(place)) for prefix, place in settings.API_RESOURCES),
    ]
)
