"""Who stands where, and under whom."""

from time import monotonic

from django.db import connection
from django.db.models import QuerySet

from tongxin.base.database.prepared import prepared
from tongxin.collab.org.models import Company, Letterhead, Post, Unit
from tongxin.collab.people.models import Person


def the_company() -> Company | None:
    """The firm, once it is set up."""
    return Company.objects.first()


def the_letterhead() -> Letterhead:
    """What stands on the firm's paper; empty where nobody said."""
    return Letterhead.objects.select_related("company").first() or Letterhead(company=the_company() or Company())


_KEPT_SECONDS = 20
_kept: dict[str, tuple[float, Company | None]] = {}


def _firm() -> Company | None:
    """The firm as it was known at most 20 s ago: every request asks. A change reaches other processes by then, and this one at once."""
    name = str(connection.settings_dict["NAME"])
    kept = _kept.get(name)
    if kept is None or monotonic() - kept[0] > _KEPT_SECONDS:
        kept = _kept[name] = (monotonic(), the_company())
    return kept[1]


def firm_time_zone() -> str:
    """The firm's time zone, or nothing before it is set up."""
    company = _firm()
    return company.time_zone if company else ""


def second_factor_demanded() -> str:
    """Of whom the firm demands a second factor: one of `Company.Demanded`."""
    company = _firm()
    return company.second_factor if company else ""


def forget_firm() -> None:
    """The firm's settings were changed: ask anew."""
    _kept.clear()


def units_of(person: Person) -> list[Unit]:
    """The units in which the person holds a post, the main one first."""
    return [post.unit for post in _posts_of(person.pk)] if person.pk else []


@prepared
def _posts_of(person: int) -> QuerySet[Post]:
    return Post.objects.held().filter(person=person).select_related("unit").order_by("-is_main", "id")


def main_unit_of(person: Person) -> Unit | None:
    """The unit that new records of this person get."""
    return next(iter(units_of(person)), None)


def region_of(person: Person) -> Unit | None:
    """The nearest region above (or at) the person's main unit."""
    unit = main_unit_of(person)
    if unit is None:
        return None
    above = [int(part) for part in unit.path.strip("/").split("/")]
    return Unit.objects.filter(pk__in=above, kind=Unit.Kind.REGION).order_by("-path").first()


def superior_of(person: Person) -> Person | None:
    """Whom the person reports to: as written on the main post, else the head of the unit, else of the next unit above."""
    post = (
        Post.objects.held()
        .filter(person=person)
        .select_related("unit", "reports_to")
        .order_by("-is_main", "id")
        .first()
    )
    if post is None:
        return None
    if post.reports_to is not None and post.reports_to.is_active:
        return post.reports_to
    above = [int(part) for part in post.unit.path.strip("/").split("/")]
    heads = {
        head.unit_id: head.person
        for head in Post.objects.held().filter(unit_id__in=above, is_head=True).select_related("person")
        if head.person_id != person.pk and head.person.is_active
    }
    return next((heads[unit] for unit in reversed(above) if unit in heads), None)


def everyone_under(person: Person) -> set[int]:
    """Numbers of all who report to the person, directly or through others; the person is not among them."""
    posts = list(Post.objects.held().values_list("person_id", "unit_id", "unit__path", "is_head", "reports_to_id"))
    led = [path for who, _unit, path, is_head, _to in posts if who == person.pk and is_head]
    under = {who for who, _unit, path, _head, _to in posts if any(path.startswith(top) for top in led)}
    under |= {who for who, _unit, _path, _head, to in posts if to == person.pk}
    frontier = set(under)
    while frontier:
        frontier = {who for who, _unit, _path, _head, to in posts if to in frontier} - under
        under |= frontier
    return under - {person.pk}
