"""Quick add: one sentence, what was understood of it, and saving it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.clock import now
from tongxin.base.dates import show_day, show_moment
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.files.actions import store_file
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.activities.actions import WrittenDown, write_down
from tongxin.directory.activities.forms import read_said
from tongxin.directory.activities.queries import Said, hear
from tongxin.directory.activities.views.answering import back, is_piece, seen_party, toast, words_of
from tongxin.directory.activities.views.slots import marks, shown_slots
from tongxin.directory.parties.models import Party

_MOST_FILES = 10
_PLACES = ("page", "today", "customer", "dialog")


def _party(request: HttpRequest) -> Party | None:
    given = request.POST.get("party") or request.GET.get("party") or ""
    return seen_party(request, given) if given else None


def _place(request: HttpRequest) -> str:
    place = request.POST.get("place") or request.GET.get("place") or ("dialog" if is_piece(request) else "page")
    return place if place in _PLACES else "page"


def quick_context(
    place: str, *, party: Party | None = None, text: str = "", error: str = "", where: str = ""
) -> dict[str, Any]:  # Any: template context
    """What the one-sentence form needs, wherever it stands. `where` is the page to come back to without scripts."""
    return {"place": place, "quick_party": party, "text": text, "error": error, "where": where}


def _parsed(request: HttpRequest, text: str, party: Party | None, said: Said) -> dict[str, Any]:  # Any: as above
    here = timezone.localtime(now())
    heard = hear(text, by=me(request), now=here, party=party, said=said)
    slots = shown_slots(heard, now=here)
    is_named = any(one.slot.key == "party" for one in slots)
    saying = {"heard": heard, "place": _place(request), "party": party}
    return {
        "heard": heard, "slots": slots, "marks": marks(heard), "said": said, "is_named": is_named, "saying": saying,
    }  # fmt: skip


@door(signed_in, methods=("GET", "POST"))
@once
def quick_add(request: HttpRequest) -> HttpResponse:
    """The form by itself, as a page or for a dialog; and the one address to which every such form posts."""
    party, place = _party(request), _place(request)
    if request.method == "GET":
        return _form(request, quick_context(place, party=party, text=request.GET.get("text", "")[:4000]))
    text = request.POST.get("text", "")
    try:
        # Contents lie on the disk before the sentence is saved; what is refused later is swept there.
        uploads = request.FILES.getlist("files")[:_MOST_FILES]
        files = [store_file(by=me(request), upload=one) for one in uploads]  # type: ignore[arg-type]  # Django: size may lack
        written = write_down(by=me(request), text=text, party=party, said=read_said(request.POST), files=files)
    except ValidationError as error:
        return _form(request, quick_context(place, party=party, text=text, error=words_of(error)), status=422)
    said = _told(written)
    if not is_piece(request):
        return back(request, said, otherwise=party.get_absolute_url() if party else reverse("today"))
    events: dict[str, Any] = {"noted": {}}  # Any: JSON
    if place == "dialog":
        events["close-dialog"] = {}
    answer = render(request, "activities/_quick.html", quick_context(place, party=party))
    return toast(answer, said, undo=_undo(written), events=events)


def _form(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:  # Any: as above
    if context["text"]:
        context |= _parsed(request, context["text"], context["quick_party"], Said())
    if is_piece(request):
        template = "activities/quick_add.html#dialog" if request.method == "GET" else "activities/_quick.html"
        return render(request, template, context, status=status)
    crumbs = [{"title": pgettext("place", "Today"), "url": reverse("today")}, {"title": _("Quick add"), "url": ""}]
    return render(request, "activities/quick_add.html", {**context, "crumbs": crumbs}, status=status)


@door(signed_in, methods=("POST",))
def understood(request: HttpRequest) -> HttpResponse:
    """What was understood so far, as slots to be corrected."""
    text = request.POST.get("text", "")[:20_000]
    context = quick_context(_place(request), party=_party(request), text=text)
    if text.strip():
        context |= _parsed(request, text, context["quick_party"], read_said(request.POST))
    return render(request, "activities/_parsed.html", context)


def _told(written: WrittenDown) -> str:
    """What was saved, in the words of a colleague."""
    said = _told_deed(written)
    if written.facts:
        facts = pgettext("between names", ", ").join(f"{fact.party.called} {fact}" for fact in written.facts)
        said = _("%(said)s. Remembered: %(facts)s") % {"said": said, "facts": facts[:120]}
    return said


def _told_deed(written: WrittenDown) -> str:
    here = timezone.localtime(now())
    step, activity = written.step, written.activity
    if activity is None and step is not None:
        when = show_moment(step.due_at, now=here) if step.due_at else ""
        when = when or (show_day(step.due_on, today=here.date()) if step.due_on else "")
        return _("Noted: %(what)s") % {"what": " ".join(part for part in (when, step.text[:60]) if part)}
    assert activity is not None  # one of the two is always there
    said = _("Noted: %(what)s") % {"what": activity.said}
    if activity.party:
        said = f"{said} · {activity.party.called}"
    return _("%(said)s. Next: %(step)s") % {"said": said, "step": step.text[:60]} if step else said


def _undo(written: WrittenDown) -> str:
    if written.activity is not None:
        return f"{reverse('delete_activity', args=[written.activity.pk])}?with=steps"
    return f"{reverse('cancel_step', args=[written.step.pk])}?with=facts" if written.step else ""
