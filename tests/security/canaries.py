"""One person of whom something stands in every corner, each thing with a word that stands nowhere else."""

import json
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.collab.fields.actions import define_field
from tongxin.collab.files.actions import attach_file, store_file
from tongxin.collab.jobs.models import Job, Once
from tongxin.collab.notices.actions import notify
from tongxin.collab.views.actions import ask_bulk_change, save_view
from tongxin.directory.activities.actions import note_activity, plan_step
from tongxin.directory.doubles.actions import merge_parties
from tongxin.directory.memory.actions import note_fact
from tongxin.directory.ownership.actions import mark_key
from tongxin.directory.parties.actions import (
    add_contact,
    add_relation,
    change_party,
    create_party,
    set_points,
    set_tags,
)
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.actions import note_consent
from tongxin.frontoffice.orders.actions import start_order
from tongxin.frontoffice.pools.actions import bring_in, save_pool
from tongxin.frontoffice.quotes.actions import start_quote
from tongxin.interfaces.imports.actions import receive_file
from tongxin.interfaces.imports.models import Rejection

NAME = "欧阳澄碧"
_LETTERS = "bcdfghjkmnpqrtvwxz"


@dataclass
class Scene:
    """The firm, the person, the firm where they work, and every canary with the corner in which it sits."""

    cast: Cast
    chance: random.Random
    person: Party
    firm: Party
    canaries: dict[str, str] = field(default_factory=dict)

    def word(self, corner: str) -> str:
        """A new canary that is a word."""
        made = "".join(self.chance.choice(_LETTERS) for _each in range(12))
        self.canaries[made] = corner
        return made

    def number(self, corner: str) -> str:
        """A new canary that is a mobile number of the person."""
        made = f"138{self.chance.randrange(10**8):08}"
        self.canaries[made] = corner
        self.person.refresh_from_db()
        known = list(self.person.points.filter(kind="phone").values_list("shown", flat=True))
        set_points(by=self.cast.boss, party=self.person, kind="phone", values=[*known, made])
        return made


def _columns(scene: Scene) -> None:
    names = ("short_name", "english_name", "address", "industry", "source", "region", "external_id", "website", "note")
    for name in names:
        scene.person.refresh_from_db()
        change_party(by=scene.cast.boss, party=scene.person, **{name: scene.word(name)})


def _before_images(scene: Scene) -> None:
    for name in ("note", "address", "industry"):
        for _each in range(2):
            scene.person.refresh_from_db()
            change_party(by=scene.cast.boss, party=scene.person, **{name: scene.word("journal")})


def _own_fields(scene: Scene) -> None:
    made = define_field(by=scene.cast.boss, kind="party", label=scene.chance.randbytes(4).hex(), type="text")
    scene.person.refresh_from_db()
    change_party(by=scene.cast.boss, party=scene.person, **{made.key: scene.word("own field")})
    for kind, begin in (("quote", start_quote), ("order", start_order)):
        made = define_field(by=scene.cast.boss, kind=kind, label=scene.chance.randbytes(4).hex(), type="text")
        begin(by=scene.cast.boss, party=scene.person, custom={made.key: scene.word(f"own field of {kind}")})


def _ways(scene: Scene) -> None:
    for kind, ending in (("email", "@shiyan.example"), ("wechat", ""), ("qq", "77")):
        word = scene.word(kind) + ending
        set_points(by=scene.cast.boss, party=scene.person, kind=kind, values=[word])


def _place(scene: Scene) -> None:
    other = create_party(by=scene.cast.boss, name="无锡永信机械有限公司" + scene.chance.randbytes(3).hex())
    person = scene.person
    add_contact(
        by=scene.cast.boss, party=other, person=person, title=scene.word("title"), department=scene.word("post")
    )
    add_relation(by=scene.cast.boss, party=person, other=other, kind="partner", note=scene.word("relation"))


def _activities(scene: Scene) -> None:
    boss, firm = scene.cast.boss, scene.firm
    note_activity(by=boss, party=scene.person, kind="note", text=f"说到{scene.word('activity')}")
    note_activity(by=boss, party=firm, kind="call", text=f"{NAME}的电话是{scene.number('activity of the firm')}")
    number = scene.number("spaced number")
    note_activity(by=boss, party=firm, kind="call", text=f"回电 {number[:3]} {number[3:7]} {number[7:]}")
    due = now().date() + timedelta(days=2)
    plan_step(by=boss, party=scene.person, kind="call", text=scene.word("step"), due=due)
    plan_step(by=boss, party=firm, kind="call", text=f"打给{scene.number('step of the firm')}", due=due)


def _memory(scene: Scene) -> None:
    words = {"text": scene.word("fact"), "told_by": scene.word("who said so")}
    note_fact(by=scene.cast.boss, party=scene.person, kind="habit", **words)


def _files(scene: Scene) -> None:
    boss = scene.cast.boss
    name, inside = scene.word("name of a file"), scene.word("inside a file")
    file = store_file(by=boss, upload=SimpleUploadedFile(f"{name}.txt", inside.encode()))
    attach_file(by=boss, file=file, on=Subject("party", scene.person.pk), customer=scene.person.pk)
    activity = note_activity(by=boss, party=scene.person, kind="note", text="见附件")
    deep = store_file(by=boss, upload=SimpleUploadedFile("录音.txt", scene.word("file of a note").encode()))
    attach_file(by=boss, file=deep, on=Subject("activity", activity.pk), customer=scene.person.pk)
    elsewhere = store_file(
        by=boss, upload=SimpleUploadedFile("名单.txt", f"{scene.number('file of the firm')} 采购".encode())
    )
    attach_file(by=boss, file=elsewhere, on=Subject("party", scene.firm.pk), customer=scene.firm.pk)


