"""Who else wants a deal: naming competitors, noting what they ask for and how they stand, taking them out, and all of that back."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import Event, tell
from tongxin.base.subjects import Subject
from tongxin.collab.fields.actions import settle_values
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.actions.bearing import opportunity_facts
from tongxin.frontoffice.pipeline.actions.checks import check_rights, own
from tongxin.frontoffice.pipeline.actions.rivals import (
    FACTS,
    Values,
    check_named,
    check_once,
    checked_facts,
    read_price,
    text_of,
)
from tongxin.frontoffice.pipeline.events import CompetitorChanged, CompetitorDropped, CompetitorNamed
from tongxin.frontoffice.pipeline.models import Opportunity, OpportunityCompetitor
from tongxin.frontoffice.pipeline.models.competitor import BETWEEN

MOST = 20
_TOLD = (CompetitorNamed.name, CompetitorChanged.name, CompetitorDropped.name)


class NotNamed(ValidationError):
    """This competitor is not on the list of the deal, or not any more."""


class ChangedSince(ValidationError):
    """What is to be taken back was changed again."""


@transaction.atomic
def name_competitor(*, by: Person, opportunity: Opportunity, **facts: Any) -> OpportunityCompetitor:  # Any: as typed
    """Note who else wants it: `name`, `price` (Money or text in the deal's currency), `standing`, `strengths`, `weaknesses`, `note`.
    Raises NotYours, FieldLocked, ValidationError."""
    opportunity = own(by, opportunity.pk)
    made = add_competitor(by, opportunity, facts)
    _keep(opportunity)
    tell_named(by, opportunity, made)
    return made


@transaction.atomic
def change_competitor(
    *,
    by: Person,
    competitor: OpportunityCompetitor,
    **facts: Any,  # Any: values as typed
) -> OpportunityCompetitor:
    """Change what is known of one. Raises NotYours, NotNamed, FieldLocked, ValidationError."""
    opportunity = own(by, competitor.opportunity_id)
    found = _there(opportunity, competitor.pk)
    if alter_competitor(by, opportunity, found, facts):
        _keep(opportunity)
    return found


@transaction.atomic
def drop_competitor(*, by: Person, competitor: OpportunityCompetitor) -> None:
    """Take one out of the list. What was known of them stands in the journal, and `undo_competitor` brings it back. Raises NotYours,
    NotNamed, FieldLocked, ValidationError when they won it."""
    opportunity = own(by, competitor.opportunity_id)
    remove_competitor(by, opportunity, _there(opportunity, competitor.pk))
    _keep(opportunity)


@transaction.atomic
def undo_competitor(*, by: Person, opportunity: Opportunity, entry: Entry) -> None:
    """Take back one change of the list: who was named goes, who went comes back, what was changed is as before.
    Raises NotYours, ChangedSince when somebody changed it again, FieldLocked, ValidationError."""
    opportunity = own(by, opportunity.pk)
    if entry.subject != Subject("opportunity", opportunity.pk) or entry.name not in _TOLD:
        raise ValidationError(_("This can't be undone."))
    told, before = entry.particulars, entry.before or {}
    found = opportunity.competitors.filter(name=told.get("competitor", "")).first()
    if (found is None) != (entry.name == CompetitorDropped.name) or _was_told_of_since(entry):
        raise ChangedSince(_("Somebody changed it since. Load the page anew."))
    if found is None:
        check_rights(by, ["competitor"])
        tell_named(by, opportunity, add_competitor(by, opportunity, _typed_again(before), is_back=True))
    elif entry.name == CompetitorNamed.name:
        remove_competitor(by, opportunity, found)
    else:
        alter_competitor(by, opportunity, found, _typed_again(before))
    _keep(opportunity)


def add_competitor(
    by: Person, opportunity: Opportunity, facts: Values, *, is_back: bool = False
) -> OpportunityCompetitor:
    """Another row of the list, on a deal that is locked; the caller keeps the deal. Who `is_back` comes with a price that the person may
    not know. Raises FieldLocked, ValidationError."""
    if not is_back:
        check_named(by, facts)
    checked = checked_facts(opportunity, {"name": "", **facts})
    if opportunity.competitors.count() >= MOST:
        raise ValidationError({"name": _("More than %(most)d competitors are no list any more.") % {"most": MOST}})
    check_once(opportunity, checked, but=0)
    made = OpportunityCompetitor(opportunity=opportunity, **{"currency": opportunity.currency, **checked})
    made.save(force_insert=True)
    return made


def alter_competitor(by: Person, opportunity: Opportunity, found: OpportunityCompetitor, facts: Values) -> bool:
    """Change a row of the list, and tell of it; answers whether anything is another. As `add_competitor`."""
    check_named(by, facts)
    checked = checked_facts(opportunity, facts)
    check_once(opportunity, checked, but=found.pk)
    was = facts_of(found)
    for name, value in checked.items():
        setattr(found, name, value)
    after = facts_of(found)
    changed = [name for name in after if after[name] != was[name]]
    if not changed:
        return False
    found.save()
    told = CompetitorChanged(
        title=opportunity.name, competitor=found.name, fields=changed, after={name: after[name] for name in changed}
    )
    _tell(by, opportunity, told, before={name: was[name] for name in changed})
    return True


def remove_competitor(by: Person, opportunity: Opportunity, found: OpportunityCompetitor) -> None:
    """Delete a row of the list, and tell what stood in it. As `add_competitor`."""
    # Whoever may, may without knowing whether there is a price: it goes along, as with a deal.
    check_rights(by, ["competitor"])
    before = facts_of(found)
    if found.standing == OpportunityCompetitor.Standing.WON:
        said = _("%(name)s won it. Take the deal up again, or lose it to somebody else.")
        raise ValidationError(said % {"name": found.name})
    found.delete()
    told = CompetitorDropped(title=opportunity.name, competitor=before["name"])
    _tell(by, opportunity, told, before=before)


def facts_of(found: OpportunityCompetitor) -> dict[str, Any]:  # Any: JSON values
    """What is known of one, by the names under which roles hide it."""
    return {**{name: getattr(found, name) for name in FACTS}, "competitor_price": str(found.asks or "")}


def tell_named(by: Person, opportunity: Opportunity, made: OpportunityCompetitor) -> None:
    """Say in the journal that they are on the list."""
    _tell(by, opportunity, CompetitorNamed(title=opportunity.name, competitor=made.name))


def names_of(opportunity: Opportunity) -> str:
    """The names on the list, as the opportunity has them written down."""
    return BETWEEN.join(opportunity.competitors.in_order().values_list("name", flat=True))


def write_names(by: Person, opportunity: Opportunity, names: Sequence[str]) -> None:
    """Have exactly these names on the list; what was known of those who go stands in the journal. The caller keeps, and tells of the
    names. Raises FieldLocked, ValidationError."""
    rows = {one.name: one for one in opportunity.competitors.in_order()}
    for name, row in rows.items():
        if name not in names:
            remove_competitor(by, opportunity, row)
    for name in names:
        if name not in rows:
            try:
                add_competitor(by, opportunity, {"name": name})
            except ValidationError as error:
                raise ValidationError({"competitor": error.messages}) from error


@transaction.atomic
def list_competitors(*, by: Person, opportunity: Opportunity, rows: Sequence[Values]) -> Opportunity:
    """Have exactly these on the list, each with its `name`: who is there already is changed in what is given, who isn't named goes.
    Raises NotYours, FieldLocked, ValidationError."""
    opportunity = own(by, opportunity.pk)
    check_rights(by, ["competitor"])
    names = [text_of("name", row.get("name", "")) for row in rows]
    if len(set(names)) < len(names):
        raise ValidationError({"competitors": _("A name stands in the list twice.")})
    known = {one.name: one for one in opportunity.competitors.in_order()}
    for name, found in known.items():
        if name not in names:
            remove_competitor(by, opportunity, found)
    for name, row in zip(names, rows, strict=True):
        if name in known:
            alter_competitor(by, opportunity, known[name], row)
        else:
            tell_named(by, opportunity, add_competitor(by, opportunity, row))
    _keep(opportunity)
    return opportunity


def lost_to(by: Person, opportunity: Opportunity, name: str, price: Any) -> str:  # Any: as typed
    """Note who won a deal that is being lost, and for how much; answers the name. Without one it is whom the list leaves: the only one,
    or the only one ahead. The caller stores the deal. Raises FieldLocked, ValidationError."""
    rows = [one for one in opportunity.competitors.in_order() if one.standing != OpportunityCompetitor.Standing.OUT]
    ahead = [one for one in rows if one.standing == OpportunityCompetitor.Standing.AHEAD]
    name = " ".join(clean(name).split())
    found = opportunity.competitors.filter(name=name).first() if name else None
    if not name:
        found = ahead[0] if len(ahead) == 1 else rows[0] if len(rows) == 1 else None
    if price not in (None, ""):
        check_rights(by, ["competitor_price"])
        if not name and found is None:
            raise ValidationError({"competitor": _("Whose price is this?")})
    if not name and found is None:
        return ""
    found = found or OpportunityCompetitor(
        opportunity=opportunity, name=text_of("name", name, called="competitor"), currency=opportunity.currency
    )
    if price not in (None, ""):
        found.price, found.currency = read_price(opportunity, price)
    found.standing = OpportunityCompetitor.Standing.WON
    found.save()
    opportunity.competitor = names_of(opportunity)
    return found.name


def _there(opportunity: Opportunity, number: int) -> OpportunityCompetitor:
    found = opportunity.competitors.filter(pk=number).first()
    if found is None:
        raise NotNamed(_("This competitor isn't on the list any more. Load the page anew."))
    return found


def _typed_again(before: Values) -> dict[str, Any]:  # Any: values as typed
    return {"price" if name == "competitor_price" else name: value for name, value in before.items()}


def _was_told_of_since(entry: Entry) -> bool:
    later = Entry.objects.about(entry.subject).filter(name__in=_TOLD, pk__gt=entry.pk)
    name = entry.particulars["competitor"]
    return any(told["competitor"] == name for told in later.values_list("particulars", flat=True))


def _keep(opportunity: Opportunity) -> None:
    """Write the names down, for lists, rules and formulas."""
    opportunity.competitor = names_of(opportunity)
    opportunity.version += 1
    opportunity.updated_at = now()
    opportunity.save(update_fields=["competitor", "version", "updated_at"])
    settle_values(kind="opportunity", facts={opportunity.pk: opportunity_facts(opportunity)})


def _tell(by: Person, opportunity: Opportunity, event: Event, before: Values | None = None) -> None:
    on = Subject("opportunity", opportunity.pk)
    tell(event, by=by, on=on, customer=opportunity.party_id, before=dict(before) if before else None)
