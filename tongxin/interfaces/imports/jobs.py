"""The room's own work."""

from datetime import timedelta
from typing import Any

from tongxin.base.clock import now
from tongxin.base.work import Handle, work
from tongxin.interfaces.imports.actions import look_through_whole, run_import, run_undo, sweep_files


@work(name="imports.check")
def check(*, import_id: int, revision: int, job: Handle) -> dict[str, int]:
    """Look through a whole file."""
    return look_through_whole(import_id=import_id, revision=revision, job=job)


@work(name="imports.run")
def run(*, import_id: int, by_id: int, job: Handle) -> dict[str, int]:
    """Bring the rows in."""
    return run_import(import_id=import_id, by_id=by_id, job=job)


@work(name="imports.undo")
def undo(*, import_id: int, by_id: int, job: Handle) -> dict[str, Any]:  # Any: JSON
    """Take a whole import back."""
    return run_undo(import_id=import_id, by_id=by_id, job=job)


@work(name="imports.sweep", every=timedelta(hours=6))
def sweep() -> dict[str, int]:
    """Let go of files past their days."""
    return {"files": sweep_files(now=now())}
