"""Which journal mode is safe on the SQLite at hand.

SQLite 3.7.0 to 3.51.2 can corrupt a WAL database when two connections race at a WAL reset; the fix was also carried back to
3.44.6+ and 3.50.7+ (see the release notes of SQLite 3.51.3). On an affected version the rollback journal is used.
"""

from typing import Literal

JournalMode = Literal["WAL", "TRUNCATE"]


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """True when this SQLite version carries the fix of the WAL-reset race."""
    if version >= (3, 51, 3):
        return True
    return (version[:2] == (3, 44) and version[2] >= 6) or (version[:2] == (3, 50) and version[2] >= 7)


def journal_mode(version: tuple[int, int, int]) -> JournalMode:
    """WAL where it is safe, else the truncating rollback journal."""
    return "WAL" if wal_is_safe(version) else "TRUNCATE"


def journal_notice(version: tuple[int, int, int], mode: str) -> str:
    """One sentence for the log: which mode is on, and why."""
    shown = ".".join(map(str, version))
    if mode == "WAL":
        return f"SQLite {shown}: journal mode WAL."
    if wal_is_safe(version):
        return f"SQLite {shown}: journal mode {mode}, since this file system can't hold a WAL database."
    return (
        f"SQLite {shown} can corrupt a WAL database (mended in 3.51.3): journal mode {mode}, readers wait for commits."
    )
