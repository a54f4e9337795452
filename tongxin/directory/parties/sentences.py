"""How what happened to parties reads on a timeline."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.registries import Sentence, sentences
from tongxin.directory.parties.models import Contact, Relation
from tongxin.directory.parties.models.facts import FACTS
from tongxin.directory.parties.models.party import ROLES

Told = Mapping[str, Any]  # Any: JSON particulars


def _labels(fields: list[str], after: Mapping[str, Any]) -> str:  # Any: as above
    """The words for fields; those of the firm bring theirs along."""
    names = {
        "phones": _("phones"),
        "emails": _("e-mails"),
        "tags": _("tags"),
        "parent": _("group"),
        "owner": _("owner"),
        **{key: told["label"] for key, told in after.items() if isinstance(told, dict) and "label" in told},
    }
    return _(", ").join(str(FACTS[name].label) if name in FACTS else names.get(name, name) for name in fields)


def _changed(told: Told, record: Any) -> str:  # Any: the record, or None
    if len(told["fields"]) == 1:
        name = told["fields"][0]
        value = told.get("after", {}).get(name)
        if isinstance(value, dict):
            value = value.get("said", "")
        shown = _(", ").join(value) if isinstance(value, list) else value
        if shown and name != "parent":
            return _("changed %(field)s to “%(value)s”") % {
                "field": _labels([name], told.get("after", {})),
                "value": str(shown)[:80],
            }
    return _("changed %(fields)s") % {"fields": _labels(told["fields"], told.get("after", {}))}


def _contact_added(told: Told, record: Any) -> str:  # Any: as above
    if told.get("title"):
        return _("noted the contact %(person)s, %(title)s") % told
    return _("noted the contact %(person)s") % told


def _contact_changed(told: Told, record: Any) -> str:  # Any: as above
    attitude = told.get("after", {}).get("attitude")
    if attitude:
        return _("noted: %(person)s %(attitude)s") % {
            "person": told["person"],
            "attitude": Contact.Attitude(attitude).label,
        }
    return _("changed what we know of %(person)s") % told


def _relation(told: Told, record: Any) -> str:  # Any: as above
    label = Relation.Kind(told["kind"]).label if told["kind"] in Relation.Kind.values else told["kind"]
    return _("%(kind)s: %(other)s") % {"kind": label, "other": told["other"]}


def _assigned(told: Told, record: Any) -> str:  # Any: as above
    """Nothing when another room's event tells of it already."""
    if told.get("via"):
        return ""
    if told.get("previous"):
        return _("handed over from %(previous)s to %(owner)s") % told
    return _("gave it to %(owner)s") % told


def _roles(told: Told, record: Any) -> str:  # Any: as above
    """What it is to us now."""
    if not told["roles"]:
        return _("noted that it is none of customer, supplier … any more")
    return _("noted what it is to us: %(roles)s") % {"roles": _(", ").join(str(ROLES[role]) for role in told["roles"])}


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    plain = {
        "party.created": (lambda told, record: _("added this record"), "plus"),
        "party.changed": (_changed, "edit"),
        "party.assigned": (_assigned, "swap"),
        "party.roles_changed": (_roles, "flag"),
        "party.deleted": (lambda told, record: _("put this record into the recycle bin"), "x"),
        "party.restored": (lambda told, record: _("took this record out of the recycle bin"), "sync"),
        "party.purged": (lambda told, record: _("deleted this record for ever"), "trash"),
        "contact.added": (_contact_added, "people"),
        "contact.changed": (_contact_changed, "people"),
        "contact.removed": (lambda told, record: _("noted that %(person)s has left") % told, "people"),
        "relation.added": (_relation, "graph"),
        "relation.removed": (lambda told, record: _("removed a relation to %(other)s") % told, "graph"),
        "team.joined": (lambda told, record: _("brought %(person)s into the team") % told, "people"),
        "team.left": (lambda told, record: _("took %(person)s off the team") % told, "people"),
    }
    # Told by lists of customers until lists of all kinds told it.
    plain["party.exported"] = (lambda told, record: _("took out a list of %(count)d") % told, "down")
    taken_back = Sentence(text=lambda told, record: "", icon="swap", group="change", shown=False)
    sentences.register("party.taken_back", taken_back)
    sentences.register(
        "party.steps_foreseen", Sentence(text=lambda told, record: "", icon="clock", group="change", shown=False)
    )
    for name, (text, icon) in plain.items():
        sentences.register(name, Sentence(text=text, icon=icon, group="change"))
