"""Every change begins by loading the record again, locked, within what the person may change."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party


class NotYours(PermissionDenied):
    """The person may see this party but not change it, or it is gone."""


def own(by: Person, party_id: int, *, in_bin: bool = False) -> Party:
    """The party, locked for the length of the transaction. Raises NotYours."""
    rows = Party.objects.changeable_by(by) if in_bin else Party.objects.changeable_by(by).living()
    party = rows.select_for_update(of=("self",)).filter(pk=party_id).first()
    if party is None:
        raise NotYours(_("You may look at this customer but not change it. Ask its owner to add you to the team."))
    return party
