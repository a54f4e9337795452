"""What is put back is what was built: rows, what was changed of earlier rows, lines of the search index, and the objects."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction

from tests.cast import Cast, assemble
from tests.recall import Recalled, search_lines, stored_rows
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party

pytestmark = pytest.mark.django_db


@contextmanager
def forgotten() -> Iterator[None]:
    """What happens within is forgotten at its end, as at the end of a test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def everything() -> dict[str, Any]:
    rows = {model._meta.label: {pk: vars(row) for pk, row in some.items()} for model, some in stored_rows().items()}
    for row in [row for some in rows.values() for row in some.values()]:
        row.pop("_state")
    return {**rows, "search": search_lines()}


def test_the_second_firm_is_the_first() -> None:
    recalled = Recalled(assemble)
    with forgotten():
        first = recalled()
        built = everything()
    assert not Person.objects.exists()
    with forgotten():
        second = recalled()
        assert everything() == built
        assert second.seller == first.seller
        assert second.seller is not first.seller


def brought_in(cast: Cast) -> Party:
    """A customer who is found by search, and a row of before that changes."""
    cast.seller.phone = "13800138000"
    cast.seller.save()
    return create_party(by=cast.seller, name="苏州恒润精密机械有限公司", points={"phone": ["13806021001"]})


def test_what_is_built_on_a_firm_comes_back_on_the_next(cast: Cast) -> None:
    recalled, states = Recalled(brought_in), []
    for _time in range(2):
        with forgotten():
            party = recalled(cast)
            states.append(everything())
    assert states[0] == states[1]
    assert states[1]["search"]
    assert party.owner is cast.seller
