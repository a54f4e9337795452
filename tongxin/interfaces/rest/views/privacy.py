"""`/parties/…/consents`: what somebody allows us."""

from ninja import Router

from tongxin.directory.privacy.actions import note_consent
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.privacy import ConsentShown, NewConsent
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.parties import seen_party
from tongxin.interfaces.rest.queries.privacy import consents_of, one_consent
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import reading, writing
from tongxin.interfaces.rest.views.declaring import makes, reads_one

router = Router(tags=["consents"])


@router.get("/{int:party_id}/consents", response=reads_one(answers.Page[ConsentShown]))
@reading
def party_consents(request: ApiRequest, party_id: int) -> Json:
    """All that the party said, newest first; ask right before a deed, silence is no consent."""
    return consents_of(request.auth.person, seen_party(request.auth.person, party_id))


@router.post("/{int:party_id}/consents", response=makes(ConsentShown))
@writing(201)
def new_consent(request: ApiRequest, party_id: int, data: NewConsent) -> Json:
    """Note that the party agreed, withdrew or objected. Nothing in the ledger is ever changed."""
    person = request.auth.person
    party = seen_party(person, party_id)
    return one_consent(person, party, note_consent(by=person, party=party, **data.given()))
