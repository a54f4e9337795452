"""What is said of a step with people: who, until when, and what they may do."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.collab.approvals.queries.descriptions import Json
from tongxin.collab.designer.forms.choosing import read_source, source_choices, source_fields
from tongxin.collab.designer.forms.node import NodeForm, steps_beside
from tongxin.collab.designer.queries.conditions import labels_of
from tongxin.collab.people.models import Person

MOST_SOURCES = 4
_SWITCHES = ("return", "counter", "transfer", "consult", "add_before", "add_after", "add_beside", "take_back")
_ALWAYS = ("agree", "refuse")


class _PeopleForm(NodeForm):
    """A node that finds people: up to four ways, and one line more to add another."""

    def sources(self) -> list[Json]:
        """The ways as they stand in the form while it is filled, or in the node."""
        if not self.is_bound:
            return list(self.node.get("who", ()))
        given = [str(self.data.get(f"who{at}_from", "")) for at in range(MOST_SOURCES)]
        return [{"from": one} for one in given if one in dict(source_choices())]

    def shown(self, node: Json) -> Json:
        found: Json = {}
        for at, source in enumerate(node.get("who", ())):
            found |= {f"who{at}_{part}": value for part, value in source.items()}
        return found

    def build(self) -> None:
        known = list(self.node.get("who", ()))
        sources = self.sources()
        for at in range(min(len(sources) + 1, MOST_SOURCES)):
            source = sources[at] if at < len(sources) else {}
            kept = known[at] if at < len(known) and known[at]["from"] == source.get("from") else source
            self.fields[f"who{at}_from"] = forms.ChoiceField(
                label=_("Who") if at == 0 else _("And also"), choices=source_choices(), required=False
            )
            self.fields |= source_fields(f"who{at}", kept, self.graph)

    def who(self) -> list[Json]:
        """The ways that were chosen."""
        chosen = [f"who{at}" for at in range(MOST_SOURCES) if self.cleaned_data.get(f"who{at}_from")]
        return [read_source(name, self.cleaned_data) for name in chosen]

    def people_fields(self) -> list[forms.BoundField]:
        """For the page: everything about who."""
        return [self[name] for name in self.fields if name.startswith("who")]

    def values(self) -> Json:
        return {**super().values(), "who": self.who()}


class NoticeForm(_PeopleForm):
    """Who gets to know."""


class StepForm(_PeopleForm):
    """Who decides or does something, until when, and what they may do."""

    def shown(self, node: Json) -> Json:
        hours = node.get("minutes", 0) / 60
        deeds = node.get("deeds", [*_ALWAYS, *_SWITCHES])
        return {
            **super().shown(node),
            "how": node.get("how", "all"), "share": node.get("share", 51), "hours": f"{hours:g}", "late": node.get("late", "remind"),
            "empty": node.get("empty", "administrator"), "empty_person": node.get("empty_person"), "own": node.get("own", "superior"),
            "refuse": node.get("refuse", "end"), "agree_needs_reason": node.get("agree_needs_reason", False), "batch": node.get("batch", False),
            "waits_for_all": node.get("waits_for_all", False),
            **{f"may_{deed}": deed in deeds for deed in _SWITCHES},
            **{f"right_{name}": right for name, right in node.get("fields", {}).items()},
        }  # fmt: skip

    @property
    def is_do(self) -> bool:
        """Whether something is done here, not decided."""
        return bool(self.node["type"] == "do")

    def build(self) -> None:
        super().build()
        self.fields["hours"] = forms.DecimalField(label=_("Promised working hours (0: none)"), min_value=0, max_value=2000, max_digits=6, decimal_places=2)  # fmt: skip
        self._choose("how", _("When several are found"), _how_choices())
        self.fields["share"] = forms.IntegerField(
            label=_("Percent that must agree"), min_value=1, max_value=100, required=False
        )
        self._choose("late", _("When the time is over"), _late_choices(self.is_do))
        self._choose("empty", _("When nobody is found"), _empty_choices())
        self.fields["empty_person"] = forms.ModelChoiceField(
            label=_("Then this colleague"), queryset=Person.objects.active().by_name(), required=False
        )
        self._choose("own", _("When it would be the one who asks"), _own_choices())
        self._choose("refuse", _("A refusal leads"), [*_back_choices(), *steps_beside(self.graph, self.node["key"])])
        for deed, said in _deed_names().items():
            self.fields[f"may_{deed}"] = forms.BooleanField(label=said, required=False)
        for name, said in (
            ("waits_for_all", _("Wait until everybody has said something")),
            ("agree_needs_reason", _("Agreeing needs a sentence too")),
            ("batch", _("Several requests may be decided at once")),
        ):
            self.fields[name] = forms.BooleanField(label=said, required=False)
        for name, label in labels_of(self.graph, self.kind).items():
            field = forms.ChoiceField(label=str(label), choices=_right_choices(), required=False)
            self.fields[f"right_{name}"] = field

    def _choose(self, name: str, label: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=choices)

    def switches(self) -> list[forms.BoundField]:
        """For the page: what the people of the step may do."""
        names = ["agree_needs_reason", "batch", "waits_for_all"]
        return [self[name] for name in ([] if self.is_do else [*(f"may_{deed}" for deed in _SWITCHES), *names])]

    def rights(self) -> list[forms.BoundField]:
        """For the page: what they see of the request."""
        return [self[name] for name in self.fields if name.startswith("right_")]

    def values(self) -> Json:
        given = self.cleaned_data
        deeds = [*_ALWAYS, *(deed for deed in _SWITCHES if given.get(f"may_{deed}"))]
        rights = {
            name: given[f"right_{name}"] for name in labels_of(self.graph, self.kind) if given.get(f"right_{name}")
        }
        stand_in = given.get("empty_person")
        plain = {name: given[name] for name in ("how", "late", "empty", "own", "refuse")}
        return {
            **super().values(), **plain, "minutes": round(given["hours"] * 60), "share": given.get("share") if given["how"] == "share" else None,
            "empty_person": stand_in.pk if stand_in is not None and given["empty"] == "person" else None,
            "deeds": None if self.is_do else deeds, "fields": rights or None,
            **{name: given[name] or None for name in ("agree_needs_reason", "batch", "waits_for_all")},
        }  # fmt: skip


def _how_choices() -> list[tuple[str, str]]:
    return [
        ("all", pgettext("flow", "all must agree")), ("any", pgettext("flow", "the first one decides")),
        ("in_order", pgettext("flow", "one after the other, all must agree")), ("share", pgettext("flow", "a share must agree")),
        ("claim", pgettext("flow", "who takes it decides")),
    ]  # fmt: skip


def _late_choices(is_do: bool) -> list[tuple[str, str]]:
    choices = [("remind", _("remind")), ("superior", _("hand it to the superior"))]
    return choices if is_do else [*choices, ("agree", _("it counts as agreed")), ("refuse", _("it counts as refused"))]


def _empty_choices() -> list[tuple[str, str]]:
    return [
        ("administrator", _("the administrators decide")), ("person", _("this colleague decides")), ("pass", _("it passes")),
        ("refuse", _("it is refused")),
    ]  # fmt: skip


def _own_choices() -> list[tuple[str, str]]:
    return [
        ("superior", _("their superior decides")), ("head", _("the head of the unit decides")), ("skip", _("the step is skipped")),
        ("self", _("they decide themselves")),
    ]  # fmt: skip


def _back_choices() -> list[tuple[str, str]]:
    return [("end", _("to the end")), ("initiator", _("back to who asks")), ("previous", _("back to the step before"))]


def _right_choices() -> list[tuple[str, str]]:
    return [("", _("read")), ("hidden", _("not see")), ("write", _("may fill in")), ("must", _("must fill in"))]


def _deed_names() -> dict[str, str]:
    return {
        "return": _("Send it back"), "counter": _("Change the figures, then agree"), "transfer": _("Hand it over for good"),
        "consult": _("Ask for an opinion"), "add_before": _("Have others decide before"), "add_after": _("Have others decide after"),
        "add_beside": _("Have others decide too"), "take_back": _("Take the decision back"),
    }  # fmt: skip
