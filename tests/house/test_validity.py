"""What docs/validity.md says of limits is what the program keeps, and each of its rules is tried."""

import re
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator

from tests.house.tables import ROOT, rows
from tongxin.base.reading import limits
from tongxin.collab.approvals.rules.shapes import MOST_NODES
from tongxin.collab.automations.actions.hearing import MOST_DEEP
from tongxin.collab.calendar.actions import feeds, following, reading
from tongxin.collab.fields.actions import defining, dictionaries
from tongxin.collab.files.actions import MOST_BYTES, names
from tongxin.collab.files.models.sniffing import RASTER_IMAGES
from tongxin.collab.people.actions import halfway, invitations
from tongxin.collab.people.actions.guessing import GUESSES_PER_HOUR
from tongxin.collab.people.forms import SignInForm
from tongxin.collab.people.models.second_factor import SET_UP_WITHIN, TRUSTED_FOR
from tongxin.collab.views.actions import bulk, saving
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.quotes.actions.sending import LINK_DAYS
from tongxin.interfaces.imports.views.listing import MOST_FILES
from tongxin.interfaces.rest.forms import values
from tongxin.interfaces.rest.forms.values import Listing
from tongxin.interfaces.webforms.actions.taking import MOST_IN_AN_HOUR, MOST_IN_TEN_MINUTES
from tongxin.project.commands import token
from tongxin.project.listening import LARGEST_BODY

MEGABYTE = 1024 * 1024
DROP = ROOT / "tongxin/interfaces/imports/templates/imports/_drop.html"


def count(most: int) -> str:
    return f"{most:,}"


def minutes(span: timedelta) -> str:
    return f"{span // timedelta(minutes=1)} minutes"


def longest(field: str) -> int | None:
    return Party._meta.get_field(field).max_length  # type: ignore[union-attr]  # each is a column of text


def bound(kind: Any) -> str:  # Any: an annotated type
    """How long a text or list of the interface for programs may be."""
    return count(kind.__metadata__[0].metadata[0].max_length)


def days_of_a_token() -> int:
    parser = ArgumentParser()
    token.add_arguments(parser)
    return int(parser.get_default("days"))


def test_limits_are_those_of_the_program() -> None:
    guesses, form = GUESSES_PER_HOUR, settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MEGABYTE
    assert {what: said for what, (said, _kept) in rows("docs/validity.md", "**How much**").items()} == {
        "wrong passwords and codes in an hour": f"{guesses['mail']} for a mail address, {guesses['net']} for a network, {guesses['device']} for a known browser",
        "half a sign-in (password given, code owed); setting up an app; trust in a browser": f"{minutes(halfway.LASTS)}; {minutes(SET_UP_WITHIN)}; {TRUSTED_FOR.days} days",
        "an invitation, a quote's link, a program's token": f"{invitations.LASTS.days} days, {LINK_DAYS} days, {days_of_a_token()} days unless said otherwise",
        "entries by a web form": f"{MOST_IN_TEN_MINUTES} from a network in ten minutes, {MOST_IN_AN_HOUR} a form in an hour",
        "customers held from a pool": "as the pool says",
        "a bulk change": f"{count(bulk.MOST)} records",
        "a list by REST": f"{Listing.model_fields['limit'].metadata[1].le} a page",
        "own fields of a kind, items of a dictionary, saved views of a person": f"{defining.MOST}, {dictionaries.MOST}, {saving.MOST}",
        "steps of an approval's route, rules that set each other going": f"{MOST_NODES}, {MOST_DEEP} deep",
        "calendars read from elsewhere, addresses of one's own calendar": f"{following._MOST} and {feeds._MOST}; of one read {reading.LARGEST // MEGABYTE} MB and {count(reading._MOST)} entries",
        "a request": f"{form} MB of form, {count(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS)} fields; {LARGEST_BODY // MEGABYTE} MB with a file",
    }


def test_single_values_are_checked_as_it_says() -> None:
    said = {what: rule for what, (rule, _kept) in rows("docs/validity.md", "**Single values**").items()}
    assert longest("english_name") == longest("name")
    least = next(
        one["OPTIONS"]["min_length"]
        for one in settings.AUTH_PASSWORD_VALIDATORS
        if one["NAME"].endswith(MinimumLengthValidator.__name__)
    )
    common = round(len(CommonPasswordValidator().passwords), -3)
    for what, words in {
        "names of customers and contacts": f"needed, at most {longest('name')} signs; short name {longest('short_name')}, address {longest('address')}",
        "unified social credit code": f"{longest('uscc')} signs",
        "lines and texts by REST": f"{bound(values.Line)} signs and {bound(values.Long)}; lists of {bound(values.Lines)} lines, {bound(values.Ids)} numbers; unknown keys are named and refused",
        "passwords": f"{least} signs at least, none of the {count(common)} most common, no word of the firm or of one's mail; up to {count(SignInForm.base_fields['password'].max_length)} are read",
        "files": f"{MOST_BYTES // MEGABYTE} MB (`MOST_BYTES`), names of {names.LONGEST} signs",
        "days": "by REST between 1800 and 2300",
    }.items():
        assert words in said[what], what
    assert len(said) == 11, "a new row needs its line here, or stands for a rule of its own tests"


def test_values_that_must_fit_each_other_are_tried() -> None:
    found = rows("docs/validity.md", "**Values that must fit each other**")
    assert len(found) == 8
    for what, (_rule, tried) in found.items():
        place, _colons, name = tried.strip("`").partition("::")
        assert f"def {name}(" in (ROOT / place).read_text(encoding="utf-8"), what


def test_kinds_and_sizes_of_files_are_those_in_the_readmes() -> None:
    files, imports = (
        (ROOT / "tongxin" / room / "README.md").read_text() for room in ("collab/files", "interfaces/imports")
    )
    shown = ", ".join(sorted(one.removeprefix("image/").upper() for one in RASTER_IMAGES))
    assert f"Only raster images ({shown}) open in the browser" in files
    assert f"At most {MOST_BYTES // MEGABYTE} MB." in files
    kinds = re.findall(r"\.(\w+)", re.findall(r'accept="([^"]*)"', DROP.read_text())[0])
    assert f"({', '.join(one for one in kinds if one != 'vcf')}) and contact cards (vcf)" in imports
    assert (
        f"At most {MOST_FILES} files at once, {limits.FILE_BYTES // MEGABYTE} MB each ({limits.HELD_BYTES // MEGABYTE} MB where a kind is read whole: xls, html, xml), "
        f"{limits.UNPACKED_BYTES // MEGABYTE:,} MB unpacked, {count(limits.ROWS)} rows, {count(limits.COLUMNS)} columns, {limits.SHEETS} sheets, {count(limits.CELL_CHARACTERS)} signs in a cell."
    ) in imports
