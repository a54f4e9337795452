"""After a restore: those who were erased since the backup was made are erased again."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.actions.erasing import erase_person
from tongxin.directory.privacy.actions.tombstones import Line
from tongxin.directory.privacy.queries.tracing import sought_for


def erase_again(lines: Iterable[Line]) -> int:
    """Erase again whom the list names, as far as they came back; a record of that number that was added at another moment is somebody
    else's and stays. Answers how many records."""
    count = 0
    for line in lines:
        born = {int(number): datetime.fromisoformat(at) for number, at in line["born"].items()}
        with transaction.atomic():
            back = dict(Party.objects.filter(pk__in=born).values_list("pk", "created_at"))
            for number in [one for one, at in back.items() if at == born[one]]:
                if Party.objects.filter(pk=number, merged_into=None).exists():
                    erase_person(sought_for(number), by=None, request_id=line["request"])
                    count += 1
    return count
