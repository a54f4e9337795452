"""Two records side by side, merged by one press, and parted again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import hidden_fields, say_whole
from tongxin.collab.jobs.actions import once
from tongxin.collab.people.policies import me
from tongxin.directory.doubles.actions import merge_parties, undo_merge
from tongxin.directory.doubles.models import Move
from tongxin.directory.doubles.policies import can_merge, can_undo_merge
from tongxin.directory.doubles.queries.choosing import CHOSEN, values_chosen
from tongxin.directory.doubles.queries.comparing import label_of, lines_of, united
from tongxin.directory.doubles.queries.moved import moved_with
from tongxin.directory.doubles.views.loading import both_seen, merge_seen
from tongxin.directory.parties.actions import ChangedMeanwhile
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries import roots_of


def _page(request: HttpRequest, kept: Party, gone: Party, *, error: str = "", status: int = 200) -> HttpResponse:
    lines = lines_of(request.user, kept, gone)
    say_whole(request.user, "party", [kept.pk, gone.pk])
    context = {
        "kept": kept,
        "gone": gone,
        "differing": [line for line in lines if not line.is_same],
        "same": [line for line in lines if line.is_same],
        "united": united(request.user, kept, gone),
        "may_merge": can_merge(request.user, kept.pk, gone.pk),
        "hidden": hidden_fields(request.user, "party"),
        "error": error,
        "crumbs": [{"title": _("Possible doubles"), "url": reverse("doubles")}, {"title": _("Compare"), "url": ""}],
    }
    return render(request, "doubles/compare.html", context, status=status)


@door(signed_in, methods=("GET", "POST"))
@once
def compare(request: HttpRequest, party_id: int, other_id: int) -> HttpResponse:
    """Look at both, choose a value per fact, merge. The first one stays."""
    if (elsewhere := _where_they_went(request, party_id, other_id)) is not None:
        return elsewhere
    kept, gone = both_seen(request, party_id, other_id)
    if request.method == "GET":
        return _page(request, kept, gone)
    person = me(request)
    sides = {
        field: side for field in CHOSEN if (side := request.POST.get(f"side-{field}", "")) in ("kept", "gone", "both")
    }
    try:
        merge = merge_parties(
            by=person,
            kept=kept,
            gone=gone,
            values=values_chosen(kept, gone, sides),
            seen=_versions(request, kept, gone),
        )
    except ValidationError as error:
        return _page(request, kept, gone, error=" ".join(error.messages), status=422)
    except ChangedMeanwhile:
        said = _("Somebody changed one of the two meanwhile. Look once more: nothing was merged.")
        return _page(request, kept, gone, error=said, status=422)
    messages.success(request, _("“%(name)s” is merged. It can be undone at any time.") % {"name": merge.gone.name})
    return redirect(kept)


def _where_they_went(request: HttpRequest, party_id: int, other_id: int) -> HttpResponse | None:
    """The page to look at instead where one of the two was merged since, or where both numbers are one record."""
    now_at = roots_of([party_id, other_id])
    one, other = now_at[party_id], now_at[other_id]
    if one != other and (one, other) == (party_id, other_id):
        return None
    seen = Party.objects.visible_to(request.user).living().filter(pk__in={one, other})
    if seen.count() != len({one, other}):
        raise Http404
    if one != other:
        messages.warning(request, _("One of the two was merged since. Look once more: nothing was merged."))
        return redirect("compare_doubles", one, other)
    if party_id == other_id:
        messages.error(request, _("A record can't be merged with itself."))
    else:
        messages.info(request, _("These two were merged already."))
    return redirect(seen.get())


def _versions(request: HttpRequest, kept: Party, gone: Party) -> tuple[int, int]:
    """The versions that the person looked at; those of now where the form does not say."""
    seen = [request.POST.get(name, "") for name in ("kept_version", "gone_version")]
    return tuple(  # type: ignore[return-value]  # two of them
        int(text) if text.isascii() and text.isdigit() and len(text) < 10 else party.version
        for text, party in zip(seen, (kept, gone), strict=True)
    )


@door(signed_in)
def merge(request: HttpRequest, merge_id: int) -> HttpResponse:
    """One merge: what went into what, who did it and when, and the way back."""
    found = merge_seen(request, merge_id)
    context = {
        "merge": found,
        "moved": moved_with(found),
        "may_undo": found.undone_at is None and can_undo_merge(request.user, found),
        "crumbs": [{"title": _("Possible doubles"), "url": reverse("doubles")}, {"title": _("Merge"), "url": ""}],
    }
    return render(request, "doubles/merge.html", context)


@door(signed_in, methods=("POST",))
@once
def undoing(request: HttpRequest, merge_id: int) -> HttpResponse:
    """Take a merge back; what stays as it is, because somebody changed it since, is said."""
    found = merge_seen(request, merge_id)
    try:
        stayed = undo_merge(by=me(request), merge=found)
    except PermissionDenied as error:
        messages.error(request, str(error))
        return redirect(found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(found)
    messages.success(request, _("“%(name)s” stands by itself again.") % {"name": found.gone.name})
    if stayed:
        messages.warning(request, _said(request, stayed))
    return redirect(found.gone)


def _said(request: HttpRequest, stayed: list[Move]) -> str:
    labels = _labels_seen(request, stayed)
    rest = len(stayed) - len(labels)
    if labels and not rest:
        return _("Changed since, so it stays: %(what)s") % {"what": _(", ").join(labels)}
    if not labels:
        return ngettext(
            "%(n)d thing was changed since and stays.", "%(n)d things were changed since and stay.", rest
        ) % {"n": rest}
    said = ngettext(
        "%(what)s and %(n)d more thing were changed since and stay.",
        "%(what)s and %(n)d more things were changed since and stay.",
        rest,
    )
    return said % {"what": _(", ").join(labels), "n": rest}


def _labels_seen(request: HttpRequest, stayed: list[Move]) -> list[str]:
    """The facts among them that the person may know of."""
    hidden = hidden_fields(request.user, "party")
    return [label_of(move.column) for move in stayed if move.column in CHOSEN and move.column not in hidden]
