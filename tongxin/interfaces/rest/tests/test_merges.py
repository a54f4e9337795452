"""Merging and parting by program."""

import pytest

from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party

pytestmark = pytest.mark.django_db


@pytest.fixture
def twin(world) -> Party:
    return create_party(by=world.cast.seller, name="恒闰精密", industry="机械", note="月底付款")


def test_parties_are_merged_and_parted_and_old_numbers_stay_good(api, world, twin):
    third = create_party(by=world.cast.seller, name="恒润三厂")
    made = api.post(f"/parties/{world.firm.pk}/merges", {"from": [twin.pk, third.pk], "values": {"industry": "阀门"}})
    assert made.status == 201, made.json
    assert (made.json["party"], made.json["from"]) == (world.firm.pk, [twin.pk, third.pk])
    answer = api.get(f"/parties/{twin.pk}")
    assert answer.json["id"] == world.firm.pk, "the old number answers the party that was kept"
    assert answer.json["industry"] == "阀门"
    assert {"恒闰精密", "恒润三厂"} <= set(answer.json["former_names"])
    assert api.get("/search?q=恒闰").json["items"][0]["id"] == world.firm.pk
    path = f"/merges/{made.json['id']}"
    assert api.get(path).json["undone_at"] is None
    assert api.delete(path).status == 204
    assert api.get(path).json["undone_at"]
    assert api.get(f"/parties/{twin.pk}").json["name"] == "恒闰精密"
    assert api.get(f"/parties/{third.pk}").json["name"] == "恒润三厂"
    assert api.delete(path).status == 422


def test_what_makes_no_sense_or_is_out_of_sight_is_refused(api, world, twin):
    path = f"/parties/{world.firm.pk}/merges"
    assert api.post(path, {"from": [world.firm.pk]}).status == 422
    assert api.post(path, {"from": []}).status == 422
    assert api.post(path, {"from": [world.foreign.pk]}).wrong == {"from"}
    assert api.post(path, {"from": [987654321]}).wrong == {"from"}
    assert api.post(path, {"from": [twin.pk], "values": {"owner": "1"}}).status == 422
    assert api.post(path, {"from": [twin.pk], "colour": "red"}).wrong == {"colour"}
    assert api.post(f"/parties/{world.foreign.pk}/merges", {"from": [twin.pk]}).status == 404
    assert api.get("/merges/987654321").status == 404
    assert Party.objects.exclude(merged_into=None).count() == 0


def test_a_merged_number_deletes_nothing(api, world, twin):
    api.post(f"/parties/{world.firm.pk}/merges", {"from": [twin.pk]})
    version = api.get(f"/parties/{world.firm.pk}").json["version"]
    assert api.delete(f"/parties/{twin.pk}", If_Match=f'"{version}"').status == 404
    assert Party.objects.living().filter(pk=world.firm.pk).exists()
