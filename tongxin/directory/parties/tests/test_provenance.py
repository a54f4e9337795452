"""Where facts come from, and taking single changes back."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, fresh
from tongxin.base.registries import import_targets
from tongxin.collab.access.models import Role
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import assign_parties, change_party, create_party, set_points, undo_change
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries.provenance import provenance_of
from tongxin.interfaces.imports.models import Import


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def history(person: Person, party: Party, field: str) -> str:
    address = reverse("customer_fact_history", args=[party.pk, field])
    answer = enter(person).get(address, headers={"HX-Request": "true"})
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


@pytest.fixture
def party(cast: Cast) -> Party:
    return create_party(by=cast.seller, name="苏州恒润精密机械有限公司", industry="机加工")


def first_of(cast: Cast, party: Party, field: str, *, has_value: bool = True) -> str:
    first = provenance_of(cast.boss, party, field, has_value=has_value).first
    return first.by.name if first and first.by else "nobody" if first else "no one yet"


def test_a_fact_that_came_with_the_record_was_acquired_by_who_added_it(cast: Cast, party: Party) -> None:
    assert first_of(cast, party, "industry") == "李薇"
    change_party(by=cast.boss, party=party, industry="化工")
    assert first_of(cast, party, "industry") == "李薇"


def test_a_fact_that_was_empty_was_acquired_by_who_filled_it_first(cast: Cast, party: Party) -> None:
    assert first_of(cast, party, "source", has_value=False) == "no one yet"
    change_party(by=cast.boss, party=party, source="展会")
    change_party(by=cast.seller, party=party, source="转介绍")
    assert first_of(cast, party, "source") == "陈岚"
    set_points(by=cast.boss, party=party, kind="phone", values=["13806021001"])
    assert first_of(cast, party, "phones") == "陈岚"


def test_an_import_counts_with_the_name_of_its_file(cast: Cast, party: Party) -> None:
    file = Import.objects.create(
        name="老客户.xlsx", format="xlsx", target="customers", started_by=cast.boss, at=party.created_at
    )
    Entry.objects.filter(name="party.created").update(batch=f"import:{file.pk}")
    page = history(cast.boss, party, "industry")
    assert "老客户.xlsx" in page
    assert "老客户.xlsx" not in history(cast.seller, party, "industry"), "somebody else's import is not theirs to see"
    assert "customers" in import_targets.names()


def test_the_history_shows_old_and_new_and_offers_undo_to_who_may(cast: Cast, party: Party) -> None:
    change_party(by=cast.seller, party=party, industry="化工")
    page = history(cast.seller, party, "industry")
    for word in ("首次获得", "李薇", "机加工", "化工", "撤销"):
        assert word in page
    assert "撤销" not in history(cast.clerk, party, "industry")


def test_owners_have_a_history_too(cast: Cast, party: Party) -> None:
    assign_parties(by=cast.boss, parties=[party.pk], owner=cast.colleague)
    page = history(cast.boss, party, "owner")
    assert "李薇" in page
    assert "赵航" in page


def test_one_field_of_a_change_is_taken_back_alone(cast: Cast, party: Party) -> None:
    change_party(by=cast.seller, party=party, industry="化工", source="展会")
    entry = Entry.objects.filter(name="party.changed").latest("id")
    address = reverse("undo_customer_change", args=[party.pk, entry.pk])
    assert enter(cast.seller).post(address, {"field": "industry"}).status_code == 302
    party.refresh_from_db()
    assert (party.industry, party.source) == ("机加工", "展会")
    undo_change(by=cast.seller, entry=entry, only="source")
    party.refresh_from_db()
    assert party.source == ""


def test_a_hidden_field_has_no_history(cast: Cast, party: Party) -> None:
    role = Role.objects.get(assignments__person=cast.seller)
    role.fields = {"party": {"industry": "hidden"}}
    role.save()
    assert history(fresh(cast.seller), party, "industry") == "404"
    assert history(cast.south, party, "industry") == "404"


def test_the_history_is_a_page_of_its_own_where_no_dialog_opens(cast: Cast, party: Party) -> None:
    page = enter(cast.seller).get(reverse("customer_fact_history", args=[party.pk, "industry"])).content.decode()
    assert "<html" in page
    assert "首次获得" in page
