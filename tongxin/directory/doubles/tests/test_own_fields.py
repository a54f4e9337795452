"""Values of the firm's own fields move with a merge, and lists ask for them where they are."""

from tests.cast import Cast
from tongxin.collab.fields.actions import define_field, keep_values
from tongxin.collab.fields.models import FieldValue
from tongxin.directory.doubles.actions import merge_parties, undo_merge
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party


def rows() -> set[tuple[object, ...]]:
    return set(FieldValue.objects.values_list("field__key", "record_id", "place", "text", "number", "day"))


def test_what_lists_ask_follows_a_merge_and_its_undoing(cast: Cast) -> None:
    machine = define_field(by=cast.boss, kind="party", label="设备", type="text").key
    count = define_field(by=cast.boss, kind="party", label="台数", type="number").key
    double = define_field(by=cast.boss, kind="party", label="加倍", type="formula", formula="[台数] * 2").key
    kept = create_party(by=cast.boss, name="苏州恒润精密机械有限公司", **{machine: "车床"})
    gone = create_party(by=cast.boss, name="恒润精密", **{machine: "铣床", count: 3})
    before = rows()
    merge = merge_parties(by=cast.boss, kept=kept, gone=gone)
    kept.refresh_from_db()
    assert kept.custom == {machine: "车床", count: 3, double: 6}
    assert FieldValue.objects.get(field__key=double, record_id=kept.pk).number == 6
    undo_merge(by=cast.boss, merge=merge)
    kept.refresh_from_db()
    assert kept.custom == {machine: "车床"}
    assert rows() == before
    FieldValue.objects.all().delete()
    keep_values(kind="party", records={one.pk: ({}, one.custom) for one in Party.objects.all()})
    assert rows() == before
