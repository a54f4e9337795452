"""Which merges a person may see."""

from typing import Any

from django.db.models import QuerySet

from tongxin.base.database.prepared import prepared
from tongxin.directory.doubles.models import Merge
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries import root_of


def seen_merge(person: Any, number: int) -> Merge | None:  # Any: also takes Django's anonymous user
    """The merge, if the person sees the record that stands for both now."""
    merge = Merge.objects.select_related("kept", "gone", "by", "undone_by").filter(pk=number).first()
    if merge is None:
        return None
    seen = Party.objects.visible_to(person).living().filter(pk=root_of(merge.kept_id)).exists()
    return merge if seen else None


@prepared
def merges_into(kept: list[int]) -> "QuerySet[Merge]":
    """Standing merges into a record, and into those that went into it, newest first."""
    rows = Merge.objects.standing().filter(kept__in=kept, within=None)
    return rows.select_related("gone", "kept", "by").order_by("-id")
