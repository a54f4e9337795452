"""Who works on a customer beside its owner, and in which part."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import join_team, leave_team
from tongxin.directory.parties.models import Party, TeamMember


@transaction.atomic
def set_part(*, by: Person, party: Party, person: Person, role: str) -> TeamMember:
    """Bring a colleague into the team, or give them another part in it. Raises NotYours."""
    if not person.is_active:
        raise ValidationError(
            {"person": _("%(name)s has left. Choose somebody who works here.") % {"name": person.name}}
        )
    if person.pk == party.owner_id:
        raise ValidationError({"person": _("%(name)s looks after this customer already.") % {"name": person.name}})
    words = clean(role)[:40]
    member = TeamMember.objects.filter(party=party, person=person).first()
    if member is not None and member.role != words:
        leave_team(by=by, party=party, person=person)
    return join_team(by=by, party=party, person=person, role=words)


def take_off(*, by: Person, party: Party, person: Person) -> None:
    """End a colleague's part. Raises NotYours."""
    leave_team(by=by, party=party, person=person)
