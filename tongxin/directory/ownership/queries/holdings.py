"""What somebody holds, as far as the one who asks may change it: the preview of a hand-over."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from tongxin.collab.access.policies import can_administer
from tongxin.collab.org.models import Post
from tongxin.collab.org.queries import everyone_under
from tongxin.collab.people.models import Person, PersonQuerySet
from tongxin.collab.tasks.models import Task
from tongxin.collab.views.models import SavedView
from tongxin.directory.activities.models import Step
from tongxin.directory.ownership.models import Kind
from tongxin.directory.parties.models import Contact, Party, PartyQuerySet, TeamMember


@dataclass(frozen=True)
class Holdings:
    """How much of each kind can be moved, and how many customers lie out of reach of the one who asks."""

    counts: dict[str, int]
    out_of_reach: int

    @property
    def total(self) -> int:
        """Everything together."""
        return sum(self.counts.values())

    @property
    def lines(self) -> list[tuple[str, int]]:
        """Kinds in words, with their numbers."""
        return [(str(Kind(kind).label), count) for kind, count in self.counts.items()]


def movable(by: Person, giver: Person, kind: str) -> list[int]:
    """Numbers of the giver's things of one kind which `by` may move, in order."""
    rows: Any  # Any: query sets of different records
    if kind == Kind.CUSTOMERS:
        rows = _own(Party.objects.changeable_by(by), giver)
    elif kind == Kind.STEPS:
        rows = Step.objects.changeable_by(by).open().of(giver)
    elif kind == Kind.TASKS:
        # What somebody wrote down for themselves about nothing of the firm's stays theirs, as private views do.
        rows = Task.objects.open().filter(owner=giver).exclude(subject_kind="", made_by=giver)
    elif kind == Kind.TEAMS:
        parties = Party.objects.changeable_by(by).living().values("pk")
        rows = TeamMember.objects.filter(person=giver, party__in=parties)
    elif kind == Kind.VIEWS:
        rows = SavedView.objects.filter(owner=giver).exclude(sharing=SavedView.Sharing.PRIVATE)
    else:
        rows = Post.objects.held().filter(reports_to=giver) if can_administer(by) else Post.objects.none()
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _own(parties: PartyQuerySet, giver: Person) -> PartyQuerySet:
    """What the giver looks after, without the contact people of these firms: they go along with them."""
    at_own_firm = Contact.objects.current().filter(person=OuterRef("pk"), party__owner=giver)
    return parties.living().filter(owner=giver).exclude(Exists(at_own_firm))


def holdings_of(by: Person, giver: Person) -> Holdings:
    """What would move."""
    counts = {str(kind): len(movable(by, giver, kind)) for kind in Kind.values}
    all_of_them = _own(Party.objects.all(), giver).count()
    return Holdings(counts, all_of_them - counts[Kind.CUSTOMERS])


def people_to_hand_over(by: Person) -> PersonQuerySet:
    """Everybody whose things `by` may hand over, those who have left among them, by name."""
    people = Person.objects.by_name()
    return people if can_administer(by) else people.filter(pk__in=everyone_under(by))


def waiting(by: Person) -> PersonQuerySet:
    """Those of them who have left and still hold something."""
    own = Party.objects.living().filter(owner=OuterRef("pk"))
    steps = Step.objects.open().filter(owner=OuterRef("pk"))
    tasks = Task.objects.open().filter(owner=OuterRef("pk")).exclude(subject_kind="", made_by=OuterRef("pk"))
    held = Q(Exists(own)) | Q(Exists(steps)) | Q(Exists(tasks))
    return people_to_hand_over(by).exclude(deactivated_at=None).filter(held)
