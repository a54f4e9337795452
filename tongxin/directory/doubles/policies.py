"""May this person?"""

from typing import Any

from tongxin.directory.doubles.models import Merge
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries import root_of


def can_merge(person: Any, one: int, other: int) -> bool:  # Any: also takes Django's anonymous user
    """Whether the person may change both."""
    return Party.objects.changeable_by(person).living().filter(pk__in=[one, other]).count() == 2


def can_undo_merge(person: Any, merge: Merge) -> bool:  # Any: as above
    """Whoever may change the record that stands for both now, and did the merge or could change the other one too."""
    changeable = Party.objects.changeable_by(person)
    if not changeable.living().filter(pk=root_of(merge.kept_id)).exists():
        return False
    return merge.by_id == person.pk or changeable.filter(pk=merge.gone_id).exists()
