"""Looking for everything about a person."""

from itertools import islice

from django.db import transaction

from tongxin.base.clock import now
from tongxin.base.registries import Tie
from tongxin.directory.privacy.models import Found, SubjectRequest
from tongxin.directory.privacy.queries.tracing import all_traces, sought_for

_AT_ONCE = 500


@transaction.atomic
def look_for_subject(*, request_id: int) -> int:
    """Write down all that is found of the person of a case, instead of what was found before; answers how much. A name that may be
    another's is not chosen until somebody says so."""
    request = SubjectRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
    if not request.is_open:
        return 0
    Found.objects.filter(request=request).delete()
    traces = all_traces(sought_for(request.party_id, [request.name, *request.words]))
    rows = (
        Found(
            request=request,
            corner=name,
            row=str(trace.row),
            tie=trace.tie.value,
            excerpt=trace.excerpt,
            file=trace.file,
            is_chosen=trace.tie != Tie.NAME,
        )
        for name, trace in traces
    )
    count = 0
    while some := list(islice(rows, _AT_ONCE)):
        Found.objects.bulk_create(some)
        count += len(some)
    request.state, request.looked_at = SubjectRequest.State.FOUND, now()
    request.save(update_fields=["state", "looked_at"])
    return count
