"""Who holds which role, and how the firm's tree reads from the top down."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q

from tongxin.collab.access.models import Assignment, Role
from tongxin.collab.org.models import Post, Unit
from tongxin.collab.people.models import Person, PersonQuerySet, SecondFactor

STATES = ("active", "left", "all")
# Reserved for what is no address (RFC 2606): whoever has one of these can't sign in until somebody sets a real one.
NO_MAIL = "no-mail.invalid"


def usual_role() -> Role | None:
    """What most colleagues become: the first role that changes its own customers, or else any that doesn't administer."""
    plain = Role.objects.filter(is_administrator=False).order_by("id")
    return next((role for role in plain if role.scopes.get("party", {}).get("write") == "own"), plain.first())


def known_by_name() -> PersonQuerySet:
    """Colleagues of whom only the name is known so far, by name: they came with a file and wait for a mail address."""
    return Person.objects.active().filter(email__endswith=f"@{NO_MAIL}").by_name()


@dataclass(frozen=True)
class Branch:
    """One unit in the tree: how deep it lies, and who works there (the head first)."""

    unit: Unit
    depth: int
    posts: list[Post]

    @property
    def indent(self) -> str:
        """Room in front of the name."""
        return "\u3000" * self.depth


def staff(*, state: str = "active", search: str = "") -> PersonQuerySet:
    """People with their posts and roles, and whether they have a second factor (`has_second_factor`), by name. `search` is part of a name, of its pinyin or of a mail address."""
    people = Person.objects.by_name()
    if state == "active":
        people = people.active()
    elif state == "left":
        people = people.exclude(deactivated_at=None)
    if search:
        pinyin = Q(sort_key__icontains=search) if search.isascii() else Q()
        people = people.filter(Q(name__icontains=search) | Q(email__icontains=search) | pinyin)
    posts = Post.objects.held().select_related("unit").order_by("-is_main", "id")
    roles = Assignment.objects.select_related("role").order_by("role__name")
    factor = Exists(SecondFactor.objects.on().filter(person=OuterRef("pk")))
    people = people.annotate(has_second_factor=factor)
    return people.prefetch_related(Prefetch("posts", posts), Prefetch("assignments", roles))


def firm_tree() -> list[Branch]:
    """All open units from the root down, each followed by its parts in order of name."""
    children: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in Unit.objects.open().order_by("name", "id"):
        children[unit.parent_id].append(unit)
    posts: dict[int, list[Post]] = defaultdict(list)
    held = Post.objects.held().filter(person__deactivated_at=None).select_related("person")
    for post in held.order_by("-is_head", "person__sort_key", "id"):
        posts[post.unit_id].append(post)
    branches: list[Branch] = []
    waiting = [(unit, 0) for unit in reversed(children[None])]
    while waiting:
        unit, depth = waiting.pop()
        branches.append(Branch(unit, depth, posts[unit.pk]))
        waiting += [(child, depth + 1) for child in reversed(children[unit.pk])]
    return branches


def roles_with_holders() -> list[tuple[Role, list[Person]]]:
    """All roles, each with the people who hold it and work here."""
    holders: dict[int, list[Person]] = defaultdict(list)
    held = Assignment.objects.filter(person__deactivated_at=None).select_related("person").order_by("person__sort_key")
    for assignment in held:
        holders[assignment.role_id].append(assignment.person)
    return [(role, holders[role.pk]) for role in Role.objects.order_by("-is_administrator", "id")]


def holders_of(role: Role) -> PersonQuerySet:
    """Who holds a role and works here, by name."""
    return Person.objects.active().filter(assignments__role=role).by_name()
