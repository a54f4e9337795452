"""`/hand-overs`: what somebody holds goes to a colleague, with an account, and back."""

from ninja import Query, Router

from tongxin.collab.people.models import Person
from tongxin.directory.ownership.actions import begin_hand_over, undo_hand_over
from tongxin.interfaces.rest.actions.parties import known_colleague
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.pools import HandOverShown, NewHandOver
from tongxin.interfaces.rest.forms.values import Listing
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.hand_overs import hand_over_shown, list_hand_overs, seen_hand_over
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import reading, writing
from tongxin.interfaces.rest.views.declaring import changes, makes, reads, reads_one

router = Router(tags=["hand-overs"])


@router.get("", response=reads(answers.Page[HandOverShown]), url_name="hand_overs")
@reading
def all_hand_overs(request: ApiRequest, asked: Query[Listing]) -> Json:
    """Hand-overs that the token's person may see, newest first."""
    return list_hand_overs(request.auth.person, asked.question())


@router.post("", response=makes(HandOverShown))
@writing(201, is_new=True)
def new_hand_over(request: ApiRequest, data: NewHandOver) -> Json:
    """Begin one; it is carried out behind the scenes, and its account grows. Givers may have left."""
    taker = known_colleague(data.taker, field="taker")
    giver = Person.objects.filter(pk=data.giver).first() or known_colleague(data.giver, field="giver")
    return hand_over_shown(begin_hand_over(by=request.auth.person, giver=giver, taker=taker, kinds=data.kinds))


@router.get("/{int:hand_over_id}", response=reads_one(HandOverShown))
@reading
def one_hand_over(request: ApiRequest, hand_over_id: int) -> Json:
    """The account."""
    return hand_over_shown(seen_hand_over(request.auth.person, hand_over_id))


@router.delete("/{int:hand_over_id}", response=changes(None))
@writing(204)
def undone_hand_over(request: ApiRequest, hand_over_id: int) -> None:
    """Take it back: everything goes home that nobody touched since."""
    undo_hand_over(by=request.auth.person, hand_over=seen_hand_over(request.auth.person, hand_over_id))
