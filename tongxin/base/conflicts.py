"""Two people at once: nobody overwrites a colleague unknowingly."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _


class ChangedMeanwhile(Exception):
    """Somebody else changed the same field since the person opened it. `current` holds the values as they are now."""

    def __init__(self, current: Mapping[str, Any]) -> None:  # Any: JSON values
        super().__init__(_("Somebody else changed this meanwhile."))
        self.current = current
