"""A file straight into a pool, and out again."""

import pytest

from tests.cast import Cast, fresh
from tongxin.base.registries import Choices, import_targets
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.actions import NotYourPool, claim
from tongxin.frontoffice.pools.models import Stay
from tongxin.frontoffice.pools.tests.firm import customer, make_pool

TARGET = "pooled"


def rows(*names: str, **more: str) -> list[object]:
    target = import_targets.get(TARGET)
    return [target.draft({"name": name, **more}, number) for number, name in enumerate(names)]


def test_new_customers_lie_in_the_chosen_pool_and_known_ones_stay(cast: Cast) -> None:
    make_pool(cast)
    second = make_pool(cast, "展会公海", priority=50)
    known = customer(cast.manager, "苏州金陵阀门有限公司")
    drafts = rows("昆山恒润机械有限公司", "苏州金陵阀门有限公司", pool=str(second.pk))
    outcomes = import_targets.get(TARGET).write(fresh(cast.manager), drafts, "import:1", Choices())
    assert [one.outcome for one in outcomes] == ["created", "unchanged"]
    stay = Stay.objects.open().get()
    assert (stay.pool, stay.way, stay.party.owner, stay.party.unit) == (second, "brought", None, None)
    assert Party.objects.get(pk=known.pk).owner == cast.manager


def test_the_whole_file_can_be_taken_back_but_not_what_was_claimed(cast: Cast) -> None:
    make_pool(cast)
    target = import_targets.get(TARGET)
    target.write(fresh(cast.manager), rows("昆山恒润机械有限公司", "常熟新元阀门有限公司"), "import:1", Choices())
    claim(by=cast.seller, stay=Stay.objects.get(party__name="常熟新元阀门有限公司"))
    undone = target.undo(fresh(cast.boss), "import:1", None, [])
    assert undone.deleted == 1
    assert [name for _pk, name, _why in undone.kept] == ["常熟新元阀门有限公司"]
    assert list(Party.objects.values_list("name", flat=True)) == ["常熟新元阀门有限公司"]


def test_only_keepers_bring_files_into_a_pool(cast: Cast) -> None:
    pool = make_pool(cast)
    target = import_targets.get(TARGET)
    keys = {field.key: field for field in target.fields(fresh(cast.manager))}
    assert keys["pool"].choices == {"华东公海": str(pool.pk)}
    assert "owner" not in keys
    for who in (cast.colleague, cast.seller):
        with pytest.raises(NotYourPool):
            target.write(fresh(who), rows("昆山恒润机械有限公司"), "import:1", Choices())
    assert not Party.objects.exists()
