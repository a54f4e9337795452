"""Into a pool and, after a slip, back out."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import Telling, tell, tell_many
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import NotYours, join_team, release_parties, take_party
from tongxin.directory.parties.models import Party, TeamMember
from tongxin.frontoffice.pipeline.models import Opportunity
from tongxin.frontoffice.pools.events import PoolEntered, PoolLeft
from tongxin.frontoffice.pools.models import Custody, Pool, ReturnLine, Stay
from tongxin.frontoffice.pools.policies import can_keep, can_look_into

VIA = "pool"
SLIP = timedelta(minutes=10)
_MOST_NAMED = 5


class CannotRelease(ValidationError):
    """This customer can't go into this pool now."""


class TooLate(ValidationError):
    """What lies further back isn't taken back with one press."""


class NotYourPool(PermissionDenied):
    """The pool is not this person's to use, or it is gone."""


@transaction.atomic
def put_in(
    *,
    by: Person | None,
    pool: Pool,
    parties: Collection[int],
    way: str,
    why: str = "",
    line: ReturnLine | None = None,
    version: int = 0,
    batch: str = "",
) -> list[Stay]:
    """Put customers with an owner into a pool. Asks nobody: the verbs below and the rules of return do."""
    colleagues: dict[int, list[list[object]]] = {}
    for member in TeamMember.objects.filter(party__in=list(parties)).order_by("id"):
        colleagues.setdefault(member.party_id, []).append([member.person_id, member.role])
    released = release_parties(by=by, parties=parties, via=VIA, keep_colleagues=pool.keeps_colleagues, batch=batch)
    Custody.objects.filter(party__in=[party.pk for party in released]).delete()
    at = now()
    stays = [
        Stay(
            party=party,
            pool=pool,
            came_at=at,
            way=way,
            why=why,
            came_from_id=party.owner_id,
            unit_id=party.unit_id,
            colleagues=[] if pool.keeps_colleagues else colleagues.get(party.pk, []),
            put_by=by,
            rule_version=version,
        )
        for party in released
    ]
    Stay.objects.bulk_create(stays)
    tell_many([_entered(stay, line, batch) for stay in stays])
    return stays


def _entered(stay: Stay, line: ReturnLine | None, batch: str) -> Telling:
    """What the journal keeps of a customer who came into a pool, by a line of the rules or by hand."""
    owner = stay.party.owner
    told = PoolEntered(
        pool=stay.pool.name,
        way=stay.way,
        why=stay.why,
        owner=owner.name if owner else "",
        base=line.base if line else "",
        days=line.days if line else 0,
        rule_version=stay.rule_version,
    )
    return Telling(
        event=told,
        by_id=stay.put_by_id,
        on=Subject("pool", stay.pool_id),
        at=stay.came_at,
        happened_at=stay.came_at,
        customer_id=stay.party_id,
        batch=batch,
    )


def _check_no_deals(parties: Collection[int]) -> None:
    """Nobody would see what is open at a customer of nobody, and sums would go on counting it."""
    rows = Opportunity.objects.open().filter(party__in=parties).order_by("party__name")
    names = list(rows.values_list("party__name", flat=True).distinct()[:_MOST_NAMED])
    if names:
        said = _("There are open opportunities at %(names)s. Win or lose them first, or pass the customer on.")
        raise CannotRelease({"why": said % {"names": ", ".join(names)}})


def _words(why: str) -> str:
    why = clean(why)
    if len(why) < 2:
        raise CannotRelease({"why": _("Say in a sentence why, so that the next colleague knows.")})
    return why[:300]


@transaction.atomic
def release(*, by: Person, party: Party, pool: Pool, why: str) -> Stay:
    """Give a customer back into a pool of one's choice, with a sentence. Raises NotYours, NotYourPool, CannotRelease."""
    if not pool.is_open or not can_look_into(by, pool):
        raise NotYourPool(_("This pool isn't there any more, or it isn't yours."))
    words = _words(why)
    if not Party.objects.changeable_by(by).living().filter(pk=party.pk).exists():
        raise NotYours(_("You may look at this customer but not give it away."))
    _check_no_deals([party.pk])
    stays = put_in(by=by, pool=pool, parties=[party.pk], way=Stay.Way.RELEASED, why=words)
    if not stays:
        raise CannotRelease(_("This customer belongs to nobody already."))
    return stays[0]


@transaction.atomic
def bring_in(*, by: Person, pool: Pool, parties: Collection[int], why: str = "") -> list[Stay]:
    """Put customers which `by` may change straight into a pool that `by` looks after. All or none: NotYours, NotYourPool,
    CannotRelease for those with open opportunities."""
    if not can_keep(by, pool) or not pool.is_open:
        raise NotYourPool(_("Only who looks after this pool brings customers in."))
    wanted = set(parties)
    if Party.objects.changeable_by(by).living().filter(pk__in=wanted).count() != len(wanted):
        raise NotYours(_("Some of these customers are not yours to give away. Nothing was changed."))
    _check_no_deals(wanted)
    return put_in(by=by, pool=pool, parties=sorted(wanted), way=Stay.Way.BROUGHT, why=clean(why)[:300])


@transaction.atomic
def take_back(*, by: Person, stay: Stay) -> Party:
    """Undo one's own giving back while nobody has taken the customer: owner, unit and colleagues are as before. Raises TooLate."""
    stay = Stay.objects.select_related("pool", "came_from").get(pk=stay.pk)
    at = now()
    mine = stay.put_by_id == by.pk and stay.way != Stay.Way.RULE and at - stay.came_at <= SLIP
    if not mine or stay.came_from is None or not stay.came_from.is_active:
        raise TooLate(_("It has been in the pool for too long. Claim it like everybody else."))
    if not Stay.objects.filter(pk=stay.pk, left_at=None).update(
        left_at=at, end=Stay.End.UNDONE, taken_by=stay.came_from
    ):
        raise TooLate(_("A colleague has taken it meanwhile."))
    party = take_party(by=by, party_id=stay.party_id, owner=stay.came_from, via=VIA)
    _rejoin(by, party, stay.colleagues)
    tell(
        PoolLeft(pool=stay.pool.name, end=Stay.End.UNDONE, owner=stay.came_from.name),
        by=by,
        on=Subject("pool", stay.pool_id),
        customer=party.pk,
    )
    return party


def _rejoin(by: Person, party: Party, colleagues: Sequence[Sequence[object]]) -> None:
    roles = {number: str(role) for number, role in colleagues if isinstance(number, int)}
    for person in Person.objects.active().filter(pk__in=roles):
        join_team(by=by, party=party, person=person, role=roles[person.pk])
