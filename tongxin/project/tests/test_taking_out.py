"""`export` knows every list that has a page."""

from argparse import Namespace
from pathlib import Path

import pytest

from tests.cast import Cast
from tongxin.collab.views.queries import list_kinds
from tongxin.directory.parties.actions import add_contact, create_party
from tongxin.frontoffice.pipeline.actions import open_opportunity
from tongxin.project.cli import CommandFailed
from tongxin.project.commands.export import run

pytestmark = pytest.mark.django_db


def taken_out(cast: Cast, kind: str, folder: Path) -> list[str]:
    file = folder / f"{kind}.csv"
    run(Namespace(kind=kind, file=file, email=cast.boss.email, json=True))
    return file.read_text(encoding="utf-8-sig").splitlines()


def test_every_list_comes_out_under_the_name_of_its_page(cast: Cast, tmp_path: Path) -> None:
    party = create_party(by=cast.boss, name="苏州恒润精密机械有限公司")
    add_contact(by=cast.boss, party=party, name="张三")
    open_opportunity(by=cast.boss, name="2号线改造", party=party)
    lines = {kind.path.split("/")[0]: taken_out(cast, kind.path.split("/")[0], tmp_path) for kind in list_kinds}
    assert {"customers", "contacts", "activities", "opportunities", "quotes", "orders", "products", "leads"} <= set(
        lines
    )
    assert "恒润" in lines["customers"][1]
    assert len(lines["customers"]) == 1 + 1, "people are no customers"
    assert "张三" in lines["contacts"][1]
    assert "2号线" in lines["opportunities"][1]
    assert len(taken_out(cast, "parties", tmp_path)) == 1 + 2


def test_a_list_that_is_not_there_is_refused_with_those_that_are(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="opportunities"):
        taken_out(cast, "wishes", tmp_path)
