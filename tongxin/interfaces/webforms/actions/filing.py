"""Making an entry part of a customer's record."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tongxin.base.chinese.phones import find_phones
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import can_administer
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions import note_activity, plan_step
from tongxin.directory.activities.models.kinds import Kind
from tongxin.directory.parties.actions import add_contact, create_party, set_tags
from tongxin.directory.parties.models import Contact, Party
from tongxin.directory.parties.queries.doubles import Wanted, doubles_of
from tongxin.directory.privacy.actions import note_consent
from tongxin.frontoffice.leads.actions import note_lead
from tongxin.frontoffice.leads.models import Lead, LeadSource
from tongxin.interfaces.webforms.events import WebFormAnswered
from tongxin.interfaces.webforms.models import Entry, Outcome
from tongxin.interfaces.webforms.queries import bare_words


@transaction.atomic
def file_entry(*, by: Person, entry: Entry) -> Entry:
    """Take an entry that waits or was held for spam all the same. Raises PermissionDenied, and ValidationError when it still can't be placed."""
    if not can_administer(by):
        raise PermissionDenied(_("Only administrators look after web forms."))
    entry = Entry.objects.select_for_update(of=("self",)).select_related("form__owner").get(pk=entry.pk)
    if entry.party_id is None and entry.lead_id is None:
        place_entry(entry)
    return entry


def place_entry(entry: Entry) -> None:
    """A new customer of the form's owner (or a lead, where the form says so), or the timeline of the one who is here already; a call in any case.
    Within a transaction of the caller's. Raises ValidationError and PermissionDenied."""
    owner = entry.form.owner
    if not owner.is_active:
        raise ValidationError(
            _("%(name)s has left. Choose in the form who takes these entries.") % {"name": owner.name}
        )
    known, person = _known(entry)
    if known is None and entry.form.makes_leads:
        _make_lead(entry, owner)
        return
    by = known.owner if known is not None and known.owner and known.owner.is_active else owner
    party, person = (known, person) if known is not None else _created(entry, by)
    _note(entry, party, person, by)
    entry.outcome = Outcome.NEW if known is None else Outcome.KNOWN
    entry.party, entry.why = party, ""
    entry.save(update_fields=["outcome", "party", "why"])
    told = WebFormAnswered(form=entry.form.name, is_new=known is None)
    tell(told, by=by, on=Subject("webform", entry.form_id), customer=party.pk)


def _make_lead(entry: Entry, owner: Person) -> None:
    """A lead, whose source promises the answer; rules of assignment find who gives it. The whole of what was written stays with the entry."""
    said = entry.values
    facts = {name: said[name] for name in ("name", "company", "phone", "email", "wechat", "city") if said.get(name)}
    about = "\n".join(part for part in (entry.form.name, bare_words(entry)) if part)
    source = LeadSource.objects.in_use().filter(key="web").first()
    entry.lead = note_lead(by=owner, source=source, about=about, **facts)
    entry.outcome, entry.why = Outcome.NEW, ""
    entry.save(update_fields=["outcome", "lead", "why"])
    tell(WebFormAnswered(form=entry.form.name, is_new=True), by=owner, on=Subject("webform", entry.form_id))


@transaction.atomic
def follow_lead(*, by: Person, lead: Lead) -> None:
    """What visitors wrote belongs to the customer whom their lead became, and what they agreed to stands in the ledger from now on."""
    for entry in Entry.objects.filter(lead=lead, party=None).select_related("form"):
        entry.party = lead.party
        entry.save(update_fields=["party"])
        who = lead.contact or lead.party
        if entry.agreed and who is not None:
            _note_consent(entry, by, who)


def _note_consent(entry: Entry, by: Person, who: Party) -> None:
    note_consent(
        by=by, party=who, purpose="marketing", deed="given", source=_("Web form “%(name)s”") % {"name": entry.form.name},
        evidence=entry.form.consent, said_on=timezone.localdate(entry.at),
    )  # fmt: skip


def _phones(entry: Entry) -> tuple[str, ...]:
    return tuple(phone.e164 for _written, phone in find_phones(entry.values.get("phone", "")))


def _known(entry: Entry) -> tuple[Party | None, Party | None]:
    """The customer whom it surely is or who has this number, and the person there, if it is one. Asked without a scope: the visitor
    is not told, and the answer goes to nobody but whoever looks after that customer."""
    said = entry.values
    wanted = Wanted(
        name=said.get("company") or said["name"],
        city=said.get("city", ""),
        phones=_phones(entry),
        is_person=not said.get("company"),
    )
    found = next((one for one in doubles_of([wanted])[0] if one.is_sure or one.reason == "phone"), None)
    known = Party.objects.living().select_related("owner").filter(pk=found.party_id).first() if found else None
    if known is None or known.kind != Party.Kind.PERSON:
        return known, None
    place = Contact.objects.current().select_related("party__owner").filter(person=known).order_by("pk").first()
    return (place.party, known) if place else (known, None)


def _created(entry: Entry, by: Person) -> tuple[Party, Party | None]:
    """The customer and, where a company was named, the person there."""
    said = entry.values
    points = {kind: [said[kind]] for kind in ("phone", "email", "wechat") if said.get(kind)}
    facts = {"city": said["city"]} if said.get("city") else {}
    if not said.get("company"):
        party = create_party(by=by, name=said["name"], kind=Party.Kind.PERSON, points=points, is_asked=False, **facts)
        person = None
    else:
        party = create_party(by=by, name=said["company"], is_asked=False, **facts)
        person = add_contact(by=by, party=party, name=said["name"], points=points).person
    if entry.form.tag:
        set_tags(by=by, party=party, names=[entry.form.tag])
    return party, person


def _note(entry: Entry, party: Party, person: Party | None, by: Person) -> None:
    """The timeline tells that somebody wrote, and a call is planned for today; the consent goes to the ledger. What was written stays with
    the entry: field rights and masks don't reach into the words of a timeline."""
    people = [person.pk] if person else []
    named = {"form": entry.form.name}
    with translation.override(by.language):
        text, call = (
            _("A visitor wrote through “%(form)s”") % named,
            _("Call back who wrote through “%(form)s”") % named,
        )
    noted = note_activity(by=by, party=party, kind=Kind.MESSAGE, text=text, direction="in", people=people, at=entry.at)
    today = timezone.localdate(now())
    plan_step(by=by, party=party, kind=Kind.CALL, text=call, due=today, people=people, from_activity=noted)
    if entry.agreed:
        _note_consent(entry, by, person or party)
