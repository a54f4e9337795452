"""A list of colleagues comes in with units and superiors, and goes again."""

import pytest

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.collab.access.actions import NotAdministrator
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.org.models import Post
from tongxin.collab.people.models import Person
from tongxin.interfaces.imports.actions import receive_file, start_import, undo_import
from tongxin.interfaces.imports.models import Import
from tongxin.project.colleagues import draft, write

LIST = "姓名,部门,上级,邮箱,角色\n王小明,西部大区,钱总,wang@hengxin.example,销售\n李薇,苏州,,,\n孙悟,西部大区,钱总,,\n,西部大区,,,\n"


def test_a_list_of_colleagues_comes_in_and_goes_again(cast: Cast) -> None:
    before = Person.objects.count()
    of = receive_file(by=cast.boss, name="人员.csv", pieces=[LIST.encode()], target="colleagues", is_checked=False)
    start_import(by=cast.boss, of=of, is_decided=False)
    work_off()
    of = Import.objects.get(pk=of.pk)
    assert (of.created, of.unchanged, of.rejected, Person.objects.count()) == (2, 1, 1, before + 3)
    wang = Post.objects.get(person__name="王小明")
    assert (wang.unit.name, wang.reports_to and wang.reports_to.name, wang.person.email) == (
        "西部大区",
        "钱总",
        "wang@hengxin.example",
    )
    assert Post.objects.get(person__name="钱总").is_head
    with pytest.raises(NotAdministrator):
        write(cast.seller, [draft({"colleague_name": "白龙"}, 2)], "import:0", of.decided)
    undo_import(by=cast.boss, of=of, at=now())
    work_off()
    assert Person.objects.count() == before
