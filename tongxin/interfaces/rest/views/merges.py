"""Two records of one party become one, and two again."""

from django.db import transaction
from django.http import Http404
from ninja import Router

from tongxin.directory.doubles.actions import merge_parties, undo_merge
from tongxin.directory.doubles.models import Merge
from tongxin.directory.doubles.queries.merges import seen_merge
from tongxin.interfaces.rest.actions.parties import known_party
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.parties import NewMerge
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.parties import seen_party
from tongxin.interfaces.rest.queries.values import Json, instant
from tongxin.interfaces.rest.views.answering import reading, writing
from tongxin.interfaces.rest.views.declaring import changes, makes, reads_one

router = Router(tags=["parties"])


@router.post("/parties/{int:party_id}/merges", response=makes(answers.Merge), by_alias=True)
@writing(201)
def new_merge(request: ApiRequest, party_id: int, data: NewMerge) -> Json:
    """Merge others into this party; `values` win over what would be proposed. All of them, or none."""
    person = request.auth.person
    kept = seen_party(person, party_id)
    first: Merge | None = None
    with transaction.atomic():
        for number in data.merged:
            gone = known_party(person, number, field="from")
            merge = merge_parties(by=person, kept=kept, gone=gone, values=data.values, within=first)
            first = first or merge
    assert first is not None  # the list is never empty
    return _shown(first)


@router.get("/merges/{int:merge_id}", response=reads_one(answers.Merge), by_alias=True)
@reading
def one_merge(request: ApiRequest, merge_id: int) -> Json:
    """What went into what."""
    return _shown(_seen(request, merge_id))


@router.delete("/merges/{int:merge_id}", response=changes(None))
@writing(204)
def undone_merge(request: ApiRequest, merge_id: int) -> None:
    """Take it back: what it moved goes back, what came since stays with the party that was kept."""
    undo_merge(by=request.auth.person, merge=_seen(request, merge_id))


def _seen(request: ApiRequest, merge_id: int) -> Merge:
    merge = seen_merge(request.auth.person, merge_id)
    if merge is None:
        raise Http404
    return merge


def _shown(merge: Merge) -> Json:
    others = Merge.objects.filter(within=merge, kept=merge.kept_id).order_by("pk").values_list("gone_id", flat=True)
    return {
        "id": merge.pk,
        "party": merge.kept_id,
        "from": [merge.gone_id, *others],
        "at": instant(merge.at),
        "undone_at": instant(merge.undone_at),
    }
