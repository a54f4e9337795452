"""Documents come and go with the records they describe."""

from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from tongxin.base.registries import Document, search_documents
from tongxin.base.tokens import document_tokens
from tongxin.collab.search.models import engine, indexed_words, shelf_of

_AT_ONCE = 500


@transaction.atomic(savepoint=False)
def index_documents(kind: str, ids: Collection[int]) -> None:
    """Make these records findable as they are now; those without a document (deleted ones) are forgotten."""
    if not ids:
        return
    documents = list(search_documents.get(kind).documents(ids))
    gone = set(ids) - {document.id for document in documents}
    if gone:
        engine().remove(shelf_of(kind), gone)
    index_built(kind, documents)


@transaction.atomic(savepoint=False)
def index_built(kind: str, documents: Iterable[Document]) -> None:
    """Keep documents that the caller has built already: the fast way for imports. Streams."""
    waiting = iter(documents)
    while some := list(islice(waiting, _AT_ONCE)):
        engine().put(shelf_of(kind), [(document.id, words_of(kind, document)) for document in some])


def words_of(kind: str, document: Document) -> str:
    """What `index_new` keeps of a document. It needs no database, so an import can work it out in another process."""
    tokens = document_tokens(
        names=document.names,
        people=document.people,
        codes=document.codes,
        phones=document.phones,
        mails=document.mails,
        text=document.text,
    )
    return " ".join(indexed_words(shelf_of(kind), tokens))


def index_new(kind: str, lines: Sequence[tuple[int, str]]) -> None:
    """Keep records that were just made, whose words were worked out by `words_of`. In the caller's transaction."""
    engine().add(shelf_of(kind), lines)


def settle_index() -> None:
    """To be called after thousands of records came at once: until then PostgreSQL answers from a list that waits to be filed."""
    engine().settle()


def forget_words() -> None:
    """After somebody was erased: words of removed documents go from the disk, too. Takes as long as the index is large."""
    engine().forget()


@transaction.atomic
def remove_documents(kind: str, ids: Collection[int]) -> None:
    """Forget these records."""
    if ids:
        engine().remove(shelf_of(kind), ids)


@transaction.atomic
def rebuild(kind: str) -> int:
    """Forget a kind of record and index all of it anew; answers how many documents there are now."""
    source = search_documents.get(kind)
    engine().clear(source.shelf)
    # Nobody looks on here: the index holds every record, and `visible` cuts what each reader finds.
    model = source.visible(AnonymousUser()).model
    numbers = model._base_manager.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=_AT_ONCE)  # noqa: SLF001
    count = 0
    while ids := list(islice(numbers, _AT_ONCE)):
        documents = list(source.documents(ids))
        index_built(kind, documents)
        count += len(documents)
    return count
