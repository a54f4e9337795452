"""Overlapping files with known truth. The long form with all records is `bin/bench doubles`."""

import zlib

import pytest

from bench.overlapping import Customer, is_here
from bench.slips import three_files
from bench.telling import halves, told
from tests.cast import Cast
from tongxin.collab.people.models import Person
from tongxin.directory.doubles.actions import look_at
from tongxin.directory.doubles.models import Pair
from tongxin.directory.parties.actions import add_contact, create_party
from tongxin.directory.parties.models import Party

pytestmark = pytest.mark.skipif(not is_here(), reason="the collected data is not in ../shared/data")


def test_the_half_that_was_kept_out_reaches_the_goals() -> None:
    _chosen, kept_out = halves(three_files(firms=1400, seed=7))
    figures = told(kept_out).figures()
    assert figures["pairs"] > 900
    assert figures["precision"] >= 0.97, figures
    assert figures["recall"] >= 0.95, figures


def brought_in(by: Person, one: Customer) -> int:
    """The record as it would stand after an import."""
    points = {"phone": [one.phone] if one.phone and not one.latin else [], "email": [one.mail] if one.mail else []}
    facts = {"city": one.city, "address": one.address, "uscc": one.uscc, "external_id": one.number}
    party = create_party(by=by, name=one.name, points=points, **{key: value for key, value in facts.items() if value})
    if one.former:
        Party.objects.filter(pk=party.pk).update(former_names=[one.former])
    if one.contact:
        add_contact(by=by, party=party, name=one.contact, points={"phone": [one.mobile]} if one.mobile else None)
    return party.pk


def test_the_same_through_the_database(cast: Cast) -> None:
    records = [one for one in three_files(firms=160, seed=3) if zlib.crc32(one.who.split("-")[0].encode()) % 4 == 0]
    numbers = {brought_in(cast.boss, one): one for one in records}
    look_at(sorted(numbers))
    firms = Pair.objects.filter(one__in=list(numbers))
    found = {(pair.one_id, pair.other_id) for pair in firms}
    true = {(a, b) for a in numbers for b in numbers if a < b and numbers[a].who == numbers[b].who}
    assert len(true) > 60
    assert len(found & true) / len(found) >= 0.95, [(numbers[a].name, numbers[b].name) for a, b in found - true]
    assert len(found & true) / len(true) >= 0.9, [(numbers[a].name, numbers[b].name) for a, b in true - found]
