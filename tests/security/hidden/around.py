"""What hangs on the party and tells of it: contacts, entries, pairs, merges, views of others, rules, pools, files, jobs."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.security.hidden.firm import KEYS, Firm
from tests.security.hidden.planting import FIRST, OLD, POINTS, custom_of, point_of, value_of
from tongxin.base.clock import now
from tongxin.base.dates.yearly import YearlyDay
from tongxin.base.registries import fields_of, subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.access.models import Role
from tongxin.collab.calendar.actions import add_entry
from tongxin.collab.fields.models import CustomField, Dictionary
from tongxin.collab.fields.queries import own_fields
from tongxin.collab.files.actions import attach_file, store_file
from tongxin.collab.jobs.models import Job
from tongxin.collab.journal.models import Entry
from tongxin.collab.notices.actions import notify
from tongxin.collab.notices.models import Notice
from tongxin.collab.org.models import Post
from tongxin.collab.people.actions import create_token
from tongxin.collab.tasks.actions import give_task
from tongxin.collab.views.actions import ask_bulk_change, save_view
from tongxin.collab.views.models import SavedView
from tongxin.directory.activities.actions import note_activity, plan_step
from tongxin.directory.doubles.actions import look_at, merge_parties
from tongxin.directory.doubles.models import Pair
from tongxin.directory.memory.actions import note_fact
from tongxin.directory.ownership.models import HandOver
from tongxin.directory.parties.actions import (
    add_contact,
    add_relation,
    change_party,
    create_party,
    delete_parties,
    join_team,
    set_points,
)
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.models.facts import FACTS
from tongxin.directory.quality.models import FirmRule
from tongxin.directory.quality.words import ASKED
from tongxin.frontoffice.pools.actions import bring_in, save_pool
from tongxin.interfaces.imports.actions import receive_file


def surround(firm: Firm) -> None:
    """Everything once, by the verbs of the rooms."""
    _people_and_talk(firm)
    _doubles(firm)
    _of_the_firm(firm)
    _of_the_reader(firm)


def _values(firm: Firm, keys: tuple[str, ...]) -> dict[str, str]:
    return {key: value_of(key, firm.taken("party", key)) for key in keys}


def _number(firm: Firm, party: Party, key: str, sign: str) -> None:
    """A number or address, where there was another one before: each firm tells as many changes."""
    for which in (OLD, firm.taken("party", key)):
        values = [point_of(key, which).replace("4", sign)]
        set_points(by=firm.cast.boss, party=party, kind=POINTS[key], values=values)


def _people_and_talk(firm: Firm) -> None:
    boss, party, numbers = firm.cast.boss, firm.party, firm.numbers
    contact = add_contact(by=boss, party=party, name="马国栋", title="经理")
    for key in POINTS:
        _number(firm, contact.person, key, "6")
    change_party(by=boss, party=contact.person, **_values(firm, ("birthday", "note")))
    note_fact(by=boss, party=contact.person, kind="health", text=value_of("note", firm.taken("party", "health")))
    day = 3 if firm.taken("party", "birthday") == FIRST else 4
    birthday = YearlyDay(month=3, day=day)
    numbers["fact_id"] = note_fact(by=boss, party=party, kind="likes", text="喝茶").pk
    note_fact(by=boss, party=contact.person, kind="date", day=birthday, occasion="birthday", customer=party)
    activity = note_activity(by=boss, party=party, kind="visit", text="看了新车间", people=[contact.person_id])
    step = plan_step(by=firm.reader, party=party, kind="visit", text="回访", due=now().date() + timedelta(days=1))
    relation = add_relation(by=boss, party=party, other=create_party(by=boss, name="伙伴公司"), kind="partner")
    join_team(by=boss, party=party, person=firm.reader)
    entry = Entry.objects.filter(name="party.changed", subject_id=party.pk).latest("id")
    numbers |= {
        "contact_id": contact.pk,
        "activity_id": activity.pk,
        "step_id": step.pk,
        "calendar_entry_id": add_entry(
            by=boss, title="会", starts=now() + timedelta(days=1), on=Subject("party", party.pk)
        ).pk,
        "promise_id": give_task(by=boss, text="催图", on=Subject("party", party.pk)).pk,
        "relation_id": relation.pk,
        "entry_id": entry.pk,
    }


def _doubles(firm: Firm) -> None:
    boss = firm.cast.boss
    gone = create_party(by=boss, name="并走的公司", **_values(firm, ("address", "note", "uscc")))
    _number(firm, gone, "phones", "4")
    one, other = (create_party(by=boss, name="一样的公司") for _ in range(2))
    for party in (one, other):
        for key in KEYS:
            if key in POINTS:
                _number(firm, party, key, "8")
    look_at([one.pk, other.pk])
    firm.numbers["pair_id"] = Pair.objects.latest("id").pk
    firm.numbers["merge_id"] = merge_parties(by=boss, kept=firm.party, gone=gone).pk
    look_at([firm.party.pk])
    thrown = create_party(by=boss, name="回收站里的公司", **_values(firm, ("city", "note")))
    delete_parties(by=boss, parties=[thrown.pk])


def _of_the_firm(firm: Firm) -> None:
    """Views of somebody else that ask for every field, rules of quality for every fact, a pool."""
    boss, numbers = firm.cast.boss, firm.numbers
    every = {one.key: one for one in fields_of("party", boss)}
    for key in [key for key in subject_kinds.get("party").hideable if key in every]:
        parts = [{"field": key, "op": "filled"}] if "filled" in every[key].operators else []
        view = save_view(
            by=boss,
            kind="party",
            name=f"看{key}",
            filter={"v": 1, "and": parts},
            sort="",
            sharing=SavedView.Sharing.FIRM,
        )
        numbers[f"view.{key}"] = numbers["view_id"] = view.pk
    for place, key in enumerate(ASKED):
        numbers["rule_id"] = FirmRule.objects.create(part="complete", facts=[key], weight=9, place=place).pk
    FirmRule.objects.create(part="complete", facts=["website"], tier=value_of("tier", FIRST), weight=9, place=99)
    pool = save_pool(by=boss, name="公海", units=[firm.cast.suzhou], people=[firm.reader])
    cast_off = create_party(by=boss, name="公海里的公司", **_values(firm, tuple(set(FACTS) - {"name", "kind"})))
    _number(firm, cast_off, "phones", "9")
    own = {
        one.key: custom_of(one, firm.taken("party", one.key), firm.ids)
        for one in own_fields("party")
        if not one.is_worked_out
    }
    change_party(by=boss, party=cast_off, **own)
    numbers |= {
        "pool_id": pool.pk,
        "stay_id": bring_in(by=boss, pool=pool, parties=[cast_off.pk])[0].pk,
        "field": CustomField.objects.latest("id").pk,
        "dictionary": Dictionary.objects.latest("id").pk,
        "person": boss.pk,
        "unit": firm.cast.suzhou.pk,
        "role": Role.objects.latest("id").pk,
        "post": Post.objects.filter(person=boss)[0].pk,
    }


def _of_the_reader(firm: Firm) -> None:
    boss, reader, party = firm.cast.boss, firm.reader, firm.party
    file = store_file(by=boss, upload=SimpleUploadedFile("说明.txt", b"nothing"))
    attachment = attach_file(by=boss, file=file, on=Subject("party", party.pk), customer=party.pk)
    job = Job.objects.create(name="none", created_by=reader, created_at=now(), run_after=now())
    notify(people=[reader], kind="step.given", text="%(title)s", on=Subject("party", party.pk), by=boss)
    token, firm.secret = create_token(by=reader, person=reader, name="读", scopes=("read", "write"))
    sheet = "\n".join(
        [
            "单位名称,电话,信用代码,城市",
            f"有秘密的公司,{point_of('phones', FIRST)},{value_of('uscc', FIRST)},{value_of('city', FIRST)}",
        ]
    )
    brought = receive_file(by=reader, name="名单.csv", pieces=[sheet.encode()])
    hand_over = HandOver.objects.create(giver=reader, taker=boss, begun_by=reader, begun_at=now())
    told = {"field": "tier", "value": value_of("tier", firm.taken("party", "tier"))}
    change = ask_bulk_change(by=boss, kind="party", deed="fact", values=told, address="")
    firm.numbers |= {
        "attachment_id": attachment.pk,
        "job_id": job.pk,
        "notice_id": Notice.objects.filter(person=reader).latest("id").pk,
        "token": token.pk,
        "import_id": brought.pk,
        "hand_over_id": hand_over.pk,
        "change_id": change.pk,
    }
