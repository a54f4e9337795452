"""The firm in which values are hidden, and the person from whom they are."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.db.models import F

from tests.cast import Cast, assemble, hire
from tests.security import world
from tests.security.hidden.leads import plant_lead
from tests.security.hidden.planting import (
    CANARY,
    DEAL,
    ELSEWHERE,
    FIRST,
    MIDDLE,
    NEVER_EMPTY,
    NOTHING,
    OLD,
    OLD_SECOND,
    POINTS,
    PRICED,
    REMEMBERED,
    SECOND,
    SIGNS,
    Hideable,
    amount_of,
    custom_of,
    deal_value,
    hideable,
    point_of,
    value_of,
)  # fmt: skip
from tongxin.base.registries import subject_kinds
from tongxin.collab.access.models import Role
from tongxin.collab.fields.actions import define_field, fill_record
from tongxin.collab.fields.models import CustomField
from tongxin.collab.fields.models.custom_field import CHOOSING
from tongxin.collab.fields.queries import may_bear, own_fields
from tongxin.collab.journal.models import Entry as JournalEntry
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.actions import change_product, set_price
from tongxin.directory.catalogue.models import PriceList, Product
from tongxin.directory.memory.actions import note_fact
from tongxin.directory.parties.actions import assign_parties, change_party, create_party, set_points, set_tags
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.models.facts import FACTS
from tongxin.frontoffice.contracts.actions import plan_milestone, start_contract
from tongxin.frontoffice.orders.models import OrderLine
from tongxin.frontoffice.pipeline.actions import (
    change_competitor,
    change_opportunity,
    lose_opportunity,
    open_opportunity,
)
from tongxin.frontoffice.pipeline.models import LostReason
from tongxin.frontoffice.quotes.actions import ask_special_price
from tongxin.frontoffice.quotes.models import Quote, QuoteLine
from tongxin.interfaces.webforms.models import Entry, WebForm

BRIEF = ("text", "money", "choice", "party")  # on kinds whose values one table keeps for all of them
LINES = ("text", "long", "number", "money", "date", "choice", "choices", "yes_no", "person", "party")
AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
KEY = "hiddenfields"
KEYS = ("phones", "emails", "uscc", "external_id")  # what two records have in common when they are one


@dataclass
class Firm:
    """The cast, the party with the hidden values, and the numbers of everything that hangs on it."""

    cast: Cast
    hidden: list[Hideable]
    which: str
    ids: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int | str] = field(default_factory=dict)
    secret: str = ""

    reader: Person = field(init=False)
    party: Party = field(init=False)

    def taken(self, kind: str, key: str) -> str:
        """Which value a field holds: what is not hidden holds the same in every firm."""
        which = SECOND if self.which == NOTHING and key in NEVER_EMPTY else self.which
        return which if Hideable(kind, key) in self.hidden else FIRST


def define_fields(boss: Person) -> None:
    """One field of each type for every kind that bears fields, and what is worked out from what may be hidden."""
    for kind in [name for name in subject_kinds.names() if may_bear(name)]:
        for type in BRIEF if subject_kinds.get(kind).bearing else LINES:
            choices = [f"{sign}{CANARY}{type}" for sign, _number in SIGNS.values()] if type in CHOOSING else ()
            define_field(by=boss, kind=kind, label=f"栏{type}", type=type, choices=choices)
        define_field(by=boss, kind=kind, label="栏公式", type="formula", formula="[栏text]")
        known = subject_kinds.get(kind)
        for key in [key for key, type in known.facts.items() if type == "text" and key in known.hideable][-2:]:
            define_field(by=boss, kind=kind, label=f"算{key}", type="formula", formula=f"[{known.fields[key]}]")


def build(which: str, chosen: Collection[Hideable] | None = None) -> Firm:
    """Found the firm with the values of `which`; what is chosen (all that can be) is hidden from the reader."""
    cast = assemble()
    define_fields(cast.boss)
    numbers = world.build(cast).numbers
    WebForm.objects.filter(pk=numbers["form_id"]).update(key=KEY)  # else each firm's form has another address
    numbers["key"] = KEY
    firm = Firm(cast, list(hideable() if chosen is None else chosen), which, numbers=numbers)
    rights: dict[str, dict[str, str]] = {}
    for one in firm.hidden:
        rights.setdefault(one.kind, {})[one.key] = "hidden"
    kinds = [name for name in subject_kinds.names() if subject_kinds.get(name).is_scoped]
    scopes = {name: {"read": "all", "write": "all"} for name in kinds}
    role = Role.objects.create(name="看不见", scopes=scopes, fields=rights, is_administrator=True)
    firm.reader = hire(cast.boss, "读者", "reader", role, cast.suzhou)
    people = (cast.seller, cast.colleague, cast.boss, cast.clerk, cast.manager)
    firm.ids = {f"person.{name}": person.pk for name, person in zip(SIGNS, people, strict=True)}
    for name in SIGNS:
        firm.ids[f"party.{name}"] = create_party(by=cast.boss, name=f"{SIGNS[name][0]}字号").pk
    firm.party = create_party(by=cast.boss, name="有秘密的公司")
    return firm


def plant(firm: Firm) -> None:
    """The party gets its old values, then its present ones; another stands between them, a third has the first firm's keys."""
    boss = firm.cast.boss
    present = {key: firm.taken("party", key) for key in _keys()}
    _fill(firm, firm.party, {key: OLD if which == FIRST else OLD_SECOND for key, which in present.items()})
    _fill(firm, firm.party, present)
    other = create_party(by=boss, name="旁边的公司")
    _fill(firm, other, dict.fromkeys(_keys(), MIDDLE))
    twin = create_party(by=boss, name="另一家公司")
    _fill(firm, twin, dict.fromkeys(KEYS, FIRST))
    _plant_deals(firm)
    _plant_beside(firm)
    firm.numbers |= {"party_id": firm.party.pk, "decoy": other.pk, "other_id": twin.pk}
    plant_lead(firm)
    _plant_entry(firm)
    _price(firm)


