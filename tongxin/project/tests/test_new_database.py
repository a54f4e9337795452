"""A new database is built from the models; one that migrations have led here must look the same, and hold the same rows."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

AT_ONCE = "import django; django.setup(); from django.core.management import call_command; call_command('migrate', verbosity=0)"
# Django makes the classes of all related models anew behind each change, 43 for one on average, seven eighths of the time of all
# migrations. The statements are those of the changed model, whose relations are known by the names of their tables.
STEP_BY_STEP = """
import django
django.setup()
from django.core.management import call_command
from django.core.management.commands.migrate import Command
from django.db.migrations.state import ProjectState
ProjectState._find_reload_model = lambda self, app, model, delay=False: {(app, model)}
call_command(Command(), verbosity=0)
"""


def made(folder: Path, program: str) -> Path:
    """The file of a database made by that program."""
    environment = {**os.environ, "TONGXIN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "tongxin.project.settings"}
    environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
    (file,) = folder.glob("*.sqlite3")
    return file


def parts(statement: str) -> list[str]:
    """What stands between the commas, in the order of letters: columns that came later stand last in a table that migrations made."""
    return sorted(part.strip() for part in statement.replace("(", ",").replace(")", ",").split(","))


def schema(database: sqlite3.Connection) -> dict[str, list[str]]:
    rows = database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: parts(statement) for name, statement in rows}


def contents(database: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """All rows but when a migration was applied, and numbers that follow from the order."""
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {}
    for table in tables:
        if table.startswith(("sqlite_", "search_")):
            continue
        columns = sorted(row[1] for row in database.execute(f"PRAGMA table_info({table})"))
        kept = ", ".join(f'"{name}"' for name in columns if name not in {"id", "applied", "content_type_id"})
        found[table] = sorted(database.execute(f"SELECT {kept} FROM {table}").fetchall(), key=repr)
    return found


def test_both_ways_to_the_tables_end_alike(tmp_path: Path) -> None:
    folders = [tmp_path / "at once", tmp_path / "step by step"]
    for folder in folders:
        folder.mkdir()
    at_once = sqlite3.connect(made(folders[0], AT_ONCE))
    by_steps = sqlite3.connect(made(folders[1], STEP_BY_STEP))
    assert schema(at_once) == schema(by_steps)
    assert contents(at_once) == contents(by_steps)
    assert contents(at_once)["quality_firmrule"], "what migrations write is there"
