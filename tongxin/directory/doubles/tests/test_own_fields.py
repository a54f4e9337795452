"""Values of the firm's own fields move with a merge, and lists ask for them where they are."""

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.base.filters import compile_filter
from tongxin.base.registries import columns_of, fields_of
from tongxin.collab.fields.actions import define_field, keep_values
from tongxin.collab.fields.models import FieldValue
from tongxin.directory.doubles.actions import merge_parties, undo_merge
from tongxin.directory.parties.actions import change_party, create_party
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


def test_who_points_to_a_merged_customer_is_found_by_either_number_and_shows_who_stands_for_it(cast: Cast) -> None:
    dealer = define_field(by=cast.boss, kind="party", label="经销商", type="party").key
    kept = create_party(by=cast.boss, name="苏州恒润精密机械有限公司")
    gone = create_party(by=cast.boss, name="恒润精密")
    one = create_party(by=cast.boss, name="甲厂", **{dealer: gone.pk})
    other = create_party(by=cast.boss, name="乙厂", **{dealer: kept.pk})

    def pointing(to: Party, op: str = "eq") -> set[int]:
        test = {"field": dealer, "op": op, "value": to.pk}
        asked = compile_filter({"v": 1, "and": [test]}, fields_of("party", cast.boss), person=cast.boss, now=now())
        return set(Party.objects.living().filter(asked).values_list("pk", flat=True)) & {one.pk, other.pk}

    def said() -> dict[int, str]:
        return next(one for one in columns_of("party", cast.boss) if one.key == dealer).cells([one.pk, other.pk])

    merge = merge_parties(by=cast.boss, kept=kept, gone=gone)
    assert pointing(kept) == pointing(gone) == {one.pk, other.pk}
    assert pointing(kept, "ne") == set()
    assert said() == dict.fromkeys((one.pk, other.pk), kept.name)
    one.refresh_from_db()
    change_party(by=cast.boss, party=one, was={dealer: str(gone.pk)}, note="还是它", **{dealer: str(gone.pk)})
    undo_merge(by=cast.boss, merge=merge)
    assert (pointing(kept), pointing(gone)) == ({other.pk}, {one.pk})
    assert said() == {one.pk: gone.name, other.pk: kept.name}
