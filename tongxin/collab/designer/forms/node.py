"""What is said of any kind of step while a flow is drawn. A form answers the values that its node gets."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tongxin.base.registries.approval_kinds import ApprovalKind
from tongxin.collab.approvals.queries.descriptions import Json, walk


class NodeForm(forms.Form):
    """What every node has: a name."""

    name = forms.CharField(label=gettext_lazy("Called"), max_length=60)

    def __init__(
        self, *args: Any, node: Json, graph: Json, kind: ApprovalKind, **kwargs: Any
    ) -> None:  # Any: Django's arguments
        self.node, self.graph, self.kind = node, graph, kind
        kwargs["initial"] = {"name": node["name"], **self.shown(node)}
        super().__init__(*args, **kwargs)
        self.build()

    def shown(self, node: Json) -> Json:
        """Initial values of further fields."""
        return {}

    def build(self) -> None:
        """Add the fields of this kind of node."""

    def others(self) -> list[forms.BoundField]:
        """For the page: everything but the name and who is asked."""
        return [self[name] for name in self.fields if name != "name" and not name.startswith("who")]

    def values(self) -> Json:
        """What the node gets; None takes a key away."""
        return {"name": self.cleaned_data["name"].strip()}


def steps_beside(graph: Json, own: str) -> list[tuple[str, str]]:
    """The other steps of a flow, to choose from."""
    return [
        (one["key"], one["name"]) for one in walk(graph["line"]) if one["type"] in ("step", "do") and one["key"] != own
    ]
