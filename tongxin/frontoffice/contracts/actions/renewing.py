"""A contract ends: its owner is told in time, and it goes on with one act."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.notices.actions import notify
from tongxin.collab.people.models import Person
from tongxin.frontoffice.contracts.actions.checks import own
from tongxin.frontoffice.contracts.actions.sealing import settle
from tongxin.frontoffice.contracts.actions.writing import start_contract
from tongxin.frontoffice.contracts.events import RenewalOpened
from tongxin.frontoffice.contracts.models import Clause, Contract, EndReminder, Milestone
from tongxin.frontoffice.contracts.policies import sees_amounts
from tongxin.frontoffice.contracts.queries.milestones import SOON
from tongxin.frontoffice.contracts.queries.sources import standing_deal
from tongxin.frontoffice.pipeline.actions import open_opportunity
from tongxin.frontoffice.pipeline.models import Opportunity

BEFORE = (90, 60, 30)
AT_ONCE = 500


class RenewedAlready(ValidationError):
    """There is a contract that follows this one."""


@transaction.atomic
def renew_contract(*, by: Person, contract: Contract) -> Contract:
    """The contract that follows: the same lines, prices, clauses, length, and what the firm's fields say, from the day after on. Raises
    NotYours, MayNotContract, RenewedAlready, ValidationError."""
    contract = own(by, contract.pk)
    if not (contract.holds or contract.state == Contract.State.ENDED):
        raise ValidationError(_("Only what holds, or ended in its time, is renewed."))
    lines = list(contract.lines.select_related("product", "agreed"))
    begins, ends = _next_days(contract)
    try:
        with transaction.atomic():
            made = start_contract(
                by=by, party=contract.party, carried=lines, worth=contract.total,
                currency=contract.currency, renews=contract, title=contract.title, kind=contract.kind, project=contract.project,
                begins_on=begins, ends_on=ends,
            )  # fmt: skip
    except IntegrityError as error:
        raise RenewedAlready(_("This contract was renewed already.")) from error
    made.clauses.all().delete()
    Clause.objects.bulk_create(
        Clause(contract=made, place=one.place, standard=one.standard, text=one.text) for one in contract.clauses.all()
    )
    return made


def _next_days(contract: Contract) -> tuple[date | None, date | None]:
    """As long as it was, from the day after its end on; whole years stay whole."""
    if contract.ends_on is None:
        return None, None
    begins = contract.ends_on + timedelta(days=1)
    if contract.begins_on is None:
        return begins, None
    months = (begins.year - contract.begins_on.year) * 12 + begins.month - contract.begins_on.month
    if begins.day == contract.begins_on.day and months:
        year, month = divmod(begins.year * 12 + begins.month - 1 + months, 12)
        return begins, _day_of(year, month + 1, begins.day) - timedelta(days=1)
    return begins, begins + (contract.ends_on - contract.begins_on)


def _day_of(year: int, month: int, day: int) -> date:
    """The day, or the last of a month that is too short for it."""
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day, last))


@transaction.atomic
def renew_as_deal(*, by: Person, contract: Contract) -> Opportunity:
    """An opportunity to win it again; where one stands, that one, but not a lost one. Raises NotYours, MayNotOpen, ValidationError."""
    contract = own(by, contract.pk)
    if not (contract.holds or contract.state == Contract.State.ENDED):
        raise ValidationError(_("Only what holds, or ended in its time, is renewed."))
    if (standing := standing_deal(contract)) is not None:
        return standing
    made = open_opportunity(
        by=by, name=_("Renewal of %(title)s") % {"title": contract.title}, party=contract.party, amount=contract.total if sees_amounts(by) else None,
        next_step=_("Speak about renewing %(number)s") % {"number": contract.number},
        expected_on=contract.ends_on,
    )  # fmt: skip
    contract.deal = made
    contract.version += 1
    contract.save(update_fields=["deal", "version"])
    told = RenewalOpened(title=contract.number, deal=made.name)
    tell(told, by=by, on=Subject("contract", contract.pk), customer=contract.party_id)
    return made


def remind_of_ends(*, at: datetime) -> int:
    """Tell owners 90, 60 and 30 days before the end, each once; who comes late hears the nearest alone. Answers how many were told."""
    day = timezone.localdate(at)
    rows = Contract.objects.holding().filter(ends_on__gte=day, ends_on__lte=day + timedelta(days=BEFORE[0]))
    rows = rows.exclude(renewals__in=Contract.objects.standing().exclude(renews=None))
    return sum(_remind(one, day, at) for one in rows.select_related("owner").prefetch_related("end_reminders"))


@transaction.atomic
def _remind(contract: Contract, day: date, at: datetime) -> int:
    assert contract.ends_on is not None, "they were chosen by their end"
    left = (contract.ends_on - day).days
    told = {one.days for one in contract.end_reminders.all() if one.ends_on == contract.ends_on}
    due = [days for days in BEFORE if left <= days and days not in told]
    if not due:
        return 0
    rows = [EndReminder(contract=contract, days=days, ends_on=contract.ends_on, at=at) for days in due]
    EndReminder.objects.bulk_create(rows, ignore_conflicts=True)
    return notify(
        people=[contract.owner], kind="contract.ending", text=gettext_noop("%(title)s ends in %(days)s days. Renew it?"),
        on=Subject("contract", contract.pk), particulars={"days": left}, at=at, matter="turn",
        key=f"contract:{contract.pk}:{contract.ends_on}:{min(due)}",
    )  # fmt: skip


def remind_of_milestones(*, at: datetime) -> int:
    """Tell owners once, days before a milestone is due. Answers how many were told."""
    day = timezone.localdate(at)
    rows = Milestone.objects.filter(
        done_on=None, reminded_at=None, due_on__lte=day + SOON, contract__in=Contract.objects.holding()
    )
    told = 0
    for one in rows.select_related("contract__owner").order_by("pk")[:AT_ONCE]:
        with transaction.atomic():
            if not Milestone.objects.filter(pk=one.pk, reminded_at=None).update(reminded_at=at):
                continue
            told += notify(
                people=[one.contract.owner], kind="contract.milestone", text=gettext_noop("%(milestone)s of %(title)s is due on %(day)s"),
                on=Subject("contract", one.contract_id), particulars={"milestone": one.name, "day": one.due_on.isoformat()}, at=at,
                matter="turn",
            )  # fmt: skip
    return told


def settle_all(*, at: datetime) -> int:
    """Those whose first day has come begin, those whose last has passed end. Answers how many."""
    day = timezone.localdate(at)
    moved = 0
    begun = Q(state=Contract.State.SEALED, signed_on__isnull=False) & (Q(begins_on=None) | Q(begins_on__lte=day))
    over = Q(state=Contract.State.IN_FORCE, ends_on__lt=day)
    ids = list(Contract.objects.filter(begun | over).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    for number in ids:
        with transaction.atomic():
            one = Contract.objects.select_for_update().holding().filter(pk=number).first()
            moved += one is not None and settle(one, day)
    return moved
