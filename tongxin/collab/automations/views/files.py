"""Rules as a file, out and in."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.web.doors import door
from tongxin.collab.access.policies import administrators
from tongxin.collab.automations.actions import BadRules, bring_rules, rules_as_data
from tongxin.collab.automations.forms import RulesFileForm
from tongxin.collab.automations.models import Rule
from tongxin.collab.people.policies import me


@door(administrators)
def rules_file(request: HttpRequest) -> HttpResponse:
    """All rules, or the one that `rule` names, to be kept or brought in elsewhere."""
    rules = Rule.objects.visible_to(request.user).present().order_by("pk")
    number = request.GET.get("rule", "")
    if number.isascii() and number.isdigit() and len(number) < 19:
        rules = rules.filter(pk=number)
    body = json.dumps(rules_as_data(rules), ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": 'attachment; filename="tongxin-rules.json"'}
    return HttpResponse(body, content_type="application/json", headers=headers)


@door(administrators, methods=("POST",))
def rules_bringing(request: HttpRequest) -> HttpResponse:
    """Write the rules of a file, switched off."""
    form = RulesFileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a file with rules."))
        return redirect("rules")
    try:
        text = form.cleaned_data["file"].read(500_000).decode("utf-8-sig", errors="replace")
        brought = bring_rules(by=me(request), text=text)
    except BadRules as error:
        messages.error(request, " ".join(error.messages))
    else:
        said = ngettext(
            "%(n)d rule was brought in, switched off. Look at it and put it into use.",
            "%(n)d rules were brought in, switched off. Look at each and put it into use.",
            len(brought),
        )
        messages.success(request, said % {"n": len(brought)})
    return redirect("rules")
