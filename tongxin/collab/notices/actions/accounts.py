"""Saying by which name an app knows each colleague."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.collab.notices.models import Account, Channel
from tongxin.collab.people.models import Person

_LONGEST = 100


def name_readers(channel: Channel, text: str) -> bool:
    """From now on the app knows exactly these colleagues: one on each line, the address by which they sign in and then their number.
    Answers whether anything changed. Needs a transaction. Raises ValidationError that names the line."""
    people = {one.email.lower(): one for one in Person.objects.active()}
    found: dict[int, str] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        parts = line.replace(",", " ").replace("，", " ").split()
        person = people.get(parts[0].lower())
        if person is None or len(parts) != 2 or len(parts[1]) > _LONGEST:
            said = _("“%(line)s” is no colleague’s sign-in address with a number behind it.")
            raise ValidationError({"accounts": said % {"line": line[:80]}})
        if person.pk in found or parts[1] in found.values():
            raise ValidationError({"accounts": _("“%(line)s” is there twice.") % {"line": line[:80]}})
        found[person.pk] = parts[1]
    if found == dict(channel.accounts.values_list("person_id", "name")):
        return False
    channel.accounts.all().delete()
    Account.objects.bulk_create(Account(channel=channel, person_id=number, name=name) for number, name in found.items())
    return True
