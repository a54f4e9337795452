"""The numbers and addresses of parties that a person may see."""

from typing import Any

from django.db.models import QuerySet

from tongxin.collab.access.policies import hidden_fields
from tongxin.directory.parties.models import ContactPoint
from tongxin.directory.parties.models.contact_point import field_of


def visible_points(person: Any) -> QuerySet[ContactPoint]:  # Any: also takes Django's anonymous user
    """Contact points without the kinds that a role hides; of contacts as of firms. Says nothing about which parties are in sight."""
    hidden = hidden_fields(person, "party")
    return ContactPoint.objects.exclude(
        kind__in=[kind for kind in ContactPoint.Kind.values if field_of(kind) in hidden]
    )
