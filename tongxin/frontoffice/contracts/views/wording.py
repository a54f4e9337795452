"""The words of contracts: templates in settings, clauses of one, and the paper."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tongxin.base.paper import CannotPrint, printed
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.records import do, said
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import administrators
from tongxin.collab.people.policies import me
from tongxin.frontoffice.contracts.actions import save_template, use_template, write_clauses
from tongxin.frontoffice.contracts.actions.sample import sample_text
from tongxin.frontoffice.contracts.forms import TemplateForm
from tongxin.frontoffice.contracts.models import ContractTemplate
from tongxin.frontoffice.contracts.queries.paper import LANGUAGES, paper_of
from tongxin.frontoffice.contracts.queries.wording import PLACES
from tongxin.frontoffice.contracts.views.answering import mine, seen, version_of
from tongxin.frontoffice.orders.actions import rule_of, set_pattern


@door(administrators, methods=("GET", "POST"))
def contract_templates(request: HttpRequest) -> HttpResponse:
    """All templates of the firm, and how contracts are numbered."""
    refusal = ""
    if request.method == "POST":
        try:
            set_pattern(by=me(request), kind="contract", pattern=request.POST.get("pattern", ""))
        except ValidationError as error:
            refusal = " ".join(error.messages)
        else:
            return said(request, _("Saved"), reverse("contract_templates"))
    crumbs = [{"title": _("Settings"), "url": reverse("settings")}, {"title": _("Contract templates"), "url": ""}]
    context = {
        "templates": ContractTemplate.objects.all(), "rule": rule_of("contract"), "typed": request.POST, "refusal": refusal,
        "crumbs": crumbs,
    }  # fmt: skip
    return render(request, "contracts/templates.html", context, status=422 if refusal else 200)


@door(administrators, methods=("GET", "POST"))
def new_contract_template(request: HttpRequest) -> HttpResponse:
    """A new one; it begins with words that many use."""
    return _template(request, None)


@door(administrators, methods=("GET", "POST"))
def contract_template(request: HttpRequest, template_id: int) -> HttpResponse:
    """Word one anew."""
    one = ContractTemplate.objects.filter(pk=template_id).first() if template_id < 2**63 else None
    if one is None:
        raise Http404
    return _template(request, one)


def _template(request: HttpRequest, one: ContractTemplate | None) -> HttpResponse:
    names = ("name", "kind", "text", "is_in_use", "version")
    known = {name: getattr(one, name) for name in names} if one else {"text": sample_text(), "is_in_use": True}
    form = TemplateForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            save_template(by=me(request), template=one, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return said(request, _("Saved"), reverse("contract_templates"))
    title = one.name if one else _("New contract template")
    crumbs = [{"title": _("Contract templates"), "url": reverse("contract_templates")}, {"title": title, "url": ""}]
    places = [f"{{{place}}}" for place in (PLACES if translation.get_language() == "en" else PLACES.values())]
    context = {"form": form, "title": title, "crumbs": crumbs, "places": places}
    return render(request, "contracts/template.html", context, status=422 if form.errors else 200)


@door(signed_in, methods=("GET", "POST"))
def contract_wording(request: HttpRequest, contract_id: int) -> HttpResponse:
    """What the clauses of a draft say."""
    one = mine(request, contract_id)
    clauses = list(one.clauses.all())
    added, refusal = request.POST.get("added", ""), ""
    if request.method == "POST":
        texts = {each.pk: request.POST[f"text-{each.pk}"] for each in clauses if f"text-{each.pk}" in request.POST}
        try:
            write_clauses(by=me(request), contract=one, texts=texts, added=added, version=version_of(request))
        except ValidationError as error:
            refusal = " ".join(error.messages)
        else:
            return said(request, _("Saved"), f"{one.get_absolute_url()}#words")
        for each in clauses:
            each.text = texts.get(each.pk, each.text)
    crumbs = [{"title": one.number, "url": one.get_absolute_url()}, {"title": _("Clauses"), "url": ""}]
    context = {
        "one": one, "clauses": clauses, "added": added, "refusal": refusal, "crumbs": crumbs,
        "version": request.POST.get("version") or one.version,
    }  # fmt: skip
    return render(request, "contracts/wording.html", context, status=422 if refusal else 200)


@door(signed_in, methods=("POST",))
def contract_words(request: HttpRequest, contract_id: int) -> HttpResponse:
    """Take the words of a template, in place of what stands."""
    one = mine(request, contract_id)
    typed = request.POST.get("template", "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0
    template = ContractTemplate.objects.filter(pk=number, is_in_use=True).first()
    if template is None:
        return said(request, _("Choose a template first."), one.get_absolute_url(), is_refusal=True)
    deed = use_template
    return do(request, one, lambda: deed(by=me(request), contract=one, template=template, version=version_of(request)), _("Saved"), "#words")  # fmt: skip


@door(signed_in)
def contract_pdf(request: HttpRequest, contract_id: int) -> HttpResponse:
    """On the firm's paper; `?language` is zh-hans or en."""
    one = seen(request, contract_id)
    asked = request.GET.get("language", "")
    language = asked if asked in LANGUAGES else "en" if translation.get_language() == "en" else LANGUAGES[0]
    with translation.override(language):
        paper = paper_of(one, person=request.user, language=language)
        html = render_to_string("contracts/paper.html", {"sheet": paper, "language": language})
    try:
        answer = HttpResponse(printed(html), content_type="application/pdf")
    except CannotPrint as error:
        messages.error(request, str(error))
        return redirect(one.get_absolute_url())
    answer["Content-Disposition"] = f'inline; filename="{one.number}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
