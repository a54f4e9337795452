"""Bringing customers in and taking them out again."""

import json

import pytest
from django.apps import apps

from tests.cast import Cast, fresh
from tongxin.base.registries import Choices, RowRefused
from tongxin.collab.access.actions import give_role
from tongxin.collab.access.models import Role
from tongxin.collab.journal.models import Entry
from tongxin.collab.search.actions import words_of
from tongxin.collab.search.queries import matching
from tongxin.directory.parties.actions import add_contact, change_party, create_party
from tongxin.directory.parties.actions.create import MayNotAdd
from tongxin.directory.parties.actions.importing import (
    check_drafts,
    contact_draft,
    customer_draft,
    prepare,
    undo_batch,
    write_drafts,
)
from tongxin.directory.parties.import_fields import fields_for
from tongxin.directory.parties.models import Contact, ContactPoint, Party, Tag
from tongxin.directory.parties.queries import documents_of

MOBILE = ("+8613800138000", "138 0013 8000")


def row(number: int = 1, **values: object) -> object:
    return customer_draft(values, number)


def state() -> str:
    """Everything that an import may touch, byte for byte."""
    tables = {}
    for model in apps.get_app_config("parties").get_models():
        tables[model.__name__] = list(model.objects.order_by("pk").values())
    return json.dumps(tables, default=str, ensure_ascii=False, sort_keys=True)


def undo_all(cast: Cast, batch: str, *void: str) -> tuple[int, int, list[tuple[int, str, str]]]:
    deleted, restored, kept, cursor = 0, 0, [], None
    while True:
        step = undo_batch(cast.boss, batch, cursor, void)
        deleted, restored, cursor = deleted + step.deleted, restored + step.restored, step.cursor
        kept += step.kept
        if cursor is None:
            return deleted, restored, kept


def test_a_row_becomes_a_customer_with_its_contact(cast: Cast) -> None:
    draft = row(
        name="苏州恒润精密机械有限公司",
        address="江苏省苏州市工业园区金鸡湖大道1号",
        phones=[("+8651265529988", "0512-6552 9988")],
        contact_name=[{"name": "张三", "phones": [MOBILE], "mails": [], "title": "采购经理"}],
        tags=["老客户"],
        owner=cast.seller.pk,
    )
    [outcome] = write_drafts(cast.boss, [draft], "import:1", Choices())
    assert outcome.outcome == "created"
    party = Party.objects.get(pk=outcome.record_id)
    assert (party.name, party.city, party.owner, party.unit) == (
        "苏州恒润精密机械有限公司",
        "苏州市",
        cast.seller,
        cast.suzhou,
    )
    assert party.roles == ["customer"]
    [contact] = party.contacts.all()
    assert (contact.person.name, contact.title, contact.is_main) == ("张三", "采购经理", True)
    assert [point.value for point in contact.person.points.all()] == ["+8613800138000"]
    assert [tag.name for tag in party.tags.all()] == ["老客户"]
    names = list(Entry.objects.filter(batch="import:1").values_list("name", flat=True))
    assert sorted(names) == ["contact.added", "party.created"]


def test_the_same_row_again_changes_nothing(cast: Cast) -> None:
    draft = row(name="恒润精密", phones=[MOBILE], city="苏州")
    write_drafts(cast.boss, [draft], "import:1", Choices())
    before = state()
    [outcome] = write_drafts(cast.boss, [row(name="恒润精密", phones=[MOBILE], city="苏州")], "import:2", Choices())
    assert outcome.outcome == "unchanged"
    assert state() == before


def test_gaps_are_filled_and_what_is_there_stays(cast: Cast) -> None:
    party = create_party(by=cast.boss, name="恒润精密机械有限公司", industry="机械", city="苏州")
    [outcome] = write_drafts(
        cast.boss,
        [row(name="恒润精密机械有限公司", industry="泵业", source="展会", phones=[MOBILE])],
        "import:1",
        Choices(),
    )
    party.refresh_from_db()
    assert (outcome.outcome, party.industry, party.source) == ("updated", "机械", "展会")
    [outcome] = write_drafts(
        cast.boss, [row(name="恒润精密机械有限公司", industry="泵业")], "import:2", Choices(existing="overwrite")
    )
    party.refresh_from_db()
    assert (outcome.outcome, party.industry) == ("updated", "泵业")


def test_two_rows_of_one_file_about_one_customer_become_one(cast: Cast) -> None:
    drafts = [
        row(2, name="远东泵业", contact_name=[{"name": "张三", "phones": [MOBILE], "mails": []}]),
        row(3, name="远东泵业", industry="泵业", contact_name=[{"name": "沈丽", "phones": [], "mails": []}]),
    ]
    outcomes = write_drafts(cast.boss, drafts, "import:1", Choices())
    assert [outcome.outcome for outcome in outcomes] == ["created", "merged"]
    party = Party.objects.get(name="远东泵业")
    assert party.industry == "泵业"
    assert sorted(contact.person.name for contact in party.contacts.all()) == ["张三", "沈丽"]


