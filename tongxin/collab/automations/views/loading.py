"""What all pages of rules load and stand among."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.collab.automations.models import Rule


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page of the settings."""
    first = [(_("Settings"), reverse("settings")), (pgettext("automation", "Rules"), reverse("rules") if more else "")]
    return [{"title": title, "url": url} for title, url in [*first, *more]]


def crumbs_of(rule: Rule, title: str = "") -> list[dict[str, str]]:
    """The way to a rule, or to a page behind it."""
    more = [(title, "")] if title else []
    return crumbs((rule.name, rule.get_absolute_url() if title else ""), *more)


def seen_rule(request: HttpRequest, automation_id: int) -> Rule:
    """The rule. Raises Http404."""
    rules = Rule.objects.visible_to(request.user).present().select_related("acts_as", "made_by", "live")
    found = rules.filter(pk=automation_id).first()
    if found is None:
        raise Http404
    return found


def is_piece(request: HttpRequest) -> bool:
    """Whether a dialog asks."""
    return bool(request.headers.get("HX-Request"))


def kept(request: HttpRequest, rule: Rule) -> HttpResponse:
    """Back to the rule, from its page or a dialog over it."""
    if is_piece(request):
        return HttpResponse(status=204, headers={"HX-Redirect": rule.get_absolute_url()})
    return redirect(rule)
