"""The work list of possible doubles, what people said about them, and the hint while typing."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.chinese.phones import find_phones
from tongxin.base.paging import BadCursor, page_of
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.policies import me
from tongxin.directory.doubles.actions import tell_apart, undo_difference
from tongxin.directory.doubles.models import Changed, Pair
from tongxin.directory.doubles.queries.pairs import lines_of_pairs, pairs_for
from tongxin.directory.doubles.queries.reasons import closed_reasons, reasons_for
from tongxin.directory.doubles.queries.typing import doubles_of_typed
from tongxin.directory.doubles.views.loading import toast
from tongxin.directory.parties.actions.importing.checking import Sight

_AT_ONCE = 50
_FILTERS = ("state", "whose", "kind")
# What is typed, and the name under which field rights speak of it.
_TYPED = {
    "name": "", "kind": "", "phones": "phones", "contact_phone": "phones", "uscc": "uscc", "city": "city",
    "address": "address", "contact_name": "",
}  # fmt: skip


@door(signed_in)
def doubles(request: HttpRequest) -> HttpResponse:
    """Likely pairs, the likeliest first; or those that were told apart, the latest first."""
    asked = {name: value for name in _FILTERS if (value := request.GET.get(name, ""))}
    is_different = asked.get("state") == "different"
    is_partial = bool(closed_reasons(request.user))  # how likely they are would tell of reasons that are hidden
    state, summary, order = _ordered(is_different=is_different, is_partial=is_partial)
    rows = pairs_for(request.user, state=state, whose=asked.get("whose", ""), kind=asked.get("kind", ""))
    try:
        page = page_of(rows, order=order, size=_AT_ONCE, cursor=request.GET.get("cursor", ""))
    except BadCursor:
        return redirect("doubles")
    context = {
        "lines": lines_of_pairs(request.user, page.rows),
        "asked": asked,
        "is_different": is_different,
        "hidden": hidden_fields(request.user, "party"),
        "is_partial": is_partial,
        "is_looking": Changed.objects.exists(),
        "page": {
            "summary": summary,
            "previous_url": _address(asked, page.previous),
            "next_url": _address(asked, page.next),
        },
        "crumbs": [{"title": _("Possible doubles"), "url": ""}],
    }
    return render(request, "doubles/doubles.html", context)


def _ordered(*, is_different: bool, is_partial: bool) -> tuple[str, str, tuple[str, ...]]:
    """The state of the pairs, how their order is called, and the order."""
    if is_different:
        return "different", _("Told apart, latest first"), ("-different_at", "-id")
    if is_partial:
        return "open", _("Latest first"), ("-id",)
    return "open", _("Likeliest first"), ("-likelihood", "-id")


def _address(asked: dict[str, str], cursor: str | None) -> str:
    return f"?{urlencode({**asked, 'cursor': cursor})}" if cursor else ""


def _pair(request: HttpRequest, pair_id: int) -> Pair:
    pair = Pair.objects.visible_to(request.user).living().filter(pk=pair_id).first()
    if pair is None:
        raise Http404
    return pair


@door(signed_in, methods=("POST",))
def difference(request: HttpRequest, pair_id: int) -> HttpResponse:
    """They are not the same: nobody is asked again."""
    pair = _pair(request, pair_id)
    try:
        tell_apart(by=me(request), pair=pair)
    except (PermissionDenied, ValidationError) as error:
        said = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        return _answer(request, said, status=422)
    return _answer(request, _("Noted: these are two."), undo=reverse("undo_difference", args=[pair.pk]))


@door(signed_in, methods=("POST",))
def difference_undone(request: HttpRequest, pair_id: int) -> HttpResponse:
    """They may be the same after all."""
    undo_difference(by=me(request), pair=_pair(request, pair_id))
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return _answer(request, _("Back on the list."))


def _answer(request: HttpRequest, text: str, *, undo: str = "", status: int = 200) -> HttpResponse:
    """For scripts an empty piece in place of the line; for plain forms the list again."""
    if request.headers.get("HX-Request"):
        if status != 200:
            return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
        return toast(HttpResponse(), text, undo=undo)
    (messages.success if status == 200 else messages.error)(request, text)
    return redirect("doubles")


@door(signed_in)
def typed_doubles(request: HttpRequest) -> HttpResponse:
    """Who may be here already, while a customer is typed. What the person may not see is named only by its unit."""
    asked = _typed(request)
    name = asked["name"]
    if len(name) < 2:
        return HttpResponse("")
    found = doubles_of_typed(
        name=name,
        city=asked["city"],
        uscc=asked["uscc"][:18].upper(),
        address=asked["address"],
        phones=[phone.e164 for _text, phone in find_phones(asked["phones"])],
        contact=asked["contact_name"],
        mobiles=[phone.e164 for _text, phone in find_phones(asked["contact_phone"])],
        is_person=asked["kind"] == "person",
    )
    sight = Sight(me(request), [number for number, _reasons in found])
    lines = [
        {
            "title": sight.titles.get(number, ""),
            "why": reasons_for(request.user, reasons) if number in sight.titles else [sight.elsewhere(number)],
            "url": sight.address(number),
        }
        for number, reasons in found
    ]
    return render(request, "parties/_doubles.html", {"lines": lines})


def _typed(request: HttpRequest) -> dict[str, str]:
    """What was typed, but for fields that this person may not see."""
    hidden = hidden_fields(request.user, "party")
    return {key: "" if right in hidden else request.GET.get(key, "").strip()[:200] for key, right in _TYPED.items()}
