"""Activities and steps by their numbers, as far as one person may see them."""

from django.db.models import QuerySet

from tongxin.base.database.prepared import prepared
from tongxin.collab.access.models import Reach
from tongxin.directory.activities.models import Activity, Step


@prepared
def seen_activities(reach: Reach, numbers: list[int]) -> QuerySet[Activity]:
    """Living ones, with author and customer."""
    rows = Activity.objects.visible_to(reach).living().filter(pk__in=numbers)
    return rows.select_related("made_by", "party")


@prepared
def seen_steps(reach: Reach, numbers: list[int]) -> QuerySet[Step]:
    """Those with these numbers, done or not, with owner and customer."""
    return Step.objects.visible_to(reach).filter(pk__in=numbers).select_related("owner", "party")
