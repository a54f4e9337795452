"""The one clock. Rules take the time as an argument; only doors and actions ask here."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(tz=UTC)
