"""Which people and customers a sentence names, among those whom the writer may see."""

from collections.abc import Sequence
from functools import cached_property

from django.db.models import Q, QuerySet

from tongxin.base.chinese.folding import fold
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.models import Person
from tongxin.directory.activities.models import Activity
from tongxin.directory.activities.queries.candidates import Address, addresses, candidates, first_names, short_forms
from tongxin.directory.activities.sentence import PartyHit, PersonHit
from tongxin.directory.parties.models import Contact, Party, sees

_MOST = 60
_RECENT = 100


class KnownNames:
    """The finders of one sentence: a handful of indexed look-ups however many names are stored.

    `party` is the customer in whose context the sentence is written: of several people of one name those who work there
    are meant. `homes` says where the people found work, once they were asked for. 张总 is looked for only there, at the customers named in the sentence, and at those last written about.
    """

    def __init__(self, by: Person, *, party: Party | None = None) -> None:
        self.by = by
        self.party = party
        self.homes: dict[int, int] = {}
        self._text = ""

    def parties(self, text: str) -> Sequence[PartyHit]:
        """Customers whose registered name, core of a name or short name stands in the text."""
        self._text = text
        return [
            PartyHit(party.pk, party.called, matched, about=party.place_but(self._hidden))
            for party, matched in self._named
        ]

    def people(self, text: str) -> Sequence[PersonHit]:
        """Contacts whose name, or surname with a title, stands in the text; those of the customer in context first."""
        self._text = text
        hits = [_hit(contact, self._said[contact.person.name_key]) for contact in self._contacts_by_name()]
        hits += [_own_hit(party, self._said[party.name_key], self._hidden) for party in self._persons_by_name()]
        hits += self._by_address()
        for hit in hits:
            if hit.party is not None:
                self.homes.setdefault(hit.key, hit.party)
        if self.party is None:
            return hits
        here = {hit.matched for hit in hits if hit.party == self.party.pk}
        return [hit for hit in hits if hit.party == self.party.pk or hit.matched not in here]

    @cached_property
    def _hidden(self) -> set[str]:
        return hidden_fields(self.by, "party")

    @cached_property
    def _said(self) -> dict[str, str]:
        return candidates(self._text)

    @cached_property
    def _named(self) -> list[tuple[Party, str]]:
        said = self._said
        if not said:
            return []
        keys = list(said)
        named = Q(name_key__in=keys) | (Q(core_key__in=keys) & ~Q(core_key=""))
        # Short names are not indexed; one's own customers are few enough to be read through.
        named |= Q(owner=self.by, short_name__in=list(said.values()))
        rows = Party.objects.visible_to(self.by).living().filter(named).exclude(kind=Party.Kind.PERSON)[:_MOST]
        found = [(party, matched) for party in rows if (matched := _matched(party, said))]
        return found or self._named_in_short

    @property
    def _named_in_short(self) -> list[tuple[Party, str]]:
        """恒润 for 恒润精密, where somebody goes or whom somebody calls. Asked only when no whole name stands in the text."""
        shorts = short_forms(self._text)
        begins = Q()
        for short in shorts:
            begins |= Q(core_key__gte=short.key, core_key__lt=f"{short.key}\U0010ffff")
            begins |= Q(owner=self.by, short_name__istartswith=short.key)
        if not shorts:
            return []
        rows = Party.objects.visible_to(self.by).living().filter(begins).exclude(kind=Party.Kind.PERSON)[:_MOST]
        return [
            (party, short.matched)
            for party in rows
            for short in shorts
            if fold(party.short_name).startswith(short.key) or party.core_key.startswith(short.key)
        ]

    def _visible_contacts(self) -> QuerySet[Contact]:
        """Asked for each contact found, so that nobody lists all customers to understand one sentence."""
        seen = sees(self.by, "party_id")
        return Contact.objects.current().filter(seen).select_related("person", "party").order_by("pk")

    def _contacts_by_name(self) -> list[Contact]:
        if not self._said:
            return []
        return list(self._visible_contacts().filter(person__name_key__in=list(self._said))[:_MOST])

    def _persons_by_name(self) -> list[Party]:
        """People who are customers themselves."""
        if not self._said:
            return []
        rows = Party.objects.visible_to(self.by).living().filter(kind=Party.Kind.PERSON, name_key__in=list(self._said))
        return list(rows.filter(is_customer=True).order_by("pk")[:_MOST])

    def _by_address(self) -> list[PersonHit]:
        """张总, 王姐, John: a part of a name means somebody whom the writer deals with."""
        titled = [*addresses(self._text), *first_names(self._text)]
        if not titled:
            return []
        begins = Q()
        for address in titled:
            begins |= Q(name_key__startswith=address.surname)
        own = Party.objects.visible_to(self.by).living().customers().filter(kind=Party.Kind.PERSON, owner=self.by)
        persons = list(own.filter(begins).order_by("pk")[:_MOST])
        hits = self._contacts_by_title(titled)
        known = {hit.key for hit in hits}
        return hits + [
            _own_hit(person, address.matched, self._hidden)
            for address in titled
            for person in persons
            if address.fits(person.name_key) and person.pk not in known
        ]

    def _contacts_by_title(self, titled: Sequence[Address]) -> list[PersonHit]:
        surnames = Q()
        for address in titled:
            surnames |= Q(person__name_key__startswith=address.surname)
        recent = Activity.objects.living().of(self.by).order_by("-at", "-id").values("party")[:_RECENT]
        near = [party.pk for party, _matched_by in self._named] + ([self.party.pk] if self.party else [])
        rows = list(self._visible_contacts().filter(Q(party__in=near) | Q(party__in=recent)).filter(surnames)[:_MOST])
        # 张总 is first of all the one whose post says 总.
        return [
            _hit(contact, address.matched)
            for address in titled
            for contact in sorted(rows, key=lambda contact: address.title not in contact.title)
            if address.fits(contact.person.name_key)
        ]


def _matched(party: Party, said: dict[str, str]) -> str:
    """The longest words of the text that name this party."""
    words = [said[key] for key in (party.name_key, party.core_key) if key in said]
    if party.short_name in said.values():
        words.append(party.short_name)
    return max(words, key=len, default="")


def _own_hit(person: Party, matched: str, hidden: set[str]) -> PersonHit:
    return PersonHit(person.pk, person.name, matched, party=None, about=person.place_but(hidden))


def _hit(contact: Contact, matched: str) -> PersonHit:
    about = " · ".join(part for part in (contact.party.called, contact.department or contact.title) if part)
    return PersonHit(contact.person_id, contact.person.name, matched, party=contact.party_id, about=about)
