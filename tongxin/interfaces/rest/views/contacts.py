"""`/contacts`: people at parties."""

from ninja import Query, Router

from tongxin.interfaces.rest.actions.contacts import add_whole_contact, change_whole_contact, delete_contact
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.contacts import ChangedContact, ContactsAsked, NewContact
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.contacts import list_contacts, one_contact, seen_contact
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import current, known_version, reading, writing
from tongxin.interfaces.rest.views.declaring import changes, makes, reads, reads_one

router = Router(tags=["contacts"])


@router.get("", response=reads(answers.Page[answers.Contact]), url_name="contacts")
@reading
def all_contacts(request: ApiRequest, asked: Query[ContactsAsked]) -> Json:
    """Those who work at parties now. `q` looks for the person."""
    return list_contacts(request.auth.person, asked.question())


@router.post("", response=makes(answers.Contact))
@writing(201, is_new=True)
def new_contact(request: ApiRequest, data: NewContact) -> Json:
    """Somebody at a party, new or known."""
    contact = add_whole_contact(by=request.auth.person, values=data.given())
    return one_contact(request.auth.person, contact.pk)


@router.get("/{int:contact_id}", response=reads_one(answers.Contact), url_name="contact")
@reading
def contact(request: ApiRequest, contact_id: int) -> Json:
    """One contact."""
    return one_contact(request.auth.person, contact_id)


@router.patch("/{int:contact_id}", response=changes(answers.Contact))
@writing()
def changed_contact(request: ApiRequest, contact_id: int, data: ChangedContact) -> Json:
    """Change some fields; `If-Match` says which version is known."""
    person = request.auth.person
    found = seen_contact(person, contact_id)
    with current(lambda: one_contact(person, contact_id)):
        change_whole_contact(by=person, contact=found, version=known_version(request), values=data.given())
    return one_contact(person, contact_id)


@router.delete("/{int:contact_id}", response=changes(None))
@writing(204)
def removed_contact(request: ApiRequest, contact_id: int) -> None:
    """No longer there; the person stays known. `If-Match` says which version is known."""
    person = request.auth.person
    found = seen_contact(person, contact_id)
    with current(lambda: one_contact(person, contact_id)):
        delete_contact(by=person, contact=found, version=known_version(request))
