"""What a party allows us, through the interface."""

import pytest

pytestmark = pytest.mark.django_db
GIVEN = {"purpose": "marketing", "channel": "sms", "deed": "given", "source": "门店登记表", "said_on": "2026-11-01"}


def consents(world) -> str:
    return f"/parties/{world.firm.pk}/consents"


def test_the_newest_word_holds(api, world):
    first = api.post(consents(world), GIVEN)
    assert (first.status, first.json["holds"], first.json["allows"]) == (201, True, True)
    later = api.post(consents(world), {**GIVEN, "channel": "any", "deed": "objected", "said_on": "2026-11-02"})
    assert (later.json["holds"], later.json["allows"]) == (True, False)
    assert [(one["deed"], one["holds"]) for one in api.get(consents(world)).json["items"]] == [
        ("objected", True),
        ("given", False),
    ]


@pytest.mark.parametrize(
    "wrong",
    [{"purpose": "fun"}, {"source": ""}, {"said_on": "2999-01-01"}, {"valid_until": "2026-10-01"}, {"deed": "maybe"}],
)
def test_what_makes_no_sense_is_refused(api, world, wrong):
    assert api.post(consents(world), {**GIVEN, **wrong}).status == 422
    assert api.get(consents(world)).json["items"] == []
