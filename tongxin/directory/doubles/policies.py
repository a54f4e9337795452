"""May this person?"""

from typing import Any

from tongxin.directory.doubles.models import Merge, Pair
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


def can_tell_apart(person: Any, pair: Pair) -> bool:  # Any: as above
    """Whoever sees both and may change at least one of them."""
    both = [pair.one_id, pair.other_id]
    seen = Party.objects.visible_to(person).living().filter(pk__in=both).count()
    return seen == 2 and Party.objects.changeable_by(person).filter(pk__in=both).exists()
