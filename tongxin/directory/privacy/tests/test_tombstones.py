"""Whom we erased stays erased, and nobody else goes in their place."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.collab.jobs.actions import work_off
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.actions import (
    TombstonesDamaged,
    ask_to_erase,
    erase_again,
    open_request,
    read_tombstones,
    tombstone_path,
)
from tongxin.directory.privacy.models import SubjectRequest, Tombstone


@pytest.fixture(autouse=True)
def folder(settings: object, tmp_path: Path) -> None:
    """A data folder of one's own."""
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]  # pytest-django's own


def erased(cast: Cast, capture: object, *words: str) -> Party:
    """Somebody who was erased; answers the record as it was."""
    party = create_party(by=cast.boss, name="张慧敏", kind=Party.Kind.PERSON)
    with capture(execute=True):  # type: ignore[operator]  # pytest-django's own
        who = {"name": "张慧敏", "identified_by": "身份证", "words": words}
        request = open_request(by=cast.boss, kind="erase", party=party, **who)
        work_off()
        ask_to_erase(by=cast.boss, request=request)
        work_off()
    return party


def test_the_list_names_numbers_and_no_person(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    party = erased(cast, django_capture_on_commit_callbacks)
    assert [list(line["born"]) for line in read_tombstones()] == [[str(party.pk)]]
    assert "张慧敏" not in tombstone_path().read_text()
    assert Tombstone.objects.get().request_id == SubjectRequest.objects.get().pk


def test_whoever_came_back_is_erased_again(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    party = erased(cast, django_capture_on_commit_callbacks)
    Party.objects.bulk_create([party])
    done = erase_again(read_tombstones())
    assert (done.records, done.to_repeat) == (1, [])
    assert not Party.objects.filter(pk=party.pk).exists()


def test_somebody_else_with_the_number_stays(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    party = erased(cast, django_capture_on_commit_callbacks)
    party.created_at = now() - timedelta(days=3)
    Party.objects.bulk_create([party])
    assert erase_again(read_tombstones()).records == 0
    assert Party.objects.filter(pk=party.pk).exists()


def test_words_are_not_kept_so_the_case_is_named(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    erased(cast, django_capture_on_commit_callbacks, "13987654321")
    assert "13987654321" not in tombstone_path().read_text()
    assert erase_again(read_tombstones()).to_repeat == [SubjectRequest.objects.get().pk]


@pytest.mark.parametrize("change", ["line out", "line changed", "no line"])
def test_a_list_that_was_changed_is_refused(
    cast: Cast, change: str, django_capture_on_commit_callbacks: object
) -> None:
    erased(cast, django_capture_on_commit_callbacks)
    erased(cast, django_capture_on_commit_callbacks)
    lines = tombstone_path().read_text().splitlines()
    damaged = {
        "line out": lines[1:],
        "line changed": [lines[0].replace('"born"', '"burn"'), lines[1]],
        "no line": ["nonsense"],
    }
    assert len(read_tombstones()) == 2
    tombstone_path().write_text("\n".join(damaged[change]) + "\n")
    with pytest.raises(TombstonesDamaged):
        read_tombstones()
