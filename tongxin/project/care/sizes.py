"""How big the database is."""

from pathlib import Path

from django.db import connection


def database_bytes() -> int:
    """With what it keeps beside itself; 0 for one in memory."""
    if connection.vendor == "sqlite":
        place = Path(str(connection.settings_dict["NAME"]))
        parts = (place, place.with_name(f"{place.name}-wal"), place.with_name(f"{place.name}-journal"))
        return sum(part.stat().st_size for part in parts if part.is_file())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])
