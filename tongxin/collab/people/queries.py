"""Who is meant, where somebody is signed in, and who has a second factor."""

from datetime import datetime

from django.db.models import QuerySet

from tongxin.base.database.prepared import prepared
from tongxin.collab.people.models import Person, SecondFactor, SignedIn


def sessions_of(person: Person, *, at: datetime) -> list[SignedIn]:
    """Where this person is signed in, the one used last first."""
    living = SignedIn.objects.living(at).filter(person=person).select_related("session").order_by("-seen_at", "pk")
    return [session for session in living if session.opens_for(person)]


@prepared
def _on(person: int) -> QuerySet[SecondFactor]:
    return SecondFactor.objects.on().filter(person=person)


def second_factor_of(person: Person) -> SecondFactor | None:
    """What this person is asked for beside the password; None where nothing is on."""
    return next(iter(_on(person.pk)), None)


def has_second_factor(person: Person) -> bool:
    """Whether a code is asked of this person at sign-in."""
    return second_factor_of(person) is not None


def colleagues_in(text: str, *, mark: str = "") -> list[Person]:
    """Who works here and is named in a text, in the order of the names, each name after the `mark`. The longer name first: 欧阳修文 does
    not also mean 欧阳修. Of two with the same name nobody is meant: they have to be chosen."""
    by_name: dict[str, list[Person]] = {}
    for one in Person.objects.active():
        by_name.setdefault(one.name, []).append(one)
    found: dict[int, Person] = {}
    for name in sorted(by_name, key=len, reverse=True):
        at = text.find(f"{mark}{name}")
        if at >= 0:
            text = text.replace(f"{mark}{name}", "\x00" * len(f"{mark}{name}"))
            if len(by_name[name]) == 1:
                found[at] = by_name[name][0]
    return [found[at] for at in sorted(found)]
