"""What people type about pools."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.collab.access.queries import firm_tree
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pools.actions import LineDraft
from tongxin.frontoffice.pools.models import MASKABLE, Base, ClaimRule, HandOutRule, Pool, ReturnLine, ReturnRule
from tongxin.frontoffice.pools.queries.covering import members_of

BLANK_LINES = 2
_NO_LIMIT = _("Empty: no limit.")


class PoolForm(forms.Form):
    """A pool and how one claims from it."""

    name = forms.CharField(label=_("Name of the pool"), max_length=60)
    units = forms.ModelMultipleChoiceField(
        label=_("Who may claim: units and all below them"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    people = forms.ModelMultipleChoiceField(
        label=_("Single people besides"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 5}),
    )
    keepers = forms.ModelMultipleChoiceField(
        label=_("Looked after by"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 5}),
        help_text=_("They bring customers in, hand them out, and read the log."),
    )
    priority = forms.IntegerField(
        label=_("Order"),
        min_value=0,
        max_value=999,
        initial=10,
        help_text=_("Who stands in several pools belongs to the one with the smallest number."),
    )
    is_open = forms.BooleanField(label=_("In use"), required=False, initial=True)
    keeps_colleagues = forms.BooleanField(label=_("Team members keep sight of a customer who comes in"), required=False)
    per_day = forms.IntegerField(
        label=_("Claims a day and person"), min_value=0, max_value=100_000, required=False, help_text=_NO_LIMIT
    )
    holding_limit = forms.IntegerField(
        label=_("Customers in one hand at most"), min_value=0, max_value=10_000_000, required=False, help_text=_NO_LIMIT
    )
    counts_deals = forms.BooleanField(label=_("Customers with deals count too"), required=False, initial=True)
    reclaim_days = forms.IntegerField(
        label=_("Days before a former owner may claim again"), min_value=0, max_value=3650, initial=0
    )
    fresh_hours = forms.IntegerField(
        label=_("Hours before a newcomer can be claimed"), min_value=0, max_value=8760, initial=0
    )
    looks_per_day = forms.IntegerField(
        label=_("Details opened a day and person"), min_value=0, max_value=100_000, required=False, help_text=_NO_LIMIT
    )
    masks = forms.MultipleChoiceField(
        label=_("Hidden until claimed"),
        choices=list(MASKABLE.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=["phones"],
    )
    hand_out_is_on = forms.BooleanField(label=_("Customers are handed out by themselves"), required=False)
    hand_out_way = forms.ChoiceField(label=_("How they are dealt"), choices=HandOutRule.Way.choices, required=False)
    hand_out_per_day = forms.IntegerField(
        label=_("Customers a day and person"), min_value=0, max_value=10_000, initial=5, required=False
    )
    hand_out_most_unspoken = forms.IntegerField(
        label=_("Pause for whoever has so many not yet spoken with"),
        min_value=1,
        max_value=10_000,
        required=False,
        help_text=_("Empty: no pause."),
    )
    hand_out_people = forms.ModelMultipleChoiceField(
        label=_("Only to these people"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 5}),
        help_text=_("Nobody chosen: all who may claim. Former owners wait, and full hands get none, as for claims."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    OF_POOL = ("name", "units", "people", "keepers", "priority", "is_open", "keeps_colleagues")
    OF_HANDING_OUT = ("is_on", "way", "per_day", "most_unspoken", "people")
    OF_CLAIMS = ("per_day", "holding_limit", "counts_deals", "reclaim_days", "fresh_hours", "looks_per_day", "masks")

    def __init__(
        self, *args: Any, pool: Pool | None = None, **kwargs: Any
    ) -> None:  # Any: as in Django's own signature
        kwargs.setdefault(
            "initial", _stored(pool) if pool else {"units": [unit.pk for unit in Unit.objects.filter(parent=None)]}
        )
        super().__init__(*args, **kwargs)
        units: Any = self.fields["units"]  # Any: ModelMultipleChoiceField, generic only in the stubs
        units.queryset = Unit.objects.open()
        units.choices = [(branch.unit.pk, f"{branch.indent}{branch.unit.name}") for branch in firm_tree()]
        for name in ("people", "keepers", "hand_out_people"):
            chosen: Any = self.fields[name]  # Any: as above
            chosen.queryset = Person.objects.active().by_name()

    def hands_out(self) -> dict[str, Any]:  # Any: field values
        """What was typed about handing out; what was left empty is as usual."""
        given = {name: self.cleaned_data[f"hand_out_{name}"] for name in self.OF_HANDING_OUT}
        given["way"] = given["way"] or HandOutRule.Way.EVEN
        given["per_day"] = 0 if given["per_day"] is None else given["per_day"]
        return given

    def values(self, names: Sequence[str]) -> dict[str, Any]:  # Any: field values
        """What was typed in these fields."""
        return {name: self.cleaned_data[name] for name in names}


def _stored(pool: Pool) -> dict[str, Any]:  # Any: field values
    rule = ClaimRule.objects.filter(pool=pool).first() or ClaimRule(pool=pool)
    deal = HandOutRule.objects.filter(pool=pool).first() or HandOutRule(pool=pool)
    dealt = {f"hand_out_{name}": getattr(deal, name) for name in PoolForm.OF_HANDING_OUT if name != "people"}
    dealt["hand_out_people"] = [] if deal._state.adding else list(deal.people.values_list("pk", flat=True))
    many = {name: list(getattr(pool, name).values_list("pk", flat=True)) for name in ("units", "people", "keepers")}
    plain = {name: getattr(pool, name) for name in ("name", "priority", "is_open", "keeps_colleagues", "version")}
    return {**many, **plain, **dealt, **{name: getattr(rule, name) for name in PoolForm.OF_CLAIMS}}


class RuleForm(forms.Form):
    """When customers come back, apart from the lines."""

    is_on = forms.BooleanField(label=_("Customers come back by themselves"), required=False)
    grace_days = forms.IntegerField(
        label=_("Days of grace after saving"),
        min_value=0,
        max_value=3650,
        initial=14,
        help_text=_("Nobody loses a customer by the new rule before, and nobody who comes under it later by a move."),
    )
    warn_days = forms.IntegerField(label=_("Days of warning"), min_value=0, max_value=365, initial=3)
    least_words = forms.IntegerField(
        label=_("Signs that make a follow-up real"),
        min_value=0,
        max_value=1000,
        initial=10,
        help_text=_("Shorter ones count if a next step is planned from them, or if it was a call of a minute."),
    )
    most_protected = forms.IntegerField(
        label=_("Customers one person may protect"), min_value=0, max_value=10_000, initial=0
    )
    protected_days = forms.IntegerField(label=_("Days of protection at most"), min_value=1, max_value=3650, initial=30)
    OF_RULE = ("is_on", "grace_days", "warn_days", "least_words", "most_protected", "protected_days")


class LineForm(forms.Form):
    """One line; without days it is left out."""

    tiers = forms.CharField(
        label=_("Tiers"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("all; or A, B")}),
    )
    base = forms.ChoiceField(label=_("Counted from"), choices=Base.choices, initial=Base.FOLLOWED)
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=3650, required=False)
    calendar = forms.ChoiceField(
        label=_("Calendar"),
        choices=[("natural", _("calendar days")), ("working", _("working days (China's 调休 included)"))],
    )
    into = forms.ModelChoiceField(
        label=pgettext_lazy("pool", "Into"), queryset=Pool.objects.none(), required=False, empty_label=_("this pool")
    )
    takes_open = forms.BooleanField(label=_("Also with an open opportunity"), required=False)
    spares_deals = forms.BooleanField(label=_("Not with a deal"), required=False)

    def __init__(self, *args: Any, pool: Pool, **kwargs: Any) -> None:  # Any: as in Django's own signature
        super().__init__(*args, **kwargs)
        into: Any = self.fields["into"]  # Any: ModelChoiceField, as any Field in the stubs
        into.queryset = Pool.objects.open().exclude(pk=pool.pk).in_order()

    def draft(self) -> LineDraft | None:
        """The line as the action takes it."""
        given = self.cleaned_data
        if not given.get("days"):
            return None
        tiers = [
            tier.strip() for tier in given["tiers"].replace("，", ",").replace("、", ",").split(",") if tier.strip()
        ]
        return LineDraft(
            base=given["base"],
            days=given["days"],
            tiers=tiers,
            is_working=given["calendar"] == "working",
            into=given["into"],
            takes_open=given["takes_open"],
            spares_deals=given["spares_deals"],
        )


def rule_form(rule: ReturnRule | None, data: Any = None) -> RuleForm:  # Any: what was posted
    """The rule as stored; a rule that was never on gets the usual beginning."""
    stored = {name: getattr(rule, name) for name in RuleForm.OF_RULE} if rule and rule.version else {}
    return RuleForm(data, initial=stored)


def line_forms(pool: Pool, rule: ReturnRule | None, data: Any = None) -> list[LineForm]:  # Any: as above
    """The stored lines and a few blank ones."""
    stored = [_line(line) for line in rule.lines.all()] if rule else []
    count = len(stored) + BLANK_LINES
    if data is not None:
        told = str(data.get("lines", ""))
        count = min(int(told), 30) if told.isascii() and told.isdigit() and len(told) < 4 else count
    rows = [*stored, *({} for _place in range(count - len(stored)))][:count]
    return [LineForm(data, pool=pool, prefix=f"line{place}", initial=row) for place, row in enumerate(rows)]


def _line(line: ReturnLine) -> dict[str, Any]:  # Any: field values
    return {
        "tiers": ", ".join(line.tiers),
        "base": line.base,
        "days": line.days,
        "calendar": "working" if line.is_working else "natural",
        "into": line.into_id,
        "takes_open": line.takes_open,
        "spares_deals": line.spares_deals,
    }


class ReleaseForm(forms.Form):
    """Into which pool, and why."""

    pool = forms.ModelChoiceField(label=_("Into which pool"), queryset=Pool.objects.none(), empty_label=None)
    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        widget=forms.TextInput(attrs={"autofocus": True}),
        help_text=_("One sentence for the colleague who takes over."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:  # Any: as in Django's own signature
        super().__init__(*args, **kwargs)
        pool: Any = self.fields["pool"]  # Any: ModelChoiceField, generic only in the stubs
        pool.queryset = Pool.objects.visible_to(person).open().in_order()
        first = pool.queryset.first()
        self.initial.setdefault("pool", first.pk if first else None)


class HandOutForm(forms.Form):
    """Who gets a customer."""

    owner = forms.ModelChoiceField(label=_("Give it to"), queryset=Person.objects.none(), empty_label="—")

    def __init__(self, *args: Any, pool: Pool, **kwargs: Any) -> None:  # Any: as in Django's own signature
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]  # Any: as above
        owner.queryset = Person.objects.active().filter(pk__in=members_of(pool)).by_name()
