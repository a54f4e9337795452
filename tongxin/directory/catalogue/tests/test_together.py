"""Many at once: nobody gets more than was agreed."""

from datetime import timedelta
from threading import Barrier, Thread

from django.db import connection

from tests.cast import assemble
from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.base.subjects import Subject
from tongxin.directory.catalogue.actions import AgreementExceeded, add_product, agree_price, use_agreed
from tongxin.directory.catalogue.models import AgreedPrice, AgreedUse
from tongxin.directory.parties.actions import create_party

THREADS = 32


def test_an_agreed_price_is_never_over_consumed_by_many_at_once(transactional_db: None) -> None:
    cast = assemble()
    valve = add_product(by=cast.boss, code="V-80", name="智能蝶阀")
    firm = create_party(by=cast.boss, name="恒润")
    until = now().date() + timedelta(days=30)
    one = agree_price(by=cast.boss, party=firm, product=valve, price=Money(1, "CNY"), quantity=20, until_on=until)
    begin, outcomes = Barrier(THREADS), []

    def order(number: int) -> None:
        begin.wait()
        try:
            use_agreed(by=cast.boss, agreed=one, quantity=1, line=Subject("order_line", number + 1))
            outcomes.append("got")
        except AgreementExceeded:
            outcomes.append("none left")
        finally:
            connection.close()

    threads = [Thread(target=order, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (outcomes.count("got"), outcomes.count("none left")) == (20, 12)
    assert AgreedPrice.objects.get().left == 0
    assert AgreedUse.objects.count() == 20
