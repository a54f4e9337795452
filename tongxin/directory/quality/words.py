"""How what is missing reads, and where it is mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.collab.access.policies import locked_fields
from tongxin.directory.parties.models import ROLES, Party
from tongxin.directory.quality.facts import ASKED
from tongxin.directory.quality.rating import Failing, Rule


@dataclass(frozen=True)
class Ask:
    """One thing to ask or to do. `text` says what is wrong; `opens` is what on the record's page one tap opens, `dialog` an
    address to load instead; both empty when this person can't mend it. `confirm` is where "still right" is sent."""

    text: str
    label: str
    opens: str = ""
    anchor: str = ""
    dialog: str = ""
    confirm: str = ""


def asks_of(
    person: Any, party: Party, failings: Iterable[Failing], *, may_change: bool
) -> list[Ask]:  # Any: person type of the doors
    """What fails, in words, with the way to mend it."""
    locked = locked_fields(person, "party")
    return [_ask(party, one, locked, may_change=may_change) for one in failings]


def _ask(party: Party, one: Failing, locked: set[str], *, may_change: bool) -> Ask:
    if one.part == "contacted":
        return Ask(_("Not spoken with for long"), _("Note a contact"), "#quick-customer textarea", "#mid")
    fact = ASKED[one.fact]
    text, label = _said(one, str(fact.label))
    confirm = reverse("confirm_fact", args=[party.pk, one.fact]) if may_change and one.part == "fresh" else ""
    if not may_change or fact.hidden_by in locked:
        return Ask(text, label, confirm=confirm)
    if one.fact == "decider":
        return Ask(text, label, "#people a", "#left")
    if not fact.edit:
        return Ask(text, label, dialog=reverse("new_contact", args=[party.pk]))
    return Ask(text, label, f"#fact-{fact.edit} [data-edit]", "#left", confirm=confirm)


def _said(one: Failing, fact: str) -> tuple[str, str]:
    words = {"fact": fact}
    if one.part == "complete":
        return _("Missing: %(fact)s") % words, _("Ask for it")
    if one.part == "valid":
        return _("Does not look right: %(fact)s") % words, _("Mend it")
    return _("Not looked at for long: %(fact)s") % words, _("Change")


def rule_said(rule: Rule) -> str:
    """A rule as one sentence."""
    facts = _(", ").join(str(ASKED[fact].label) if fact in ASKED else fact for fact in rule.facts)
    words = {"who": _who(rule), "facts": facts, "days": rule.days}
    if rule.part == "complete":
        return _("%(who)s: we know %(facts)s") % words
    if rule.part == "valid":
        return _("%(who)s: a right form of %(facts)s") % words
    if rule.part == "fresh":
        return _("%(who)s: %(facts)s changed or confirmed within %(days)d days") % words
    return _("%(who)s: in touch within %(days)d days") % words


def _who(rule: Rule) -> str:
    kind = str(Party.Kind(rule.kind).label) if rule.kind in Party.Kind.values else ""
    role = str(ROLES[rule.role]) if rule.role in ROLES else ""
    tier = _("tier %(tier)s") % {"tier": rule.tier} if rule.tier else ""
    return " · ".join(part for part in (kind, role, tier) if part) or pgettext("quality", "everybody")