def test_what_belongs_to_another_region_is_named_only_by_its_unit(cast: Cast) -> None:
    create_party(by=cast.south, name="珠江阀门有限公司", note="秘密")
    before = state()
    draft = row(7, name="珠江阀门有限公司", industry="泵业")
    [verdict] = check_drafts(fresh(cast.seller), [draft], set())
    assert verdict.outcome == "elsewhere"
    assert (verdict.record_id, verdict.title) == (None, "")
    assert "华南大区" in verdict.reason
    assert "秘密" not in verdict.reason
    [outcome] = write_drafts(fresh(cast.seller), [draft], "import:1", Choices())
    assert outcome.outcome == "refused"
    assert outcome.record_id is None
    assert state() == before


def test_whoever_may_not_write_may_not_import(cast: Cast) -> None:
    before = state()
    for person in (cast.clerk, cast.stranger, cast.left):
        with pytest.raises(MayNotAdd):
            write_drafts(fresh(person), [row(name="恒润")], "import:1", Choices())
    assert state() == before


def test_likely_doubles_are_told_and_created_unless_the_person_says_otherwise(cast: Cast) -> None:
    create_party(by=cast.boss, name="苏州恒润精密机械有限公司", city="苏州")
    draft = row(name="恒润精密", city="苏州")
    [verdict] = check_drafts(cast.boss, [draft], set())
    assert (verdict.outcome, verdict.title) == ("likely", "苏州恒润精密机械有限公司")
    assert write_drafts(cast.boss, [draft], "import:1", Choices(likely="skip"))[0].outcome == "skipped"
    assert write_drafts(cast.boss, [draft], "import:2", Choices(likely="create"))[0].outcome == "created"


def test_undo_restores_every_byte(cast: Cast) -> None:
    party = create_party(by=cast.boss, name="金陵热电有限公司", points={"phone": ["13900139000"]})
    add_contact(by=cast.boss, party=party, name="钱工")
    before = state()
    drafts = [
        row(
            1,
            name="金陵热电有限公司",
            source="展会",
            phones=[MOBILE],
            tags=["新"],
            contact_name=[{"name": "张三", "phones": [], "mails": []}],
        ),
        *(row(n, name=f"客户{n}厂", phones=[(f"+86139001390{n:02d}", "")], tags=["新"]) for n in range(2, 30)),
    ]
    write_drafts(cast.boss, drafts, "import:9", Choices())
    assert state() != before
    deleted, restored, kept = undo_all(cast, "import:9")
    assert (deleted, restored, kept) == (28, 1, [])
    assert state() == before
    assert not Tag.objects.filter(name="新").exists()


def test_undo_keeps_and_lists_what_was_changed_since(cast: Cast) -> None:
    drafts = [
        row(n, name=f"客户{n}厂", contact_name=[{"name": f"张{n}", "phones": [], "mails": []}]) for n in range(2, 5)
    ]
    write_drafts(cast.boss, drafts, "import:9", Choices())
    touched = Party.objects.get(name="客户3厂")
    change_party(by=cast.boss, party=touched, industry="水务")
    deleted, _restored, kept = undo_all(cast, "import:9")
    assert deleted == 2
    assert [(party_id, name) for party_id, name, _why in kept] == [(touched.pk, "客户3厂")]
    assert [contact.person.name for contact in Contact.objects.filter(party=touched)] == ["张3"]


def test_a_row_without_any_name_is_refused_with_its_field() -> None:
    with pytest.raises(RowRefused) as refusal:
        row(4, phones=[MOBILE])
    assert refusal.value.field == "name"


def test_an_address_book_line_without_a_firm_is_a_person(cast: Cast) -> None:
    draft = contact_draft({"contact_name": [{"name": "李四", "phones": [MOBILE], "mails": []}]}, 1)
    write_drafts(cast.boss, [draft], "import:1", Choices())
    person = Party.objects.get(name="李四")
    assert (person.kind, person.is_customer) == ("person", True)
    assert [point.value for point in person.points.all()] == ["+8613800138000"]


@pytest.mark.parametrize(
    ("family", "given", "name"),
    [("张", "三", "张三"), ("Smith", "John", "John Smith"), ("", "Ann", "Ann"), ("李", "", "李")],
)
def test_a_name_in_two_columns_is_one_name(family: str, given: str, name: str) -> None:
    draft = customer_draft({"name": "恒润", "contact_family_name": family, "contact_given_name": given}, 1)
    assert [person.name for person in draft.people] == [name]


