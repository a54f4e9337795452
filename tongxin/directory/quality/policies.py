"""May this person see what the rating says, or confirm a fact?"""

from typing import Any

from tongxin.collab.access.policies import field_right, hidden_fields
from tongxin.directory.parties.models import Party
from tongxin.directory.quality.facts import ASKED, are_hidden
from tongxin.directory.quality.models import FirmRule
from tongxin.directory.quality.rating import PARTS


def open_parts(person: Any) -> set[str]:  # Any: also takes Django's anonymous user
    """Which kept figures this person may see: those of parts that are built on no fact hidden from the person, and the whole
    `score` when that is so for all parts. Nothing is looked up for those from whom nothing is hidden."""
    hidden = hidden_fields(person, "party")
    if not hidden:
        return {*PARTS, "score"}
    # Which rules speak of a record would tell its tier.
    rules = [rule.as_rule() for rule in FirmRule.objects.all()]
    closed = {rule.part for rule in rules if are_hidden(rule.facts, hidden) or (rule.tier and "tier" in hidden)}
    return {part for part in PARTS if part not in closed} | (set() if closed else {"score"})


def can_confirm(person: Any, party: Party, fact: str) -> bool:  # Any: as above
    """Whoever may change the record and see the fact may say that it is still right."""
    if fact not in ASKED or field_right(person, "party", ASKED[fact].hidden_by) == "hidden":
        return False
    return Party.objects.changeable_by(person).living().filter(pk=party.pk).exists()
