"""The page on the open web. Guests see nothing here but the form, and are told the same whatever became of it."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.web.doors import anyone, door
from tongxin.collab.org.queries import the_company
from tongxin.interfaces.webforms.actions import TooMany, take_entry
from tongxin.interfaces.webforms.forms import VisitorForm
from tongxin.interfaces.webforms.models import WebForm

_SALT = "tongxin.webforms.opened"
_KEPT_SECONDS = 24 * 60 * 60
TRAP = "website"


def _opened(form: WebForm) -> str:
    return signing.dumps([form.pk, now().timestamp()], salt=_SALT)


def _seconds(form: WebForm, mark: str) -> float | None:
    """How long the visitor had the page; None when the mark is not ours, of another form, or a day old."""
    try:
        number, opened = signing.loads(mark[:300], salt=_SALT, max_age=_KEPT_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    return now().timestamp() - float(opened) if number == form.pk else None


@door(anyone, methods=("GET", "POST"))
def public_form(request: HttpRequest, key: str) -> HttpResponse:
    """Fill in the form. A form that is closed is not there."""
    web_form = get_object_or_404(WebForm.objects.answering(key))
    if request.method == "GET":
        return _page(request, web_form, VisitorForm(web_form=web_form))
    form = VisitorForm(request.POST, web_form=web_form)
    seconds = _seconds(web_form, request.POST.get("opened", ""))
    if not form.is_valid():
        return _page(request, web_form, form, status=422)
    if seconds is None:
        form.add_error(None, _("This page stood open for long. Please send it once more."))
        return _page(request, web_form, form, status=422)
    try:
        take_entry(
            form=web_form,
            values=form.values(),
            agreed=bool(form.cleaned_data.get("agreed")),
            address=request.META.get("REMOTE_ADDR", ""),
            seconds=seconds,
            trap=request.POST.get(TRAP, "")[:100],
        )
    except TooMany as error:
        form.add_error(None, str(error))
        return _page(request, web_form, form, status=429)
    return render(request, "webforms/thanks.html", {"web_form": web_form, "firm": the_company()})


def _page(request: HttpRequest, web_form: WebForm, form: VisitorForm, *, status: int = 200) -> HttpResponse:
    context = {"web_form": web_form, "form": form, "opened": _opened(web_form), "trap": TRAP, "firm": the_company()}
    return render(request, "webforms/public.html", context, status=status)