def test_what_is_worked_out_beforehand_is_what_the_records_say(cast: Cast) -> None:
    draft = row(
        name="苏州恒润精密机械有限公司",
        short_name="恒润",
        uscc="91350100M000100Y43",
        address="江苏省苏州市工业园区金鸡湖大道1号",
        note="爱喝茶",
        phones=[("+8651265529988", "0512-6552 9988")],
        contact_wechat="hengrun",
        contact_name=[{"name": "张三", "phones": [MOBILE], "mails": [("z@hr.example", "z@hr.example")]}],
    )
    prepare(draft)
    write_drafts(cast.boss, [draft], "import:1", Choices())
    for party in Party.objects.all():
        [document] = documents_of([party.pk])
        known = draft.prepared if party.kind == "organisation" else draft.people[0].prepared
        assert set(words_of("party", document).split()) == set(known.words.split())
        assert party.sort_key == known.sort_key
        assert (party.name_key, party.core_key) == known.keys


def test_new_numbers_of_a_known_contact_come_in_and_go_again(cast: Cast) -> None:
    party = create_party(by=cast.boss, name="金陵热电有限公司")
    add_contact(by=cast.boss, party=party, name="钱工", points={"phone": ["13900139000"]})
    before = state()
    people = [{"name": "钱工", "phones": [MOBILE, ("+8613900139000", "139 0013 9000")], "mails": []}]
    [outcome] = write_drafts(cast.boss, [row(name="金陵热电有限公司", contact_name=people)], "import:9", Choices())
    assert outcome.outcome == "updated"
    person = Party.objects.get(name="钱工")
    assert [point.value for point in person.points.all()] == ["+8613900139000", "+8613800138000"]
    assert Party.objects.filter(matching(cast.boss, "party", "8000")).contains(person)
    undo_all(cast, "import:9")
    assert state() == before
    assert not Party.objects.filter(matching(cast.boss, "party", "8000")).exists()


def test_two_with_one_name_and_two_codes_stay_two(cast: Cast) -> None:
    create_party(by=cast.boss, name="城区", external_id="110100")
    [outcome] = write_drafts(cast.boss, [row(name="城区", external_id="120100")], "import:9", Choices())
    assert outcome.outcome == "created"


def test_an_import_that_was_taken_back_protects_nothing(cast: Cast) -> None:
    before = state()
    write_drafts(cast.boss, [row(name="金陵热电有限公司")], "import:1", Choices())
    write_drafts(cast.boss, [row(name="金陵热电有限公司", source="展会")], "import:2", Choices())
    assert undo_all(cast, "import:1")[0] == 0
    undo_all(cast, "import:2")
    assert undo_all(cast, "import:1", "import:2") == (1, 0, [])
    assert state() == before


def test_the_same_customer_in_a_later_chunk_of_a_file_is_told_before_it_comes_in(cast: Cast) -> None:
    seen: set[int] = set()
    outcomes = []
    for number, name in enumerate(["恒润", "华跃", "恒润"]):
        outcomes += [verdict.outcome for verdict in check_drafts(cast.boss, [row(number, name=name)], seen)]
    assert outcomes == ["new", "new", "twice"]


def test_an_import_is_no_way_to_ask_for_hidden_numbers(cast: Cast) -> None:
    create_party(by=cast.boss, name="金陵热电有限公司", points={"phone": ["13800138000"]})
    people = [{"name": "钱工", "title": "", "phones": [MOBILE], "mails": []}]
    role = Role.objects.create(
        name="不看号码",
        scopes={"party": {"read": "all", "write": "all"}},
        fields={"party": {"phones": "hidden", "city": "hidden"}},
    )
    give_role(by=cast.boss, person=cast.stranger, role=role)
    me = fresh(cast.stranger)
    keys = {field.key for field in fields_for(me)}
    assert not keys & {"phones", "contact_mobile", "contact_phone", "city"}
    assert "contact_email" in keys
    asked = [row(name="别的公司", contact_mobile=[MOBILE]), row(name="又一家", contacts=people)]
    assert [verdict.outcome for verdict in check_drafts(me, asked, set())] == ["new", "new"]
    write_drafts(me, [row(name="又一家", contacts=people)], "import:1", Choices())
    assert not ContactPoint.objects.exclude(party__name="金陵热电有限公司").exists()
    [verdict] = check_drafts(me, [row(name="南京金陵热电公司")], set())
    assert (verdict.outcome, verdict.title) == ("likely", "金陵热电有限公司")
    [shown] = check_drafts(cast.boss, [row(name="南京金陵热电公司")], set())
    assert shown.reason != verdict.reason
