"""Phones, mail addresses and the like."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.chinese.phones import InvalidPhone, display_phone, parse_phone
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.directory.parties.actions.conflicts import ChangedMeanwhile
from tongxin.directory.parties.actions.facts import check_rights
from tongxin.directory.parties.actions.reloading import own
from tongxin.directory.parties.events import PartyChanged
from tongxin.directory.parties.models import Contact, ContactPoint, Party
from tongxin.directory.parties.models.contact_point import field_of


def check_point(kind: str, text: str) -> tuple[str, str]:
    """(value to compare, form to show). Raises ValidationError that says what is wrong."""
    text = " ".join(clean(text).split())
    if len(text) > 254:
        raise ValidationError(_("Too long – 254 characters fit."))
    if kind in (ContactPoint.Kind.PHONE, ContactPoint.Kind.FAX):
        try:
            phone = parse_phone(text)
        except InvalidPhone as error:
            raise ValidationError(str(error)) from error
        value = f"{phone.e164};ext={phone.extension}" if phone.extension else phone.e164
        return value, phone.display or display_phone(phone.e164)
    if kind == ContactPoint.Kind.EMAIL:
        value = text.lower()
        try:
            validate_email(value)
        except ValidationError as error:
            raise ValidationError(
                _("“%(text)s” is not a mail address – it needs one @ and a domain.") % {"text": text}
            ) from error
        return value, text
    return text, text


def write_points(party: Party, kind: str, values: Iterable[str]) -> list[str]:
    """Replace all points of one kind; the first is the main one. Answers the new forms."""
    checked: dict[str, str] = {}
    for text in values:
        if text.strip():
            value, shown = check_point(kind, text)
            checked.setdefault(value, shown)
    ContactPoint.objects.filter(party=party, kind=kind).exclude(value__in=list(checked)).delete()
    known = {point.value: point for point in ContactPoint.objects.filter(party=party, kind=kind)}
    for place, (value, shown) in enumerate(checked.items()):
        point = known.get(value) or ContactPoint(party=party, kind=kind, value=value)
        point.shown, point.is_main = shown, place == 0
        point.save()
    return list(checked.values())


@transaction.atomic
def set_points(
    *, by: Person, party: Party, kind: str, values: Iterable[str], was: Iterable[str] | None = None
) -> list[str]:
    """Change the phones (mails …) of a party. `was` are the values the person saw; others in between raise ChangedMeanwhile."""
    party = own(by, party.pk)
    field = field_of(kind)
    check_rights(by, {field: values})
    before = list(ContactPoint.objects.filter(party=party, kind=kind).values_list("shown", flat=True))
    if was is not None and sorted(was) != sorted(before):
        raise ChangedMeanwhile({field: before})
    after = write_points(party, kind, values)
    if after != before:
        Party.objects.filter(pk=party.pk).update(version=party.version + 1, updated_at=now())
        reindex_with_places([party.pk])
        tell(
            PartyChanged(fields=[field], after={field: after}),
            by=by,
            on=Subject("party", party.pk),
            customer=party.pk,
            before={field: before},
        )
    return after


def bring_points(*, by: Person, party: Party, points: Mapping[str, Iterable[str]]) -> None:
    """Add numbers that another record brings along (a lead that became this person) to those that are here; nobody typed them, so no
    right to fields is asked."""
    for kind, values in points.items():
        before = list(ContactPoint.objects.filter(party=party, kind=kind).values_list("shown", flat=True))
        after = write_points(party, kind, [*before, *values])
        if after == before:
            continue
        Party.objects.filter(pk=party.pk).update(version=F("version") + 1, updated_at=now())
        field = field_of(kind)
        told = PartyChanged(fields=[field], after={field: after})
        tell(told, by=by, on=Subject("party", party.pk), customer=party.pk, before={field: before})
        reindex_with_places([party.pk])


def reindex_with_places(ids: Iterable[int]) -> None:
    """A person's name and phones also find the firms where the person works."""
    ids = sorted(ids)
    firms = Contact.objects.current().filter(person__in=ids).values_list("party_id", flat=True) if ids else ()
    index_documents("party", sorted({*ids, *firms}))
