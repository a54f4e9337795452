"""The type of texts that are translated when shown."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    LazyText = str | _StrPromise
else:
    LazyText = str
