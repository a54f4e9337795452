"""What is no longer needed goes by rule, and what must be kept stays."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tongxin.base.clock import now, replaying
from tongxin.collab.journal.models import Entry
from tongxin.directory.activities.actions import note_activity
from tongxin.directory.parties.actions import add_contact, create_party
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.actions import begin_hold, let_go, note_consent, save_retention_rule
from tongxin.directory.privacy.models import RetentionRule, Reveal
from tongxin.directory.privacy.queries.retention import overdue

LATER = timedelta(days=731)


class Watching:
    """Stands for the worker."""

    id, done = 1, 0

    def progress(self, done: int, total: int | None = None, note: str = "") -> None: ...
    def within(self, done: int | None = None, total: int | None = None, note: str | None = None) -> None: ...


@pytest.fixture
def people(cast: Cast) -> dict[str, Party]:
    """Somebody for each reason to go or to stay."""
    names = ("forgotten", "agreed", "spoken", "held", "supplier", "employed")
    found = {name: create_party(by=cast.boss, name=f"王{name}", kind=Party.Kind.PERSON) for name in names}
    note_consent(by=cast.boss, party=found["agreed"], purpose="marketing", deed="given", source="表格")
    begin_hold(by=cast.boss, party=found["held"], reason="诉讼")
    Party.objects.filter(pk=found["supplier"].pk).update(is_supplier=True)
    firm = create_party(by=cast.boss, name="苏州恒润精密机械有限公司")
    add_contact(by=cast.boss, party=firm, person=found["employed"])
    with replaying(now() + timedelta(days=400)):
        note_activity(by=cast.boss, party=found["spoken"], kind="call", text="还在考虑")
    return found


def test_only_the_forgotten_go(cast: Cast, people: dict[str, Party]) -> None:
    save_retention_rule(by=cast.boss, matter="people", days=730, is_on=True)
    with replaying(now() + LATER):
        assert [one.name for one in overdue("people", 730, now())] == ["王forgotten"]
        assert let_go(job=Watching()) == {"people": 1}
        assert let_go(job=Watching()) == {"people": 0}
    left = set(Party.objects.filter(kind="person").values_list("name", flat=True))
    assert left == {"王agreed", "王spoken", "王held", "王supplier", "王employed"}
    assert Entry.objects.get(name="privacy.let_go").particulars == {"matter": "people", "gone": 1}


def test_five_years_on_nothing_is_overdue(cast: Cast, people: dict[str, Party]) -> None:
    Reveal.objects.create(person=cast.boss, party_id=1, field="phones", at=now())
    for matter, days in (("people", 730), ("looks", 1095), ("requests", 1095)):
        save_retention_rule(by=cast.boss, matter=matter, days=days, is_on=True)
    with replaying(now() + timedelta(days=5 * 365)):
        let_go(job=Watching())
        assert [overdue(rule.matter, rule.days, now()).count() for rule in RetentionRule.objects.all()] == [0, 0, 0]
    assert not Reveal.objects.exists()
    assert Party.objects.filter(name="王held").exists()


def test_a_rule_that_is_off_lets_nothing_go(cast: Cast, people: dict[str, Party]) -> None:
    save_retention_rule(by=cast.boss, matter="people", days=730, is_on=False)
    with replaying(now() + LATER):
        assert let_go(job=Watching()) == {}
    assert Party.objects.filter(name="王forgotten").exists()


def test_proof_is_kept_as_long_as_the_law_asks(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        save_retention_rule(by=cast.boss, matter="looks", days=100, is_on=True)


def test_the_page_counts_before_it_saves(cast: Cast, people: dict[str, Party]) -> None:
    boss, address = Client(), reverse("retention")
    boss.force_login(cast.boss)
    Party.objects.filter(name="王forgotten").update(created_at=now() - LATER)
    page = boss.post(address, {"matter": "people", "days": "730", "is_on": "on", "try": "1"}).content.decode()
    assert "目前有 1 项已超过 730 天" in page
    assert not RetentionRule.objects.exists()
    assert boss.post(address, {"matter": "people", "days": "10"}).status_code == 422
    assert boss.post(address, {"matter": "people", "days": "730", "is_on": "on"}).status_code == 302
    assert RetentionRule.objects.get().is_on
