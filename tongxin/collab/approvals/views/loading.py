"""How doors load approvals and answer."""

import json
from base64 import b64decode
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.web.pieces import is_piece
from tongxin.collab.approvals.actions import SeenOld
from tongxin.collab.approvals.models import Approval
from tongxin.collab.files.actions import FileRefused, store_file
from tongxin.collab.files.models import StoredFile
from tongxin.collab.people.policies import me


def seen_approval(request: HttpRequest, approval_id: int) -> Approval:
    """The approval, if this person may see it; otherwise it does not exist."""
    rows = Approval.objects.visible_to(request.user).select_related("version__flow", "initiator", "entered_by", "unit")
    found = rows.filter(pk=approval_id).first()
    if found is None:
        raise Http404
    return found


def where(approval: Approval) -> str:
    """The page of an approval."""
    return reverse("approval", args=[approval.pk])


def number_in(request: HttpRequest, name: str) -> int | None:
    """A number that was sent under this name."""
    given = request.POST.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None


def stored_files(request: HttpRequest, uploads: Iterable[Any]) -> list[StoredFile]:  # Any: Django's kinds of files
    """What was sent along, brought in. Raises ValidationError beside the field of files."""
    try:
        return [store_file(by=me(request), upload=one) for one in uploads]
    except FileRefused as error:
        raise ValidationError({"uploads": error.messages}) from error


def signature_of(request: HttpRequest) -> StoredFile | None:
    """The signature that was drawn, brought in as a picture. Raises ValidationError."""
    drawn = request.POST.get("signature", "").removeprefix("data:image/png;base64,")
    if not drawn:
        return None
    try:
        picture = ContentFile(b64decode(drawn, validate=True), name=_("Signature") + ".png")
    except ValueError as error:
        raise ValidationError(_("The signature did not arrive as a picture. Sign once more.")) from error
    return stored_files(request, [picture])[0]


def done(request: HttpRequest, approval: Approval | None, text: str, *, undo: str = "", then: str = "") -> HttpResponse:
    """Say what was done with the way back, on the page of the approval or on `then`."""
    then = then or (where(approval) if approval is not None else reverse("approvals"))
    if not is_piece(request):
        messages.success(request, text)
        return redirect(then)
    # Another request is read from its top: on the phone the window would stay where the last one was decided.
    swap = "innerHTML" if approval is not None and then == where(approval) else "innerHTML show:window:top"
    location = {"path": then, "target": "#main", "select": "#main > *", "swap": swap}
    events = {"close-dialog": {}, "toast": {"text": text, "undo": undo}}
    return HttpResponse(status=204, headers={"HX-Location": json.dumps(location), "HX-Trigger": json.dumps(events)})


def refused(request: HttpRequest, error: ValidationError | PermissionDenied, back: str) -> HttpResponse:
    """Say why not; what was typed stays where it is."""
    text = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
    if not is_piece(request):
        messages.error(request, text)
        return redirect(back)
    status = 409 if isinstance(error, SeenOld) else 422
    answer = HttpResponse(status=status, headers={"HX-Reswap": "none"})
    answer["HX-Trigger"] = json.dumps({"toast": {"text": text, "bad": True}})
    return answer


def form_page(request: HttpRequest, approval: Approval, form: Form, title: str) -> HttpResponse:
    """A small form about an approval, in a dialog or on a page of its own; it is sent to where it came from."""
    context = {
        "approval": approval,
        "form": form,
        "address": request.path,
        "deed_title": title,
        "crumbs": [{"title": approval.title, "url": where(approval)}, {"title": title, "url": ""}],
    }
    template = "approvals/deed.html#dialog" if is_piece(request) else "approvals/deed.html"
    return render(request, template, context, status=422 if form.errors else 200)
