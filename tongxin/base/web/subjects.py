"""Records that an address or a form names, `party:12`."""

from django.http import Http404, HttpRequest

from tongxin.base.registries import is_seen
from tongxin.base.subjects import NotASubject, Subject


def subject_asked(request: HttpRequest, name: str) -> Subject | None:
    """The record that `name` names, if this person may see it; otherwise it does not exist. None where nothing is named."""
    given = request.POST.get(name) or request.GET.get(name) or ""
    if not given:
        return None
    try:
        subject = Subject.parse(given)
    except NotASubject as error:
        raise Http404 from error
    if not is_seen(request.user, subject):
        raise Http404
    return subject
