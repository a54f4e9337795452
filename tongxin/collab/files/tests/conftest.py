"""A kind of record for these tests: `drawer:N`, seen by whom it was opened to."""

from types import SimpleNamespace

import pytest

from tongxin.base.registries import SubjectKind, subject_kinds


@pytest.fixture
def drawers():
    """Numbers of drawers by person: `drawers[person.pk] = {1, 2}`."""
    opened: dict[int, set[int]] = {}

    def visible(person, ids):
        return {number: SimpleNamespace(pk=number) for number in ids if number in opened.get(person.pk, ())}

    kind = SubjectKind(kind="drawer", label="drawer", visible=visible, title=str, url=str, fields={})
    subject_kinds.register("drawer", kind)
    yield opened
    del subject_kinds._entries["drawer"]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Each test has its own store."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT
