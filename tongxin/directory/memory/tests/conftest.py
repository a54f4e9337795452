"""The firm in which this room's tests play."""

from dataclasses import dataclass

import pytest

from tests.cast import Cast
from tests.recall import Recalled
from tongxin.collab.access.models import Role
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import add_contact, create_party
from tongxin.directory.parties.models import Party


@dataclass
class Firm:
    """恒润精密 belongs to 李薇 (`seller`), with 张三 and 沈丽; 孙倩 (`clerk`) looks at it; 何静 (`south`) and the stranger see nothing of it."""

    party: Party
    zhang: Party
    shen: Party
    seller: Person
    clerk: Person
    helper: Person
    south: Person
    stranger: Person
    boss: Person


def found_firm(cast: Cast) -> Firm:
    party = create_party(by=cast.seller, name="苏州恒润精密机械有限公司", short_name="恒润精密")
    zhang = add_contact(by=cast.seller, party=party, name="张三", title="采购经理").person
    shen = add_contact(by=cast.seller, party=party, name="沈丽", title="设备主管").person
    people = {"helper": cast.colleague} | {
        name: getattr(cast, name) for name in ("seller", "clerk", "south", "stranger", "boss")
    }
    return Firm(party=party, zhang=zhang, shen=shen, **people)


_recalled = Recalled(found_firm)


@pytest.fixture
def firm(cast: Cast) -> Firm:
    """恒润精密 and its people."""
    return _recalled(cast)


@pytest.fixture
def private(cast: Cast) -> None:
    """Roles that only look see neither health nor family."""
    role = Role.objects.get(name="只看")
    role.fields = {"party": {"health": "hidden", "family": "hidden"}}
    role.save()
