"""Which database: SQLite in the data folder by default, or whatever DATABASE_URL names."""

from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

# From its second asking on, a question that is asked again and again is planned ahead (base/database/planned.py).
_PLANNED_AFTER: Final = 1
# Compiling a plan pays for reports of minutes, not for pages. Words of a new record wait in a list before the search index, and
# every question reads that list: it is kept short.
_OF_EVERY_SESSION: Final = "-c jit=off -c gin_pending_list_limit=64kB"


class UnknownDatabase(ValueError):
    """DATABASE_URL names something other than SQLite or PostgreSQL."""


def database_from_url(url: str, data: Path) -> dict[str, Any]:  # Any: Django's own shape
    """Django's settings for a `sqlite:///…` or `postgres://…` address; an empty one means SQLite in `data`."""
    parts = urlsplit(url)
    if not url or parts.scheme == "sqlite":
        name = unquote(parts.path)[1:] if url else str(data / "tongxin.sqlite3")
        return {
            "ENGINE": "tongxin.base.sqlite",
            "NAME": name,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
            "CONN_MAX_AGE": None,
        }
    if parts.scheme in ("postgres", "postgresql"):
        options = dict(parse_qsl(parts.query))
        is_pooled = options.pop("pool_mode", "session") == "transaction"
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path)[1:],
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", None) or parts.hostname or "",
            "PORT": str(parts.port or ""),
            "OPTIONS": _pooled(options) if is_pooled else _own_session(options),
            "DISABLE_SERVER_SIDE_CURSORS": is_pooled,
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }
    raise UnknownDatabase(f"DATABASE_URL must begin with sqlite:/// or postgres://, not {parts.scheme!r}.")


def _own_session(options: dict[str, str]) -> dict[str, Any]:  # Any: Django's own
    said = f"{_OF_EVERY_SESSION} {options.get('options', '')}".strip()
    return {**options, "prepare_threshold": _PLANNED_AFTER, "options": said}


def _pooled(options: dict[str, str]) -> dict[str, Any]:  # Any: as above
    """Where a pool gives each transaction another session, nothing may belong to one: no prepared questions, cursors or settings."""
    return {**options, "prepare_threshold": None}
