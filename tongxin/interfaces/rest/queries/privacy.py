"""Consents as JSON."""

from django.utils import timezone

from tongxin.base.clock import now
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.models import Consent
from tongxin.directory.privacy.queries import standings_of
from tongxin.interfaces.rest.queries.values import Json, instant, ref

_MOST = 500


def consents_of(person: Person, party: Party) -> Json:
    """The ledger of a party, newest first."""
    rows = Consent.objects.visible_to(person).filter(party=party).select_related("noted_by").latest_first()
    entries = list(rows[:_MOST])
    standing = {one.consent.pk: one.is_open for one in standings_of(entries, timezone.localdate(now()))}
    return {"items": [_show(one, standing) for one in entries], "next": None}


def one_consent(person: Person, party: Party, consent: Consent) -> Json:
    """One entry as it stands among the others."""
    found: list[Json] = consents_of(person, party)["items"]
    return next(one for one in found if one["id"] == consent.pk)


def _show(one: Consent, standing: dict[int, bool]) -> Json:
    names = ("id", "purpose", "channel", "deed", "source", "evidence")
    return {
        **{name: getattr(one, name) for name in names},
        "said_on": one.said_on.isoformat(),
        "valid_until": one.valid_until.isoformat() if one.valid_until else None,
        "holds": one.pk in standing,
        "allows": standing.get(one.pk, False),
        "noted_by": ref(one.noted_by_id, one.noted_by.name if one.noted_by else None),
        "noted_at": instant(one.noted_at),
    }
