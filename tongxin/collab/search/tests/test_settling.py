"""After many records came at once."""

import threading

import pytest

from tests.cast import Cast
from tongxin.base.registries import Document
from tongxin.base.tokens import query_terms
from tongxin.collab.search.actions import filing_beside, index_built, settle_index
from tongxin.collab.search.models import STAGES, engine, question, shelf_of
from tongxin.collab.search.queries import search
from tongxin.directory.parties.actions import create_party


@pytest.mark.django_db
def test_a_settled_index_finds_the_same(cast: Cast) -> None:
    create_party(by=cast.seller, name="苏州恒润精密机械有限公司")
    before = search(cast.seller, "恒润")
    settle_index()
    assert search(cast.seller, "恒润") == before != []


@pytest.mark.django_db
def test_hundreds_of_records_at_once_replace_what_was_known_of_them(cast: Cast) -> None:
    numbers = range(1_000_000, 1_000_200)
    for name in ("恒润 O'Brien \\", "三丰阀门"):
        index_built("party", [Document(id=pk, names=[name]) for pk in numbers])
    shelf = shelf_of("party")
    for asked, found in (("三丰", list(numbers)), ("恒润", []), ("brien", [])):
        terms = question(shelf, query_terms(asked), STAGES)
        assert terms
        assert sorted(engine().first(shelf, terms, 300)) == found


@pytest.mark.django_db(transaction=True)
def test_words_are_filed_beside_who_writes(cast: Cast) -> None:
    numbers = range(1_000_000, 1_000_060)
    with filing_beside() as file_words:
        index_built("party", [Document(id=pk, names=["三丰阀门"]) for pk in numbers])
        file_words()
    terms = question(shelf_of("party"), query_terms("三丰"), STAGES)
    assert terms
    assert len(engine().first(shelf_of("party"), terms, 100)) == len(numbers)
    assert "tongxin-search-filer" not in [thread.name for thread in threading.enumerate()]
