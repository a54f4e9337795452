"""Reports are read from a follower only where there is one; what is written goes to the first server always. With two servers: `bin/chaos replica`."""

import pytest

from tests.cast import Cast
from tongxin.base.database import replica
from tongxin.collab.people.models import Person

ROUTER = replica.ReportsFromReplica()


@pytest.mark.alike
def test_without_a_follower_a_report_is_read_where_everything_is(cast: Cast) -> None:
    with replica.report():
        assert ROUTER.db_for_read(Person) is None
        assert Person.objects.get(pk=cast.boss.pk)._state.db == "default"


def test_within_a_report_only_reads_go_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replica, "_is_fit", lambda: True)
    monkeypatch.setattr(replica, "connections", type("Both", (), {"settings": {"default": {}, "replica": {}}}))
    with replica.report():
        assert ROUTER.db_for_read(Person) == "replica"
        assert ROUTER.db_for_write(Person) == "default"
    assert ROUTER.db_for_read(Person) is None
    assert not ROUTER.allow_migrate("replica", "people")