def _plant_beside(firm: Firm) -> None:
    """Fields whose values one table keeps, the old value and then the present one. A quote gets them while it is a draft."""
    quotes = Quote.objects.filter(pk=firm.numbers["quote_id"])
    state = quotes.get().state
    quotes.update(state=Quote.State.DRAFT)
    for kind in [name for name in subject_kinds.names() if subject_kinds.get(name).bearing]:
        own = [one for one in own_fields(kind) if not one.is_worked_out]
        for old in (True, False):
            whichs = {one.key: firm.taken(kind, one.key) for one in own}
            if old:
                whichs = {key: OLD if which == FIRST else OLD_SECOND for key, which in whichs.items()}
            given = {one.key: custom_of(one, whichs[one.key], firm.ids) for one in own}
            fill_record(by=firm.cast.boss, kind=kind, number=int(firm.numbers[f"{kind}_id"]), given=given)
    quotes.update(state=state)


def _plant_entry(firm: Firm) -> None:
    """What a visitor wrote who is the party: numbers in their fields, and again within free words."""
    said = {key: point_of(f"{key}s", firm.taken("party", f"{key}s")) for key in ("phone", "email")}
    words = {"name": "访客", "city": value_of("city", firm.taken("party", "city")), "message": " ".join(said.values())}
    Entry.objects.filter(pk=firm.numbers["answer_id"]).update(party=firm.party, values={**said, **words})


