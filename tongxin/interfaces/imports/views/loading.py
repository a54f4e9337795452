"""How doors load imports."""

from typing import cast

from django.http import Http404, HttpRequest

from tongxin.collab.people.models import Person
from tongxin.interfaces.imports.models import Import


def person_of(request: HttpRequest) -> Person:
    """Who asks; the doors of this room let in nobody else."""
    return cast("Person", request.user)


def seen_import(request: HttpRequest, import_id: int) -> Import:
    """The import, if this person may see it; otherwise it does not exist."""
    rows = Import.objects.visible_to(request.user).select_related("job", "check_job", "started_by", "undone_by")
    of = rows.filter(pk=import_id).first()
    if of is None:
        raise Http404
    return of
