"""Questions about people that need no roles."""

from tongxin.collab.people.models import Person


def can_change_own_settings(person: Person, *, whose: Person) -> bool:
    """Everyone may change their own language, theme and password."""
    return person.pk == whose.pk
