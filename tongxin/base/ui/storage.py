"""Static files with their hash in the name, compressed beforehand, and the style sheet joined into one file."""

import io
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]  # ships no types

SHEET = "ui/ui.css"
UNUSED = "django_htmx/ext/"  # extensions whose sources name modules that do not exist; no page asks for them
_IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>[\w-]+)\);')

Found = dict[str, tuple[Storage, str]]


class _OneFile(Storage):
    """A storage that holds a single text, so that it can stand in for the folder the text was read from."""

    def __init__(self, text: str) -> None:
        self.text = text

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        return File(io.BytesIO(self.text.encode()), name)


def joined(sheet: str, found: Found) -> str:
    """The style sheet with each `@import … layer(x)` replaced by the file's text inside `@layer x`."""

    def text_of(match: re.Match[str]) -> str:
        storage, path = found[f"ui/{match['path']}"]
        with storage.open(path) as file:
            return f"@layer {match['layer']} {{\n{file.read().decode().strip()}\n}}"

    return _IMPORT.sub(text_of, sheet)


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # its base is untyped
    """What production serves.

    Sixty small sources are pleasant to edit and slow to fetch, so the imports of the entry sheet are joined while the
    files are collected. While developing, the browser follows the imports itself; both read the same sources.
    """

    support_js_module_import_aggregation = True

    def post_process(self, paths: Found, dry_run: bool = False, **options: Any) -> Iterator[Any]:  # Any: Django's own
        """Join the sheet, then hash and compress as usual."""
        paths = {name: place for name, place in paths.items() if not name.startswith(UNUSED)}
        if SHEET in paths and not dry_run:
            storage, path = paths[SHEET]
            with storage.open(path) as file:
                text = joined(file.read().decode(), paths)
            if self.exists(SHEET):
                self.delete(SHEET)
            self._save(SHEET, ContentFile(text.encode()))
            paths = {**paths, SHEET: (_OneFile(text), SHEET)}
        yield from super().post_process(paths, dry_run=dry_run, **options)
