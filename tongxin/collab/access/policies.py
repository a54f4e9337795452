"""May this person? Asked by doors and actions alike."""

from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from tongxin.base.registries import subject_kinds
from tongxin.base.web.doors import signed_in
from tongxin.base.web.showing import Shown, say_shown
from tongxin.collab.access.models import Role, reach_of
from tongxin.collab.org.models import Company
from tongxin.collab.org.queries import second_factor_demanded
from tongxin.collab.people.queries import has_second_factor


def can_administer(person: Any) -> bool:  # Any: also takes Django's anonymous user
    """May change people, units, roles and the firm's settings."""
    return reach_of(person).is_administrator


def must_have_second_factor(person: Any) -> bool:  # Any: as above
    """Whether the firm demands one of this person."""
    demanded = second_factor_demanded()
    return demanded == Company.Demanded.EVERYONE or (
        demanded == Company.Demanded.ADMINISTRATORS and can_administer(person)
    )


def owes_second_factor(person: Any) -> bool:  # Any: as above
    """Whether it is demanded and not there: until then nothing else opens. Asks nothing where the firm demands nothing."""
    return must_have_second_factor(person) and not has_second_factor(person)


def can_import(person: Any) -> bool:  # Any: as above
    """May bring files in."""
    return reach_of(person).can_import


def can_export(person: Any) -> bool:  # Any: as above
    """May take lists out."""
    return reach_of(person).can_export


def can_create(person: Any, kind: str) -> bool:  # Any: as above
    """May add records of this kind: who may change any, may add own ones."""
    return reach_of(person).scope(kind, "write") != "none"


def field_right(person: Any, kind: str, field: str) -> str:  # Any: as above
    """`hidden`, `read` or `write`. What is masked is hidden to all but those who know how to mask it."""
    right = reach_of(person).fields.get((kind, field), "write")
    return "hidden" if right == "masked" else right


def hidden_fields(person: Any, kind: str) -> set[str]:  # Any: as above
    """Fields which the person may not see, filter, sort, group or export by; masked ones among them."""
    closed = ("hidden", "masked")
    return {name for (of, name), right in reach_of(person).fields.items() if of == kind and right in closed}


def masked_fields(person: Any, kind: str) -> set[str]:  # Any: as above
    """Fields of which the person may see what `base.masks` leaves, and the whole value after asking for it."""
    return {name for (of, name), right in reach_of(person).fields.items() if of == kind and right == "masked"}


def watched_fields(person: Any, kind: str) -> set[str]:  # Any: as above
    """Fields which the person sees whole while some role of the firm masks them. Asks nothing where no role masks anything."""
    reach = reach_of(person)
    if not reach.firm_masks:
        return set()
    if "masked somewhere" not in reach.found:
        reach.found["masked somewhere"] = list(Role.objects.values_list("fields", flat=True))
    rights = [fields.get(kind, {}) for fields in reach.found["masked somewhere"]]
    masked = {name for fields in rights for name, right in fields.items() if right == "masked"}
    return masked - hidden_fields(person, kind)


def watched_with(person: Any, kind: str, carries: str = "") -> set[str]:  # Any: as above
    """The same of records that carry facts of another kind, the one with which they hide or another (`carries`)."""
    if not reach_of(person).firm_masks:
        return set()
    known = subject_kinds.find(kind)
    bearers = {kind, carries, known.hides_with if known is not None else ""} - {""}
    return set().union(*(watched_fields(person, one) for one in bearers))


def say_whole(
    person: Any, kind: str, ids: Iterable[int], fields: Collection[str] | None = None, *, carries: str = ""
) -> None:  # Any: as above
    """Say that an answer shows this person these facts (all of them, unless named) of these records. Those that some role of the firm
    masks and this person sees whole are written down when the answer is out. Asks nothing where no role masks anything."""
    watched = watched_with(person, kind, carries)
    shown = watched if fields is None else watched.intersection(fields)
    if shown:
        say_shown(Shown(reach_of(person).person_id, kind, frozenset(ids), frozenset(shown)))


def hidden_with(person: Any, kind: str) -> set[str]:  # Any: as above
    """The same of records that carry facts of another kind: what is hidden there is hidden here too."""
    known = subject_kinds.find(kind)
    theirs = hidden_fields(person, known.hides_with) if known is not None and known.hides_with else set()
    return hidden_fields(person, kind) | theirs


def masked_with(person: Any, kind: str) -> set[str]:  # Any: as above
    """The same of masked ones."""
    known = subject_kinds.find(kind)
    theirs = masked_fields(person, known.hides_with) if known is not None and known.hides_with else set()
    return masked_fields(person, kind) | theirs


def locked_fields(person: Any, kind: str) -> set[str]:  # Any: as above
    """Fields which the person may not change (hidden ones among them)."""
    return {name for (of, name) in reach_of(person).fields if of == kind}


def _unless(allowed: bool) -> HttpResponseBase | None:
    if not allowed:
        raise PermissionDenied
    return None


def administrators(request: HttpRequest) -> HttpResponseBase | None:
    """Door policy: open to those who may administer."""
    return signed_in(request) or _unless(can_administer(request.user))


def importers(request: HttpRequest) -> HttpResponseBase | None:
    """Door policy: open to those who may import."""
    return signed_in(request) or _unless(can_import(request.user))
