"""The firm's own settings."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.actions import change_firm
from tongxin.collab.access.forms import CompanyForm
from tongxin.collab.access.policies import administrators
from tongxin.collab.access.views.frame import crumbs, page
from tongxin.collab.org.queries import the_company
from tongxin.collab.people.policies import me


@door(administrators, methods=("GET", "POST"))
def company(request: HttpRequest) -> HttpResponseBase:
    """Name, language, time zone, currency."""
    firm = the_company()
    if firm is None:
        raise Http404
    start = {name: getattr(firm, name) for name in ("name", "language", "time_zone", "currency", "version")}
    form = CompanyForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            change_firm(by=me(request), **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved"))
            return redirect("firm")
    return page(request, "access/company.html", {"crumbs": crumbs((_("Company"), "")), "form": form}, form)
