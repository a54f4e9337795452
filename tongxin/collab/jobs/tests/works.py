"""Work for the tests: what it did is kept in lists, or in the table of jobs itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from tongxin.base import work as works
from tongxin.collab.access.models import Assignment, Role
from tongxin.collab.people.models import Person

greeted: list[str] = []
failures: list[Exception] = []


@works.work(name="tests.greet", retries=2)
def greet(*, whom: str) -> dict[str, str]:
    if failures:
        raise failures.pop(0)
    greeted.append(whom)
    return {"greeted": whom}


@contextmanager
def work_for_now(name: str, function, *, retries: int = 4, every: timedelta | None = None) -> Iterator[None]:
    """Work that only this test knows."""
    works.work(name=name, retries=retries, every=every)(function)
    try:
        yield
    finally:
        del works._works[name]


def somebody(name: str, *, is_administrator: bool = False) -> Person:
    person = Person.objects.create(email=f"{name}@example.test", name=name, sort_key=name)
    if is_administrator:
        role = Role.objects.create(name="管理员", is_administrator=True)
        Assignment.objects.create(person=person, role=role)
    return person
