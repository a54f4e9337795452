"""Which customer somebody means who typed a name."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.collab.search.queries import matching
from tongxin.directory.parties.models import Party


def party_named(person: Any, words: str) -> Party | None:  # Any: also takes Django's anonymous user
    """The one in sight of this name or short name, in part or in pinyin; None for no words. Raises ValidationError that names several."""
    words = words.strip()
    if not words:
        return None
    rows = Party.objects.visible_to(person).living()
    found = rows.filter(name=words).first() or rows.filter(short_name=words).first()
    if found is not None:
        return found
    likely = list(rows.filter(matching(person, "party", words))[:4])
    if len(likely) == 1:
        return likely[0]
    if not likely:
        raise ValidationError(_("No customer is called that."))
    raise ValidationError(_("Which one? %(names)s") % {"names": ", ".join(str(one) for one in likely)})
