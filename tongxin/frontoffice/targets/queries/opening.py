"""What of targets is open to a person."""

from typing import Any

from django.db.models import QuerySet

from tongxin.collab.access.policies import hidden_fields
from tongxin.frontoffice.targets.models import Target
from tongxin.frontoffice.targets.queries.measures import Measure, measures


def open_measures(person: Any) -> dict[str, Measure]:  # Any: also takes Django's anonymous user
    """The measures whose field isn't hidden from the person, in their order."""
    known = ((name, measures.get(name)) for name in measures.names())
    seen = [(name, one) for name, one in known if one.field not in hidden_fields(person, one.kind)]
    return dict(sorted(seen, key=lambda one: one[1].order))


def seen_targets(person: Any) -> QuerySet[Target]:  # Any: as above
    """Targets in the person's scope, of measures that are open to them."""
    return Target.objects.within_scope(person).filter(measure__in=open_measures(person))
