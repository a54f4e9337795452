"""What must be done before serving: tables, translations, static files. Finished steps are not repeated."""

import hashlib
import logging
from pathlib import Path

import django
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command

from tongxin.base.clock import now
from tongxin.project.care.in_turn import database_to_oneself, folder_to_oneself
from tongxin.project.care.upgrading import lead_to_this_version

log = logging.getLogger(__name__)
PACKAGE = Path(__file__).resolve().parents[1]


def compile_translations() -> int:
    """Compile each changed catalogue. Answers how many were compiled."""
    compiled = 0
    for source in PACKAGE.rglob("locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalog = read_po(file)
        with target.open("wb") as file:
            write_mo(file, catalog)
        compiled += 1
    return compiled


def _static_state() -> str:
    files = sorted(path for path in PACKAGE.rglob("static/**/*") if path.is_file())
    seen = ";".join(f"{path.relative_to(PACKAGE)}:{path.stat().st_mtime_ns}:{path.stat().st_size}" for path in files)
    return hashlib.sha256(f"{django.__version__};{seen}".encode()).hexdigest()


def _stamp() -> Path:
    return Path(settings.STATIC_ROOT) / ".state"


def static_is_current() -> bool:
    """Whether the gathered static files are those of the rooms as they are now."""
    return _stamp().exists() and _stamp().read_text() == _static_state()


def collect_static() -> bool:
    """Gather and hash static files when any changed. Answers whether it had to."""
    if static_is_current():
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    _stamp().write_text(_static_state())
    return True


def prepare() -> None:
    """Everything, in order. Where another program prepares the same folder or database, after it."""
    with folder_to_oneself(settings.DATA):
        compile_translations()
        django.setup()
        with database_to_oneself():
            backup = lead_to_this_version(now=now())
        if backup:
            log.info("the tables are those of this version now; what was before lies in %s", backup)
        collect_static()
