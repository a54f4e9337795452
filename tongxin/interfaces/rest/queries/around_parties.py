"""What belongs to one party: its team, its relations, its timeline."""

from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.models import Person
from tongxin.directory.activities.queries import TimelineItem, timeline
from tongxin.directory.parties.models import Party, Relation, TeamMember
from tongxin.directory.parties.queries.kin import kin_of
from tongxin.interfaces.rest.queries.values import Json, instant, ref


def team_of(party: Party) -> Json:
    """Colleagues who work on it, in the order they joined."""
    rows = TeamMember.objects.filter(party=party).select_related("person").order_by("id")
    return {"items": [show_member(member) for member in rows], "next": None}


def show_member(member: TeamMember) -> Json:
    """One colleague on the team."""
    joined_at = instant(member.joined_at)
    return {"person": ref(member.person_id, member.person.name), "role": member.role, "joined_at": joined_at}


def relations_of(person: Person, party: Party) -> Json:
    """Groups and relations, of which the person may see the other side."""
    with_names = "name" not in hidden_fields(person, "party")
    items = [
        {
            "id": kin.relation_id,
            "kind": kin.kind,
            "direction": "from" if kin.is_from else "to",
            "party": ref(kin.party.pk, kin.party.name if with_names else None),
        }
        for kin in kin_of(person, party, limit=200)
    ]
    return {"items": items, "next": None}


def one_relation(person: Person, relation: Relation) -> Json:
    """A relation, read from its own side."""
    name = None if "name" in hidden_fields(person, "party") else relation.other.name
    return {"id": relation.pk, "kind": relation.kind, "direction": "from", "party": ref(relation.other_id, name)}


def timeline_of(person: Person, party: Party, *, group: str | None, limit: int, after: str) -> Json:
    """What happened with the party, newest first."""
    page = timeline(person, party, group=group, size=limit, cursor=after)
    return {"items": [_told(item) for item in page.items], "next": page.next}


def _told(item: TimelineItem) -> Json:
    subject = item.subject
    return {
        "id": item.id,
        "at": instant(item.at),
        "kind": item.kind,
        "sentence": item.sentence,
        "text": item.text,
        "actor": ref(item.actor.pk, item.actor.name) if item.actor else None,
        "on_behalf_of": ref(item.on_behalf_of.pk, item.on_behalf_of.name) if item.on_behalf_of else None,
        "subject": {"kind": subject.kind, "id": subject.id, "title": subject.title},
        "particulars": dict(item.particulars),
    }