def _firm(scene: Scene) -> None:
    scene.firm.refresh_from_db()
    change_party(by=scene.cast.boss, party=scene.firm, note=f"找{NAME}，{scene.number('note of the firm')}")
    scene.firm.refresh_from_db()
    change_party(by=scene.cast.boss, party=scene.firm, note="")


def _notices(scene: Scene) -> None:
    told = {"title": scene.word("notice")}
    on = Subject("party", scene.person.pk)
    notify(people=[scene.cast.seller], kind="step.given", text="%(title)s", particulars=told, on=on, by=scene.cast.boss)


def _behind(scene: Scene) -> None:
    at, boss = now(), scene.cast.boss
    number = scene.number("job")
    Job.objects.create(
        name="none", created_by=boss, created_at=at, run_after=at + timedelta(days=9), arguments={"q": [number]}
    )
    answer = {"said": f"{scene.number('kept answer')}"}
    key = scene.chance.randbytes(8).hex()
    Once.objects.create(principal="person:1", key=key, answer=answer, created_at=at, expires_at=at + timedelta(days=7))
    session = SessionStore()
    session["said"] = f"已打给{scene.number('session')}"
    session.save()


def _lists(scene: Scene) -> None:
    boss = scene.cast.boss
    where = {"v": 1, "and": [{"field": "phones", "op": "is", "value": scene.number("saved view")}]}
    save_view(by=boss, kind="party", name=f"视图{scene.chance.randbytes(3).hex()}", filter=where)
    number = scene.number("bulk change")
    ask_bulk_change(
        by=boss, kind="party", deed="tag", values={"tags": [f"见{number}"]}, address=f"q={scene.number('its address')}"
    )
    scene.person.refresh_from_db()
    set_tags(by=boss, party=scene.person, names=[*(tag.name for tag in scene.person.tags.all()), scene.word("tag")])


def _imports(scene: Scene) -> None:
    text = f"客户名称,联系电话\n王一,{scene.number('source of an import')}\n李二,13900000001\n"
    of = receive_file(by=scene.cast.boss, name="名单.csv", pieces=[text.encode()])
    Rejection.objects.create(
        of=of, row=2, column="电话", field="phones", value=scene.number("row left out"), reason="x"
    )


def _merged(scene: Scene) -> None:
    gone = create_party(by=scene.cast.boss, name=NAME, kind="person", note=scene.word("merged record"))
    scene.person.refresh_from_db()
    merge_parties(by=scene.cast.boss, kept=scene.person, gone=gone)
    scene.person.refresh_from_db()


def _rooms(scene: Scene) -> None:
    boss = scene.cast.boss
    mark_key(by=boss, party=scene.person, why=scene.word("key customer"))
    words = {"source": scene.word("consent"), "evidence": scene.word("evidence")}
    note_consent(by=boss, party=scene.person, purpose="marketing", deed="given", **words)


PLANTERS: list[Callable[[Scene], None]] = [
    _columns, _before_images, _own_fields, _ways, _place, _activities, _memory, _files, _firm, _notices, _behind, _lists,
    _imports, _merged, _rooms,
]  # fmt: skip


def plant(cast: Cast, count: int, *, seed: int = 1) -> Scene:
    """A person with at least `count` canaries, in every corner."""
    firm = create_party(by=cast.boss, name="苏州恒润精密机械有限公司")
    contact = add_contact(by=cast.boss, party=firm, name=NAME, title="采购", points={"phone": ["13812345678"]})
    scene = Scene(cast, random.Random(seed), contact.person, firm)
    while len(scene.canaries) < count:
        for planter in PLANTERS:
            planter(scene)
    pool = save_pool(by=cast.boss, name="公海", units=[cast.east])
    stay = bring_in(by=cast.boss, pool=pool, parties=[scene.person.pk])[0]
    stay.why = scene.word("stay in a pool")
    stay.save(update_fields=["why"])
    return scene


def everything_stored(without: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """All that is kept: every row of every table, the words of the search index, every file, as text with its place."""
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if table in without:
            continue
        for row in model._base_manager.all():
            for column in model._meta.concrete_fields:
                value = getattr(row, column.attname)
                text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
                yield f"{table}:{row.pk}:{column.column}", text
    for session in apps.get_model("sessions", "Session").objects.all():
        yield f"django_session:{session.pk}", json.dumps(session.get_decoded(), ensure_ascii=False)
    yield from words_indexed()
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        if path.is_file():
            yield str(path), path.read_bytes().decode(errors="replace")


def words_indexed() -> Iterator[tuple[str, str]]:
    """The words by which records are found, as the database keeps them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT shelf, record, words::text FROM search_index")
            yield from ((f"search_index:{shelf}:{record}", words) for shelf, record, words in cursor.fetchall())
            return
        cursor.execute("CREATE VIRTUAL TABLE temp.indexed USING fts5vocab('main', 'search_index', 'row')")
        cursor.execute("SELECT term FROM temp.indexed")
        found = cursor.fetchall()
        cursor.execute("DROP TABLE temp.indexed")
    yield from (("search_index", term) for (term,) in found)


def seen(canaries: dict[str, str], without: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """Every canary that is still there: where, which, and in which corner it was put."""
    found = []
    for where, text in everything_stored(without):
        low = text.lower().replace(" ", "").replace("-", "")
        found += [(where, one, corner) for one, corner in canaries.items() if one in low]
    return found


def text_of_archive(path: Path) -> str:
    """All that a copy for the person tells, names of files included, without spaces and dashes."""
    with zipfile.ZipFile(path) as archive:
        told = [archive.read(name).decode(errors="replace") for name in archive.namelist()]
        return " ".join([*told, *archive.namelist()]).replace(" ", "").replace("-", "")
