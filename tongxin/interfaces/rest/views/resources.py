"""All resources in one place."""

from tongxin.interfaces.rest.views import activities, around_parties, contacts, others, parties, tasks
from tongxin.interfaces.rest.views.api import build_api

api = build_api(
    [
        ("/parties", parties.router),
        ("/parties", around_parties.router),
        ("/contacts", contacts.router),
        ("/activities", activities.router),
        ("/tasks", tasks.router),
        ("", others.router),
    ]
)
