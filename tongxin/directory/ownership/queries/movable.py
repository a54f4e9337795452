"""Which things of somebody's the one who asks may move."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from tongxin.collab.access.policies import can_administer
from tongxin.collab.approvals.models import Holder
from tongxin.collab.approvals.policies import can_care_for_flows
from tongxin.collab.org.models import Post
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.models import Task
from tongxin.collab.views.models import SavedView
from tongxin.directory.activities.models import Step
from tongxin.directory.parties.models import Contact, Party, PartyQuerySet, TeamMember

Numbers = QuerySet[Any, int]  # Any: rows of different records
Titles = list[tuple[str, str]]


def customers_of(by: Person, giver: Person) -> Numbers:
    """Customers within the reach of `by`."""
    return own(Party.objects.changeable_by(by), giver).order_by("pk").values_list("pk", flat=True)


def own(parties: PartyQuerySet, giver: Person) -> PartyQuerySet:
    """What the giver looks after, without the contact people of these firms: they go along with them."""
    at_own_firm = Contact.objects.current().filter(person=OuterRef("pk"), party__owner=giver)
    return parties.living().filter(owner=giver).exclude(Exists(at_own_firm))


def steps_of(by: Person, giver: Person) -> Numbers:
    """Open steps."""
    return Step.objects.changeable_by(by).open().of(giver).order_by("pk").values_list("pk", flat=True)


def tasks_of(by: Person, giver: Person) -> Numbers:
    """Open tasks. What somebody wrote down for themselves about nothing of the firm's stays theirs, as private views do."""
    return _others_care().filter(owner=giver).order_by("pk").values_list("pk", flat=True)


def _others_care() -> QuerySet[Task]:
    return Task.objects.open().exclude(subject_kind="", made_by=F("owner"))


def decisions_of(by: Person, giver: Person) -> Numbers:
    """What waits for the giver's word, for those who may step in."""
    rows = Holder.objects.undecided().filter(person=giver) if can_care_for_flows(by) else Holder.objects.none()
    return rows.order_by("pk").values_list("pk", flat=True)


def places_of(by: Person, giver: Person) -> Numbers:
    """Places in teams of customers within the reach of `by`."""
    parties = Party.objects.changeable_by(by).living().values("pk")
    return TeamMember.objects.filter(person=giver, party__in=parties).order_by("pk").values_list("pk", flat=True)


def views_of(by: Person, giver: Person) -> Numbers:
    """Views that others use."""
    rows = SavedView.objects.filter(owner=giver).exclude(sharing=SavedView.Sharing.PRIVATE)
    return rows.order_by("pk").values_list("pk", flat=True)


def reports_of(by: Person, giver: Person) -> Numbers:
    """Posts whose holders report to the giver, for administrators."""
    rows = Post.objects.held().filter(reports_to=giver) if can_administer(by) else Post.objects.none()
    return rows.order_by("pk").values_list("pk", flat=True)


def holders_of_customers() -> QuerySet[Any, Any]:  # Any: as above
    """Who owns customers."""
    return Party.objects.living().filter(owner__isnull=False).values("owner")


def holders_of_steps() -> QuerySet[Any, Any]:  # Any: as above
    """Whose turn a step is."""
    return Step.objects.open().values("owner")


def holders_of_tasks() -> QuerySet[Any, Any]:  # Any: as above
    """Who has promised something."""
    return _others_care().values("owner")


def customers_named(person: Person, ids: Collection[int]) -> Titles:
    """Customers whom the reader sees."""
    return _titles(Party.objects.visible_to(person).living().filter(pk__in=ids).order_by("sort_key", "pk"))


def steps_named(person: Person, ids: Collection[int]) -> Titles:
    """Steps which the reader sees."""
    return _titles(Step.objects.visible_to(person).filter(pk__in=ids).order_by("due_on", "pk"))


def tasks_named(person: Person, ids: Collection[int]) -> Titles:
    """Tasks which the reader sees."""
    return _titles(Task.objects.filter(pk__in=ids).visible_to(person).order_by("due_on", "pk"))


def _titles(rows: Any) -> Titles:  # Any: records with an address
    return [(str(record), record.get_absolute_url()) for record in rows]
