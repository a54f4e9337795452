"""The words of contracts: templates of the firm, and the clauses of one."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.actions import NotAdministrator
from tongxin.collab.access.policies import can_administer
from tongxin.collab.people.models import Person
from tongxin.frontoffice.contracts.actions.checks import ChangedMeanwhile, own_draft
from tongxin.frontoffice.contracts.actions.taking import take_clauses
from tongxin.frontoffice.contracts.actions.writing import changed
from tongxin.frontoffice.contracts.events import TemplateSaved
from tongxin.frontoffice.contracts.models import Clause, Contract, ContractTemplate
from tongxin.frontoffice.contracts.queries.wording import PLACES, clauses_in, unknown_places

LONGEST = 100_000
MOST_CLAUSES = 300


def check_words(text: str) -> str:
    """Clean text all of whose places can be filled in. Raises ValidationError."""
    text = clean(text.replace("\r\n", "\n"))
    if len(text) > LONGEST:
        raise ValidationError({"text": _("A contract has at most %(most)d signs.") % {"most": LONGEST}})
    if unknown := unknown_places(text):
        said = _("Nothing is known to fill in: %(unknown)s. Known are: %(known)s")
        known = ", ".join(f"{{{word}}}" for word in PLACES.values())
        raise ValidationError({"text": said % {"unknown": ", ".join(f"{{{one}}}" for one in unknown), "known": known}})
    return text


@transaction.atomic
def save_template(
    *, by: Person, template: ContractTemplate | None = None, name: str, kind: str, text: str, is_in_use: bool = True,
    version: int | None = None,
) -> ContractTemplate:  # fmt: skip
    """Word a template anew; contracts that took it stay as they are. Raises NotAdministrator, ChangedMeanwhile, ValidationError."""
    if not can_administer(by):
        raise NotAdministrator
    one = ContractTemplate.objects.select_for_update().get(pk=template.pk) if template else ContractTemplate()
    if template is not None and version is not None and version != one.version:
        raise ChangedMeanwhile(_("Somebody changed this template meanwhile. Look at what stands there now."))
    one.name, one.kind, one.text, one.is_in_use = (
        " ".join(clean(name).split())[:120],
        kind,
        check_words(text),
        is_in_use,
    )
    if not one.name:
        raise ValidationError({"name": _("This can't be empty.")})
    if kind not in Contract.Kind.values:
        raise ValidationError({"kind": _("There is no such kind of contract.")})
    if not 0 < len(clauses_in(one.text)) <= MOST_CLAUSES:
        raise ValidationError({"text": _("Write between one and %(most)d clauses.") % {"most": MOST_CLAUSES}})
    one.changed_by, one.changed_at = by, now()
    one.version += 1 if template else 0
    try:
        with transaction.atomic():
            one.save()
    except IntegrityError as error:
        raise ValidationError({"name": _("There is a template of this name already.")}) from error
    tell(TemplateSaved(title=one.name), by=by, on=Subject("company", 1))
    return one


@transaction.atomic
def use_template(*, by: Person, contract: Contract, template: ContractTemplate, version: int | None = None) -> Contract:
    """Word a draft by this template, in place of what it says so far. Raises NotYours, NoDraft, ChangedMeanwhile, ValidationError."""
    contract = own_draft(by, contract.pk, version)
    if not template.is_in_use:
        raise ValidationError(_("This template is not in use any more."))
    take_clauses(contract, template)
    return changed(by, contract, "clauses")


@transaction.atomic
def write_clauses(
    *, by: Person, contract: Contract, texts: Mapping[int, str], added: str = "", version: int | None = None
) -> Contract:
    """What the clauses of a draft say, by their numbers; an empty text strikes one of the template and drops one of our own. `added` is put
    behind them. Raises NotYours, NoDraft, ChangedMeanwhile, ValidationError."""
    contract = own_draft(by, contract.pk, version)
    clauses = list(contract.clauses.all())
    for one in clauses:
        if one.pk not in texts:
            continue
        one.text = check_words(texts[one.pk]).strip()
        if one.text or one.standard:
            one.save(update_fields=["text"])
        else:
            one.delete()
    further = clauses_in(check_words(added))
    if len(clauses) + len(further) > MOST_CLAUSES:
        raise ValidationError({"text": _("Write between one and %(most)d clauses.") % {"most": MOST_CLAUSES}})
    last = max((one.place for one in clauses), default=0)
    rows = [Clause(contract=contract, place=last + place, text=text) for place, text in enumerate(further, start=1)]
    Clause.objects.bulk_create(rows)
    return changed(by, contract, "clauses")
