"""Tells lower floors that the room exists."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import (
    Criteria,
    DocumentSource,
    Place,
    SubjectKind,
    criteria,
    places,
    search_documents,
    subject_kinds,
)
from tongxin.base.registries.roll_ups import RollUp, roll_ups
from tongxin.collab.access.models import reach_of
from tongxin.collab.fields.queries import SearchedKeys, field_labels, own_criteria
from tongxin.collab.views.queries import list_kinds
from tongxin.directory.parties.automation import register_automations
from tongxin.directory.parties.import_fields import register_targets
from tongxin.directory.parties.lists import CUSTOMERS
from tongxin.directory.parties.models import Contact, Party
from tongxin.directory.parties.models.facts import FACTS, customs_of
from tongxin.directory.parties.people import CONTACTS
from tongxin.directory.parties.queries import documents_of, hits_of, roots_of, seen_with_merged
from tongxin.directory.parties.queries.around import seen_contacts
from tongxin.directory.parties.queries.counting import count_contacts
from tongxin.directory.parties.queries.criteria import party_fields, party_orders
from tongxin.directory.parties.queries.merged import all_numbers_of
from tongxin.directory.parties.queries.people import contact_fields, contact_orders
from tongxin.directory.parties.reactions import react
from tongxin.directory.parties.sentences import register_sentences
from tongxin.directory.parties.traces import register_traces


def _parties(person: Any, ids: Collection[int]) -> Mapping[int, Party]:  # Any: also takes Django's anonymous user
    return seen_with_merged(person, ids)


def _named(person: Any, text: str) -> int | None:  # Any: as above
    found = Party.objects.visible_to(person).living().filter(name=text).order_by("pk").values_list("pk", flat=True)[:2]
    return found[0] if len(found) == 1 else None


def _changeable(person: Any, ids: Collection[int]) -> set[int]:  # Any: as above
    return set(Party.objects.changeable_by(person).living().filter(pk__in=list(ids)).values_list("pk", flat=True))


def _contacts(person: Any, ids: Collection[int]) -> Mapping[int, Contact]:  # Any: as above
    return {contact.pk: contact for contact in seen_contacts(reach_of(person), list(ids))}


def join() -> None:
    """Subjects, search, places, sentences, import targets."""
    register_automations()
    register_traces()
    _register_subjects()
    _register_search()
    _register_places()
    criteria.register(
        "parties",
        Criteria(subject="party", label=_("customer"), fields=party_fields, orders=party_orders, order=10),
    )
    criteria.register(
        "contacts",
        Criteria(subject="contact", label=_("contact"), fields=contact_fields, orders=contact_orders, order=10),
    )
    list_kinds.register("party", CUSTOMERS)
    list_kinds.register("contact", CONTACTS)
    register_sentences()
    register_targets()
    criteria.register("party.own", own_criteria("party", customs_of))
    criteria.register("contact.own", own_criteria("party", customs_of, listed="contact", part=Party.Kind.PERSON))
    counted = RollUp(subject="party", label=_("number of contacts"), gives="number", answer=count_contacts)
    roll_ups.register("contacts.count", counted)
    react()


def _register_places() -> None:
    places.register(
        "customers",
        Place(
            title=_("Customers"),
            icon="company",
            url_name="customers",
            ring="know",
            order=10,
            hotkey="g c",
            on_phone=True,
        ),
    )
    places.register(
        "calls",
        Place(
            title=_("Who is calling"),
            icon="phone",
            url_name="calls",
            ring="know",
            order=65,
            in_menu=False,
            words="来电 电话 号码 弹屏 call phone",
        ),
    )
    places.register(
        "customers_bin",
        Place(
            title=_("Recycle bin"),
            icon="trash",
            url_name="customers_bin",
            ring="know",
            order=70,
            in_menu=False,
            words="回收站 删除 恢复 bin trash",
        ),
    )
    places.register(
        "contacts",
        Place(title=_("Contacts"), icon="people", url_name="contacts", ring="know", order=20, on_phone=True),
    )


def _register_subjects() -> None:
    fields = {fact.name: fact.label for fact in FACTS.values()}
    more = {"phones": _("phones"), "emails": _("e-mails"), "owner": _("owner"), "tags": _("tags")}
    more |= {"health": _("health"), "family": _("family")}  # of which the memory keeps facts
    subject_kinds.register(
        "party",
        SubjectKind(
            kind="party",
            label=_("customer"),
            visible=_parties,
            title=lambda party: party.name,
            url=lambda party: party.get_absolute_url(),
            changeable=_changeable,
            parts=dict(Party.Kind.choices),
            parted_by="kind",
            named=_named,
            stand_for=roots_of,
            known_as=all_numbers_of,
            fields=field_labels("party", {**fields, **more}),
            facts={fact.name: "date" if fact.kind == "date" else "text" for fact in FACTS.values()},
            always_seen=frozenset(("name", "short_name", "english_name", "kind")),
        ),
    )
    subject_kinds.register(
        "contact",
        SubjectKind(
            kind="contact",
            label=_("contact"),
            visible=_contacts,
            title=lambda contact: contact.person.name,
            url=lambda contact: contact.party.get_absolute_url(),
            fields={},
            is_scoped=False,
            hides_with="party",  # contacts carry facts of the person who works there
        ),
    )


class _Text:
    """Names of the facts whose words stand in the lowest stage of the index; those of the firm's fields are read anew."""

    own = SearchedKeys("party")

    def __iter__(self) -> Iterator[str]:
        return iter(["note", "address", "province", "city", "district", "wechats", *self.own])

    def __contains__(self, name: object) -> bool:
        return any(one == name for one in self)

    def __len__(self) -> int:
        return sum(1 for _one in self)


def _register_search() -> None:
    search_documents.register(
        "party",
        DocumentSource(
            kind="party",
            shelf=1,
            label=_("Customers and people"),
            icon="company",
            documents=documents_of,
            visible=lambda person: Party.objects.visible_to(person).living(),
            hits=hits_of,
            order=10,
            stage_fields={
                "start": ("name",),
                "name": ("name",),
                "pinyin": ("name",),
                "contact": ("phones", "emails", "uscc", "external_id"),
                "text": _Text(),
            },
        ),
    )
