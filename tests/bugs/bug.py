"""What a planted bug is."""

from typing import NamedTuple


class Bug(NamedTuple):
    """A line of the program made wrong, and the tests that must notice.

    `guards` are rows of the goals in docs/quality.md; `before` stands exactly once in the file at `path`;
    where it is empty, `after` is put behind the end. `tests` are files, or single tests of them (`file::test`): the fewer, the sooner it is seen.
    `on_postgres` says why SQLite can't notice; the tests are run on PostgreSQL then.
    """

    name: str
    guards: tuple[str, ...]
    path: str
    before: str
    after: str
    tests: str
    on_postgres: str = ""
