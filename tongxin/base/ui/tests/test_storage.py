import re
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from tongxin.base.ui.storage import SHEET, joined

STATIC = Path(__file__).resolve().parents[1] / "static" / "ui"


def found():
    return {
        (f"{storage.prefix}/{path}" if getattr(storage, "prefix", None) else path): (storage, path)
        for finder in get_finders()
        for path, storage in finder.list([])
    }


def test_the_joined_sheet_holds_every_part_in_its_layer():
    text = joined((STATIC / "ui.css").read_text(), found())
    assert "@import" not in text
    assert "@layer tokens {" in text
    assert "--seal:" in text


def test_every_style_file_is_imported_once():
    imported = re.findall(r'url\("([^"]+)"\)', (STATIC / "ui.css").read_text())
    on_disk = {path.relative_to(STATIC).as_posix() for path in (STATIC / "css").rglob("*.css")}
    assert sorted(imported) == sorted(on_disk)


def test_every_behaviour_is_imported_with_a_semicolon_so_that_its_name_is_hashed():
    for path in (STATIC / "js").glob("*.js"):
        for line in path.read_text().splitlines():
            if line.startswith("import "):
                assert line.endswith(";"), f"{path.name}: {line}"


def test_collected_files_are_hashed_compressed_and_refer_to_each_other_by_hash(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "tongxin.base.ui.storage.HashedFiles"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    [sheet] = (tmp_path / "ui").glob("ui.*.css")
    [kit] = (tmp_path / "ui" / "js").glob("kit.*.js")
    assert "@import" not in sheet.read_text()
    assert sheet.with_name(sheet.name + ".gz").exists()
    assert re.search(r'import\s*"\./palette\.[0-9a-f]{12}\.js";', kit.read_text())
    assert (tmp_path / SHEET).exists()
