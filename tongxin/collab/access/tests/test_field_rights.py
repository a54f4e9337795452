"""What several roles together say about a field."""

import pytest

from tests.cast import Cast, fresh
from tongxin.collab.access.models import Assignment, Role
from tongxin.collab.access.policies import field_right, hidden_fields


def hold(cast: Cast, *roles: tuple[dict[str, str], dict[str, str]]):
    Assignment.objects.filter(person=cast.stranger).delete()
    for number, (deeds, fields) in enumerate(roles):
        role = Role.objects.create(name=f"试 {number}", scopes={"party": deeds}, fields={"party": fields})
        Assignment.objects.create(person=cast.stranger, role=role)
    return fresh(cast.stranger)


OWN = {"read": "own", "write": "own"}
NOTHING = {"read": "none", "write": "none"}


@pytest.mark.parametrize(
    ("roles", "right"),
    [
        ([(OWN, {"phones": "hidden"})], "hidden"),
        ([(OWN, {"phones": "hidden"}), (OWN, {"phones": "hidden"})], "hidden"),
        ([(OWN, {"phones": "hidden"}), (OWN, {"phones": "read"})], "read"),
        ([(OWN, {"phones": "hidden"}), (OWN, {})], "write"),
        ([(OWN, {"phones": "hidden"}), (NOTHING, {})], "hidden"),
        ([(OWN, {"phones": "hidden"}), ({}, {})], "hidden"),
        ([(OWN, {"phones": "hidden"}), ({"read": "nonsense"}, {})], "hidden"),
    ],
)
def test_a_field_opens_only_through_a_role_that_opens_the_record(cast: Cast, roles: list, right: str) -> None:
    person = hold(cast, *roles)
    assert field_right(person, "party", "phones") == right
    assert ("phones" in hidden_fields(person, "party")) == (right == "hidden")
