"""The customers of one person that most need a look."""

from typing import Any

from tongxin.directory.quality.models import Score
from tongxin.directory.quality.policies import open_parts


def least_known(person: Any, *, most: int = 3) -> list[Score]:  # Any: the person type of the doors
    """The person's own customers with the lowest scores below 100, the lowest first; none for whom the score is closed."""
    if "score" not in open_parts(person):
        return []
    rows = Score.objects.visible_to(person).filter(owner=person.pk, score__lt=100, party__is_customer=True)
    return list(rows.select_related("party").order_by("score", "party_id")[:most])
