"""Finding the people of a step, seen from where the initiator stood when it began."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tongxin.base.registries.approval_kinds import approver_sources
from tongxin.collab.access.models import Assignment
from tongxin.collab.approvals.models import Approval
from tongxin.collab.approvals.rules import Course
from tongxin.collab.org.models import Post, Unit
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person

Source = Mapping[str, Any]  # Any: JSON values


def people_for(sources: Sequence[Source], approval: Approval, course: Course) -> list[int]:
    """Numbers of the people whom the sources name, in order. For whoever has left, the superior decides."""
    found: list[int] = []
    for source in sources:
        found += _FINDING[source["from"]](source, approval, course)
    return present(found)


def present(people: Iterable[int]) -> list[int]:
    """These people, each once; whoever has left is replaced by the nearest superior who works here."""
    numbers = list(dict.fromkeys(people))
    here = set(Person.objects.active().filter(pk__in=numbers).values_list("pk", flat=True)) if numbers else set()
    found: list[int] = []
    for number in numbers:
        if number in here:
            found.append(number)
        else:
            last = Post.objects.filter(person=number).select_related("unit").order_by("-is_main", "-id").first()
            found += superiors(number, last.unit if last else None)[:1]
    return list(dict.fromkeys(found))


def superiors(person: int, unit: Unit | None) -> list[int]:
    """Who stands above somebody in a unit: the nearest first, each once, only people who work here."""
    found: list[int] = []
    seen, here = {person}, unit
    while here is not None and len(found) < 20:
        above = _above(person, here, seen)
        if above is None:
            break
        found.append(above.pk)
        seen.add(above.pk)
        person, here = above.pk, main_unit_of(above)
    return found


def _above(person: int, unit: Unit, seen: set[int]) -> Person | None:
    post = Post.objects.filter(person=person, unit=unit).select_related("reports_to").order_by("-id").first()
    if (
        post is not None
        and post.reports_to is not None
        and post.reports_to.is_active
        and post.reports_to_id not in seen
    ):
        return post.reports_to
    return next((head for head in heads_above(unit) if head.pk not in seen), None)


def heads_above(unit: Unit) -> list[Person]:
    """The heads of a unit and of all above it, from the bottom up."""
    numbers = [int(part) for part in unit.path.strip("/").split("/")]
    posts = (
        Post.objects.held().filter(unit__in=numbers, is_head=True, person__deactivated_at=None).select_related("person")
    )
    heads = {post.unit_id: post.person for post in posts}
    return [heads[number] for number in reversed(numbers) if number in heads]


def region_of_unit(unit: Unit) -> Unit | None:
    """The nearest region at or above a unit."""
    numbers = [int(part) for part in unit.path.strip("/").split("/")]
    return Unit.objects.filter(pk__in=numbers, kind=Unit.Kind.REGION).order_by("-path").first()


def _people(source: Source, approval: Approval, course: Course) -> list[int]:
    return list(source["people"])


def _role(source: Source, approval: Approval, course: Course) -> list[int]:
    held = Assignment.objects.filter(role__name=source["role"], person__deactivated_at=None)
    return list(held.order_by("person_id").values_list("person_id", flat=True))


def _post(source: Source, approval: Approval, course: Course) -> list[int]:
    """Everybody with this post; `near` means the nearest unit at or above the initiator's that has one."""
    posts = Post.objects.held().filter(title=source["title"], person__deactivated_at=None).order_by("id")
    if not source.get("near") or approval.unit is None:
        return list(posts.values_list("person_id", flat=True))
    for number in reversed(approval.unit.path.strip("/").split("/")):
        below = posts.filter(unit__path__contains=f"/{number}/").values_list("person_id", flat=True)
        if found := list(below):
            return found
    return []


def _head(source: Source, approval: Approval, course: Course) -> list[int]:
    unit = Unit.objects.filter(pk=source["unit"]).first() if "unit" in source else approval.unit
    return _head_of(unit, source.get("up", 0))


def _region_head(source: Source, approval: Approval, course: Course) -> list[int]:
    region = region_of_unit(approval.unit) if approval.unit else None
    return _head_of(region, source.get("up", 0))


def _head_of(unit: Unit | None, up: int) -> list[int]:
    for _level in range(up):
        unit = unit.parent if unit is not None else None
    if unit is None:
        return []
    return list(Post.objects.held().filter(unit=unit, is_head=True).values_list("person_id", flat=True)[:1])


def _superior(source: Source, approval: Approval, course: Course) -> list[int]:
    up = source.get("up", 1)
    return superiors(approval.initiator_id, approval.unit)[up - 1 : up]


def _superiors(source: Source, approval: Approval, course: Course) -> list[int]:
    return superiors(approval.initiator_id, approval.unit)[: source["levels"]]


def _owner(source: Source, approval: Approval, course: Course) -> list[int]:
    find = approver_sources.find(f"{approval.subject_kind}.owner")
    return list(find(approval.subject_kind, approval.subject_id)) if find and approval.subject_id else []


def _field(source: Source, approval: Approval, course: Course) -> list[int]:
    named = str(course.state.facts.get(source["field"]) or "")
    return [int(named)] if named.isascii() and named.isdigit() and len(named) < 19 else []


def _nobody_yet(source: Source, approval: Approval, course: Course) -> list[int]:
    return []


def _administrators(source: Source, approval: Approval, course: Course) -> list[int]:
    return administrators()


def _initiator(source: Source, approval: Approval, course: Course) -> list[int]:
    return [approval.initiator_id]


def administrators() -> list[int]:
    """Who cares for flows."""
    held = Assignment.objects.filter(role__is_administrator=True, person__deactivated_at=None)
    return sorted(set(held.values_list("person_id", flat=True)))


_FINDING: Mapping[str, Callable[[Source, Approval, Course], list[int]]] = {
    "people": _people,
    "role": _role,
    "post": _post,
    "head": _head,
    "region_head": _region_head,
    "superior": _superior,
    "superiors": _superiors,
    "owner": _owner,
    "field": _field,
    "chosen": _nobody_yet,
    "previous": _nobody_yet,
    "administrators": _administrators,
    "initiator": _initiator,
}
