"""Whoever carries out work without a queue."""


class Watching:
    """Stands for the worker."""

    id, done = 1, 0

    def progress(self, done: int, total: int | None = None, note: str = "") -> None: ...
    def within(self, done: int | None = None, total: int | None = None, note: str | None = None) -> None: ...
