"""Step 1: the firm and its first person. Open only while nobody can sign in, to whoever holds the token of the console."""

from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from tongxin.base.web.doors import anyone, door
from tongxin.collab.access.policies import can_administer
from tongxin.collab.org.queries import the_company
from tongxin.project.first_run import forget_token, is_first_run, token_fits
from tongxin.project.founding import found_firm
from tongxin.project.wizard.forms import CompanyForm
from tongxin.project.wizard.steps import COMPANY, DONE, header


def _after_founding(request: HttpRequest) -> HttpResponseBase:
    """Who set the firm up goes on where they stopped; everybody else signs in."""
    company = the_company()
    if company is not None and company.wizard_step != DONE and can_administer(request.user):
        return redirect(f"setup-{company.wizard_step}")
    return redirect("home" if request.user.is_authenticated else "login")


def _found(request: HttpRequest, form: CompanyForm) -> HttpResponseBase | None:
    """Found the firm and sign in; None when it can't be, and the form then says why."""
    try:
        person = found_firm(**form.cleaned_data, language=get_language() or "zh-hans")
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None
    forget_token()
    login(request, person, backend="tongxin.collab.people.models.PersonBackend")
    return redirect("setup-selling")


@door(anyone, methods=("GET", "POST"))
def founding(request: HttpRequest) -> HttpResponseBase:
    """The first page anyone ever sees."""
    if not is_first_run():
        return _after_founding(request)
    token = request.POST.get("token", "") or request.GET.get("token", "")
    if not token_fits(token):
        return render(request, "project/setup_closed.html", {"is_wrong": bool(token)}, status=403)
    form = CompanyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and (answer := _found(request, form)):
        return answer
    context = {"form": form, "token": token, **header(COMPANY)}
    return render(request, "project/setup_company.html", context, status=422 if form.errors else 200)
