"""The firm's own currency."""

from django.db.models import QuerySet

from tongxin.base.database.prepared import prepared
from tongxin.collab.org.models import Company


def usual_currency() -> str:
    """The one in which amounts are meant that name none."""
    return next(iter(_currencies()), "") or "CNY"


@prepared
def _currencies() -> QuerySet[Company, str]:
    return Company.objects.order_by("id").values_list("currency", flat=True)[:1]
