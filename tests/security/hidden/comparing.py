"""Two firms that differ only in the hidden values are asked the same; what differs in the answers is a leak."""

from collections.abc import Callable, Iterable
from difflib import unified_diff

from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import Client

from tests.security.hidden.around import surround
from tests.security.hidden.doors import MOVING, Ask, answer
from tests.security.hidden.firm import AT, Firm, build, plant
from tests.security.hidden.planting import FIRST, SECOND, Hideable
from tongxin.base.clock import replaying
from tongxin.collab.people.models import Person

Questions = Callable[[Firm], Iterable[Ask]]
Answers = list[tuple[str, str]]


def founded(which: str, hidden: Iterable[Hideable] | None) -> Firm:
    """The whole firm."""
    firm = build(which, None if hidden is None else list(hidden))
    plant(firm)
    surround(firm)
    return firm


def entered(person: Person) -> Client:
    """Signed in, at the hour at which everything happens."""
    client = Client(raise_request_exception=False)
    client.force_login(person)
    Person.objects.filter(pk=person.pk).update(last_login=AT)
    return client


def answers(which: str, hidden: Iterable[Hideable] | None, questions: Questions) -> Answers:
    """What the firm answers; it is gone afterwards, and the next one gets the same numbers."""
    with transaction.atomic(), replaying(AT):
        _count_anew()
        firm = founded(which, hidden)
        client = entered(firm.reader)
        found = [(MOVING.sub(r"\1…", str(ask)), answer(firm, client, ask)) for ask in questions(firm)]
        transaction.set_rollback(True)
    return found


def _count_anew() -> None:
    """SQLite gives numbers back with the rollback; PostgreSQL goes on counting unless told."""
    models = connection.introspection.installed_models(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)


def leaks(hidden: Iterable[Hideable] | None, questions: Questions, second: str = SECOND) -> dict[str, str]:
    """Requests that tell the two firms apart, with the first line that does; and those that break or say a hidden word."""
    one, other = answers(FIRST, hidden, questions), answers(second, hidden, questions)
    assert [ask for ask, _said in one] == [ask for ask, _said in other], "the firms got different numbers"
    return {
        ask: why for (ask, said), (_ask, else_said) in zip(one, other, strict=True) if (why := _told(said, else_said))
    }


def _told(one: str, other: str) -> str:
    if one.startswith("5"):
        return one[:300]
    if one == other:
        return ""
    lines = [line for line in unified_diff(one.splitlines(), other.splitlines(), n=0, lineterm="") if line[:2] != "@@"]
    return next(_around(line, lines) for line in lines[2:])


def _around(line: str, lines: list[str]) -> str:
    """The differing part of the first pair of lines."""
    twin = next((one for one in lines[3:] if one[:1] != line[:1]), "")
    at = next((place for place, (a, b) in enumerate(zip(line[1:], twin[1:], strict=False)) if a != b), 0)
    return f"{line[max(0, at - 60) : at + 60]!r} / {twin[max(0, at - 60) : at + 60]!r}"
