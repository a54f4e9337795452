"""Many values, one parameter."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session

from tongxin.base.database.among import Among
from tongxin.base.database.planning import keep_known

pytestmark = pytest.mark.django_db


@pytest.fixture
def kinds() -> list[ContentType]:
    names = ("one", 'it\'s "two" \\ 恒润')
    return [ContentType.objects.create(app_label="among", model=name) for name in names]


def test_rows_are_found_by_any_of_many_values(kinds, django_assert_num_queries) -> None:
    wanted = [*(kind.model for kind in kinds), *(f"x{number}" for number in range(40_000))]
    with django_assert_num_queries(1):
        found = set(ContentType.objects.filter(Among("model", wanted), app_label="among"))
    assert found == set(kinds)


def test_numbers_stay_numbers_and_no_values_find_nothing(kinds) -> None:
    assert ContentType.objects.filter(Among("pk", [kinds[0].pk, 2**40])).get() == kinds[0]
    assert not ContentType.objects.filter(Among("pk", [])).exists()


def test_it_is_a_condition_like_any_other(kinds) -> None:
    one = ContentType.objects.filter(pk=kinds[0].pk)
    assert not one.filter(~Among("pk", [kinds[0].pk])).exists()
    assert one.filter(~Among("pk", [])).exists()


def test_counting_values_does_no_harm_inside_a_transaction(kinds) -> None:
    keep_known(Session, "session_key", "expire_date")
    assert ContentType.objects.filter(pk=kinds[0].pk).exists()