def _price(firm: Firm) -> None:
    """Cost and floor price with the margin that follows from them, decided on by the same people in every firm; and what a quote gives away."""
    boss, numbers = firm.cast.boss, firm.numbers
    valve = Product.objects.get(pk=numbers["product_id"])
    change_product(by=boss, product=valve, **{key: amount_of(firm.taken("product", key)) for key in PRICED})
    set_price(by=boss, price_list=PriceList.objects.get(pk=numbers["price_list_id"]), product=valve, price="90000")
    asked = {"price": "85000", "quantity": 2, "until_on": date(2026, 12, 31), "reason": "keep", "why": "老客户"}
    one, approval = ask_special_price(by=boss, party=firm.party, product=valve, **asked)
    numbers |= {"special_price_id": one.pk, "approval_id": approval.pk}
    given = int(amount_of(firm.taken("quote", "given_away")) or 0)
    # As when the list was dearer: nothing but the quote itself tells of it.
    Quote.objects.filter(pk=numbers["quote_id"]).update(given_away=given, listed=given + 100, shows_discount=True)
    QuoteLine.objects.filter(quote=numbers["quote_id"]).update(listed=given + 100)
    # And lines that come to the same by another price and discount.
    off = {FIRST: 50, SECOND: 20}.get(firm.taken("quote", "given_away"), 0)
    for model, of in ((QuoteLine, "quote"), (OrderLine, "order")):
        rows = model.objects.filter(**{of: numbers[f"{of}_id"]})
        rows.update(minor=F("minor") * 100 / (100 - off), discount=off)


def _plant_deals(firm: Firm) -> None:
    """One deal that is open, and one that was lost."""
    boss = firm.cast.boss
    told = {key: deal_value(key, firm.taken("opportunity", key)) for key in DEAL}
    facts = {key: told[key] for key in ("amount", "product", "source", "note", "external_id")}
    still = open_opportunity(by=boss, party=firm.party, name="有秘密的商机")
    change_opportunity(by=boss, opportunity=still, competitor=told["competitor"], **facts)
    rival = still.competitors.get()
    change_competitor(by=boss, competitor=rival, price=told["competitor_price"], note=f"{told['competitor']}的强项")
    said = JournalEntry.objects.filter(kind="opportunity", subject_id=still.pk).latest("id").pk
    lost = open_opportunity(by=boss, party=firm.party, name="输掉的商机", **{**facts, "external_id": ""})
    reason = LostReason.objects.order_by("pk")[int(told["lost_reason"]) % 4]
    lose_opportunity(
        by=boss, opportunity=lost, reason=reason, competitor=told["competitor"], price=told["competitor_price"]
    )
    worth = amount_of(firm.taken("contract", "gross")) or "0"
    line = {"text": "阀", "quantity": 1, "price": worth}
    contract = start_contract(by=boss, party=firm.party, title="有秘密的合同", lines=[line])
    plan_milestone(by=boss, contract=contract, name="验收", due_on=date(2026, 12, 31), worth="30%")
    firm.numbers |= {
        "opportunity_id": still.pk, "competitor_id": rival.pk, "competitor_entry_id": said, "contract_id": contract.pk, "contract_line_id": contract.lines.get().pk,
    }  # fmt: skip


def _keys() -> list[str]:
    return subject_kinds.get("party").hideable


def _fill(firm: Firm, party: Party, values: dict[str, str]) -> None:
    """Every value by the verb that people use for it."""
    boss = firm.cast.boss
    plain = {key: value_of(key, which) for key, which in values.items() if key in FACTS}
    own = {one.key: one for one in own_fields("party") if not one.is_worked_out}
    typed = {key: custom_of(own[key], which, firm.ids) for key, which in values.items() if key in own}
    change_party(by=boss, party=party, **plain, **typed)
    for key, which in values.items():
        if key in POINTS:
            set_points(by=boss, party=party, kind=POINTS[key], values=[point_of(key, which)])
        elif key in REMEMBERED:
            note_fact(by=boss, party=party, kind=REMEMBERED[key], text=value_of("note", which))
        elif key == "tags":
            set_tags(by=boss, party=party, names=[value_of("tier", which)])
        elif key == "owner":
            owner = Person.objects.get(pk=firm.ids[f"person.{which}"])
            assign_parties(by=boss, parties=[party.pk], owner=owner)


def unplanted() -> set[Hideable]:
    """Fields of which nobody told how to plant them."""
    known = {*FACTS, *ELSEWHERE}
    own = set(CustomField.objects.values_list("kind", "key"))
    return {one for one in hideable() if one.key not in known and (one.kind, one.key) not in own}
