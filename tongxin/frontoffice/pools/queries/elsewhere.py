"""Telling somebody who types a customer's name that it lies in a pool."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.registries.whereabouts import Whereabout
from tongxin.frontoffice.pools.models import Stay


def lying_in_pools(person: Any, parties: Collection[int]) -> dict[int, Whereabout]:  # Any: person type of the doors
    """In which pool, by its name alone; whoever may look into the pool is led to the customer there."""
    stays = list(Stay.objects.open().filter(party__in=list(parties)).select_related("pool"))
    seen = set(Stay.objects.visible_to(person).filter(pk__in=[stay.pk for stay in stays]).values_list("pk", flat=True))
    return {
        stay.party_id: Whereabout(
            _("exists already, in the public pool “%(pool)s”") % {"pool": stay.pool.name},
            reverse("pool_stay", args=[stay.pk]) if stay.pk in seen else "",
        )
        for stay in stays
    }
