"""People at customers as lists show them: each once, with the place where they work as far as the reader may see it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from tongxin.base.filters import FilterField, Kept, SortField
from tongxin.collab.views.queries import Look, Preset
from tongxin.directory.parties.models import Contact, Party
from tongxin.directory.parties.models.facts import FACTS
from tongxin.directory.parties.models.party import PartyQuerySet, sees
from tongxin.directory.parties.queries.criteria import in_use, party_fields, party_orders
from tongxin.directory.parties.queries.listing import walks
from tongxin.directory.parties.queries.points import visible_points

ORDERS = {
    "name": Preset(_("By name"), ("sort_key", "id")),
    "new": Preset(_("Newest first"), ("-id",)),
}
PLACE = ("title", "department", "role", "attitude")
_OF_PERSON = {
    "name",
    "owner",
    "unit",
    "tags",
    "phones",
    "emails",
    "birthday",
    "note",
    "created_at",
    "updated_at",
    "import",
}
_OF_FIRM = ("tier", "region", "city", "industry", "source")


def seen_places(person: Any) -> QuerySet[Contact]:  # Any: also takes Django's anonymous user
    """Where people work now, the main place first."""
    return Contact.objects.visible_to(person).current().order_by("-is_main", "id")


def people_of(person: Any) -> QuerySet[Party]:  # Any: as above
    """All people in sight."""
    return _placed(person, Party.objects.visible_to(person))


def chosen_people(look: Look, to_count: bool) -> QuerySet[Party]:
    """The people that a list is asked for: walked in its order where the reader sees many."""
    seen = people_of(look.person)
    ways = Party.objects.living().filter(kind=Party.Kind.PERSON).ways_to(look.person)
    if to_count or not walks(look, seen, _placed(look.person, Party.objects.all()), ways):
        return seen
    return _placed(look.person, Party.objects.filter(sees(look.person, "pk")))


def _placed(person: Any, rows: PartyQuerySet) -> QuerySet[Party]:  # Any: as above
    """With what is known of their main place (`place_title` …), all places in sight and the numbers in sight."""
    mine = seen_places(person).filter(person=OuterRef("pk"))
    there = {f"place_{name}": Subquery(mine.values(name)[:1]) for name in PLACE}
    places = Prefetch("places", seen_places(person).select_related("party__owner"), to_attr="seen_places")
    points = Prefetch("points", visible_points(person), to_attr="seen_points")
    people: QuerySet[Party] = rows.living().filter(kind=Party.Kind.PERSON).annotate(**there)
    return people.prefetch_related(places, points)


def contact_fields(person: Any) -> list[FilterField]:  # Any: as above
    """By what lists of people are asked: what they are, their place, and the customer there."""
    kept = Kept(rows=lambda: seen_places(person), link="person_id")
    known = {one.key: one for one in party_fields(person)}
    firm = [
        FilterField(key="customer_name", label=_("customer's name"), path="party__name", kind="text", kept=kept),
        FilterField(key="customer_owner", label=_("customer's owner"), path="party__owner_id", kind="person", kept=kept, fact="owner", **_people_as(known)),
        *(FilterField(key=f"customer_{name}", label=FACTS[name].label, path=f"party__{name}", kind="text", kept=kept, fact=name, options=in_use(person, name)) for name in _OF_FIRM),
    ]  # fmt: skip
    return [
        FilterField(key="role", label=_("role in decisions"), path="place_role", kind="choice", choices=dict(Contact.Role.choices), groups=True),
        FilterField(key="attitude", label=_("attitude"), path="place_attitude", kind="choice", choices=dict(Contact.Attitude.choices), groups=True),
        FilterField(key="title", label=_("job title"), path="place_title", kind="text"),
        FilterField(key="department", label=_("department"), path="place_department", kind="text"),
        FilterField(key="is_main", label=_("main contact"), path="is_main", kind="bool", kept=kept),
        FilterField(key="firm", label=_("customer"), path="party_id", kind="relation", ops=("empty", "filled"), kept=kept),
        *(one for key, one in known.items() if key in _OF_PERSON),
        *(one for one in firm if one.fact not in _hidden(known)),
    ]  # fmt: skip


def _people_as(known: dict[str, FilterField]) -> dict[str, Any]:  # Any: what a field of people needs
    owner = known.get("owner")
    return {"named": owner.named, "options": owner.options} if owner is not None else {}


def _hidden(known: dict[str, FilterField]) -> set[str]:
    """Facts of customers that the reader may not ask for."""
    return {name for name in ("owner", *_OF_FIRM) if name not in known}


def contact_orders(person: Any) -> Sequence[SortField]:  # Any: as above
    """By name, and by when they came or changed."""
    return [one for one in party_orders(person) if one.key in ("name", "created_at", "updated_at")]
