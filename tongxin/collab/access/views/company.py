"""The firm's own settings."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.actions import change_firm
from tongxin.collab.access.forms import CompanyForm, LetterheadForm
from tongxin.collab.access.policies import administrators
from tongxin.collab.access.views.frame import crumbs, page
from tongxin.collab.org.queries import the_company, the_letterhead
from tongxin.collab.people.policies import me


@door(administrators, methods=("GET", "POST"))
def company(request: HttpRequest) -> HttpResponseBase:
    """Name, language, time zone, currency, and what stands on paper."""
    firm = the_company()
    if firm is None:
        raise Http404
    start = {
        name: getattr(firm, name) for name in ("name", "language", "time_zone", "currency", "second_factor", "version")
    }
    typed, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form, paper = CompanyForm(typed, initial=start), LetterheadForm(typed, files, instance=the_letterhead())
    if request.method == "POST" and all([form.is_valid(), paper.is_valid()]):
        try:
            change_firm(by=me(request), letterhead=paper.values, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved"))
            return redirect("firm")
    return page(request, "access/company.html", {"crumbs": crumbs((_("Company"), "")), "form": form, "paper": paper, "logo": the_letterhead().logo}, form, paper)  # fmt: skip
