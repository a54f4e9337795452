"""Beginning a flow that is not there yet, from how other firms decide such things."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.base.web.doors import door
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import administrators
from tongxin.collab.designer.actions import draw_new_flow
from tongxin.collab.designer.queries.told import paragraphs_of
from tongxin.collab.designer.ready_flows import graph_of_ready, ready_flows
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me


class NewFlowForm(forms.Form):
    """What the flow is called; which records it is about, where there is more than one kind."""

    name = forms.CharField(label=gettext_lazy("Name of the flow"), max_length=60)
    kind = forms.ChoiceField(
        label=gettext_lazy("For"), choices=lambda: [(one.kind, one.label) for one in approval_kinds]
    )


@door(administrators, methods=("GET", "POST"))
@once
def new_flow(request: HttpRequest) -> HttpResponse:
    """GET: what there is to begin from, one of them read as a text (`from`). POST: a draft of it."""
    ready = ready_flows()
    word = request.GET.get("from", "")
    word = word if word in ready else "special_price"
    name = ready[word][0] if word != "empty" else ""
    form = NewFlowForm(request.POST if request.method == "POST" else None, initial={"name": name})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            draft = draw_new_flow(by=me(request), name=given["name"], kind=given["kind"], graph=graph_of_ready(word))
        except ValidationError as error:
            refuse(form, error)
        else:
            return redirect("flow_draft", draft.flow_id)
    context = {
        "ready": [(one, title, said) for one, (title, said, _graph) in ready.items()],
        "word": word,
        "title": ready[word][0],
        "paragraphs": paragraphs_of(ready[word][2], "request"),
        "form": form,
        "crumbs": [{"title": _("Flows"), "url": reverse("flows")}, {"title": _("New flow"), "url": ""}],
    }
    return render(request, "designer/new.html", context, status=422 if form.errors else 200)
