"""Everyone we know: organisations, people, households; how to reach them and how they hang together."""

from tongxin.directory.parties.models.both import BothQuerySet, at_seen_customers
from tongxin.directory.parties.models.contact import Contact, ContactQuerySet
from tongxin.directory.parties.models.contact_point import ContactPoint
from tongxin.directory.parties.models.party import ROLES, Party, PartyQuerySet, sees
from tongxin.directory.parties.models.relation import Relation
from tongxin.directory.parties.models.tag import PartyTag, Tag
from tongxin.directory.parties.models.team import TeamMember

__all__ = [
    "ROLES",
    "BothQuerySet",
    "Contact",
    "ContactPoint",
    "ContactQuerySet",
    "Party",
    "PartyQuerySet",
    "PartyTag",
    "Relation",
    "Tag",
    "TeamMember",
    "at_seen_customers",
    "sees",
]
