"""What is sent twice happens once."""

import json
import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from tests.stored import all_stored
from tongxin.collab.jobs.models import Once
from tongxin.directory.parties.models import Party
from tongxin.interfaces.rest.tests.asking import program_of


@pytest.mark.django_db
def test_the_same_request_is_answered_the_same(api, world):
    first = api.post("/parties", {"name": "甲"}, Idempotency_Key="k1")
    after = all_stored()
    second = api.post("/parties", {"name": "甲"}, Idempotency_Key="k1")
    assert first.status == second.status == 201
    assert first.content == second.content
    assert first.headers["Location"] == second.headers["Location"]
    assert first.headers["ETag"] == second.headers["ETag"]
    assert (first.headers.get("Idempotency-Replayed"), second.headers["Idempotency-Replayed"]) == (None, "true")
    assert all_stored() == after
    assert Party.objects.filter(name="甲").count() == 1


@pytest.mark.django_db
def test_another_request_with_the_same_key_is_refused(api, world):
    api.post("/parties", {"name": "甲"}, Idempotency_Key="k1")
    before = all_stored()
    for refused in (
        api.post("/parties", {"name": "乙"}, Idempotency_Key="k1"),
        api.post("/contacts", {"name": "甲", "party": world.firm.pk}, Idempotency_Key="k1"),
        api.patch(f"/parties/{world.firm.pk}", {"name": "甲"}, 1, Idempotency_Key="k1"),
    ):
        assert refused.status == 422
        assert refused.json["type"] == "/api/v1/docs#key-reused"
    assert all_stored() == before


@pytest.mark.django_db
def test_a_key_belongs_to_its_token(api, world):
    api.post("/parties", {"name": "甲"}, Idempotency_Key="k1")
    assert program_of(world.cast.seller).post("/parties", {"name": "乙"}, Idempotency_Key="k1").status == 201


@pytest.mark.django_db
def test_a_refusal_leaves_the_key_free(api, world):
    assert api.post("/parties", {"name": "甲", "phones": ["1"]}, Idempotency_Key="k1").status == 422
    assert api.patch(f"/parties/{world.firm.pk}", {"tier": "B"}, 1000, Idempotency_Key="k2").status == 412
    assert not Once.objects.exists()
    assert api.post("/parties", {"name": "甲", "phones": []}, Idempotency_Key="k1").status == 201


@pytest.mark.django_db
def test_changes_and_deletions_happen_once_too(api, world):
    path, version = f"/parties/{world.firm.pk}", world.firm.version
    first = api.patch(path, {"tier": "B"}, version, Idempotency_Key="k1")
    assert api.patch(path, {"tier": "B"}, version, Idempotency_Key="k1").json == first.json
    assert api.delete(path, first.json["version"], Idempotency_Key="k2").status == 204
    again = api.delete(path, first.json["version"], Idempotency_Key="k2")
    assert (again.status, again.content) == (204, b"")


@pytest.mark.django_db
def test_any_key_will_do(api, world):
    for key in ("", "k" * 5000, "键"):
        assert api.post("/parties", {"name": "甲"}, Idempotency_Key=key).status == 201
        assert api.post("/parties", {"name": "甲"}, Idempotency_Key=key).headers["Idempotency-Replayed"] == "true"


def database_url(folder) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / 'rest.sqlite3'}"
    place = connection.settings_dict
    user = f"{quote(place['USER'])}:{quote(place['PASSWORD'])}"
    if place["HOST"].startswith("/"):
        port = f"&port={place['PORT']}" if place["PORT"] else ""
        return f"postgres://{user}@/{place['NAME']}?host={quote(place['HOST'], safe='')}{port}"
    return f"postgres://{user}@{place['HOST'] or 'localhost'}:{place['PORT'] or 5432}/{place['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_have_one_effect(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "tongxin.interfaces.rest.tests.together"],
        env=os.environ
        | {
            "DATABASE_URL": database_url(tmp_path),
            "TONGXIN_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report == {"statuses": [201] * 50, "answers": 1, "parties": 1, "events": 1, "changed": [200] + [412] * 9}
