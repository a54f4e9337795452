"""Who types a customer that lies in a pool is told so, and nothing else."""

from django.test import Client

from tests.cast import Cast
from tongxin.collab.people.models import Person
from tongxin.directory.doubles.actions import look_at
from tongxin.directory.parties.actions.importing.checking import Sight
from tongxin.frontoffice.pools.models import Stay
from tongxin.frontoffice.pools.tests.firm import in_pool, make_pool

NAME = "昆山恒润机械有限公司"


def hint(person: Person) -> str:
    client = Client()
    client.force_login(person, backend="tongxin.collab.people.models.PersonBackend")
    return client.get("/customers/doubles/", {"name": NAME}).content.decode()


def pooled(cast: Cast) -> Stay:
    facts = {"points": {"phone": ["13812348000"]}, "note": "月底付款", "city": "昆山"}
    stay = in_pool(cast, make_pool(cast), NAME, **facts)
    look_at([stay.party_id])
    return stay


def test_a_member_of_the_pool_is_led_there(cast: Cast) -> None:
    stay = pooled(cast)
    shown = hint(cast.seller)
    assert "已经在公海「华东公海」里" in shown
    assert f'href="/pools/stays/{stay.pk}/"' in shown


def test_others_hear_of_the_pool_and_nothing_private(cast: Cast) -> None:
    pooled(cast)
    shown = hint(cast.south)
    assert "已经在公海「华东公海」里" in shown
    for secret in (NAME, "13812348000", "138****8000", "月底付款", "昆山", "/pools/", "/customers/"):
        assert secret not in shown, secret


def test_a_file_says_the_same(cast: Cast) -> None:
    stay = pooled(cast)
    assert Sight(cast.south, [stay.party_id]).elsewhere(stay.party_id) == "已经在公海「华东公海」里"
