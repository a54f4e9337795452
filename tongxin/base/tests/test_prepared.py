"""Questions put into SQL once answer what a QuerySet would, each time anew."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tongxin.base.database.prepared import Lens, NotToBePrepared, ValueMissing, prepared

pytestmark = pytest.mark.django_db


@prepared
def rights_on(model: str) -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__model=model).select_related("content_type").order_by("codename")


@prepared
def living(key: str, at) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=at)


@prepared
def names_of(ids: list[int], app: str) -> QuerySet[ContentType, tuple[int, str]]:
    return ContentType.objects.filter(pk__in=ids, app_label=app).order_by("-pk").values_list("pk", "model")


@prepared
def models_of(app: str) -> QuerySet[ContentType, str]:
    return ContentType.objects.filter(app_label=app).order_by("model").values_list("model", flat=True)


def test_objects_come_with_what_they_point_to():
    for model in ("session", "group", "session"):
        found = rights_on(model)
        assert found == list(Permission.objects.filter(content_type__model=model).order_by("codename")) != []
        with CaptureQueriesContext(connection) as queries:
            assert {right.content_type.model for right in found} == {model}
        assert not queries.captured_queries


def test_every_answer_is_read_anew():
    assert rights_on("session")
    Permission.objects.filter(content_type__model="session").delete()
    assert rights_on("session") == []


def test_a_question_is_planned_once_for_all_its_values():
    if connection.vendor != "postgresql":
        return  # SQLite's driver keeps statements by itself
    for model in ("session", "group", "session"):
        assert rights_on(model)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%auth_permission%'")
        assert cursor.fetchone() == (1,)


def test_what_is_planned_once_is_counted_at_every_asking():
    with CaptureQueriesContext(connection) as queries:
        rights_on("session")
        rights_on("group")
    assert len(queries) == 2


def test_objects_can_be_saved_like_any_others():
    right = rights_on("group")[0]
    right.name = "renamed"
    right.save()
    assert Permission.objects.get(pk=right.pk).name == "renamed"


def test_instants_are_compared_as_instants():
    now = timezone.now()
    Session.objects.create(session_key="k", session_data="d", expire_date=now + timedelta(minutes=1))
    assert [session.expire_date for session in living("k", now)] == [now + timedelta(minutes=1)]
    assert living("k", now + timedelta(minutes=1)) == []
    assert living("other", now) == []


def test_rows_of_columns_and_single_columns():
    kinds = list(ContentType.objects.filter(app_label="auth").order_by("-pk"))
    ids = [kind.pk for kind in kinds]
    for length in (1, 2, len(ids), 1):
        assert names_of(ids[:length], "auth") == [(kind.pk, kind.model) for kind in kinds[:length]]
    assert names_of(ids, "sessions") == names_of([], "auth") == []
    assert models_of("sessions") == ["session"]


def test_arguments_may_be_named():
    assert names_of(app="sessions", ids=[]) == []
    assert models_of(app="sessions") == models_of("sessions")


def test_what_was_typed_is_a_value_whatever_it_holds():
    for text in ("'", "%s", "' OR 1=1 --", '"', "\\"):
        assert models_of(text) == []


def test_nothing_is_not_compared_with_a_value():
    with pytest.raises(ValueMissing):
        models_of(None)


def test_other_shapes_are_refused_at_once():
    @prepared
    def dictionaries(app: str):
        return ContentType.objects.filter(app_label=app).values("model")

    with pytest.raises(NotToBePrepared):
        dictionaries("auth")


@dataclass(frozen=True)
class Looking(Lens):
    """Sees the rights on one model, its number's own among them."""

    who: int
    model: str
    asked: ClassVar[list[str]] = []

    @property
    def form(self) -> str:
        return self.model

    @property
    def number(self) -> int:
        return self.who

    def numbered(self, number):
        self.asked.append(self.model)
        return Looking(number, self.model)


@prepared
def in_sight(lens: Looking, name: str) -> QuerySet[Permission, str]:
    own = Q(pk=lens.who) | Q(content_type__model=lens.model)
    return Permission.objects.filter(own, name__startswith=name).order_by("pk").values_list("pk", flat=True)


def test_whoever_looks_through_the_same_glass_is_asked_in_the_same_words_about_himself():
    one, other = Permission.objects.filter(content_type__model="session")[:2]
    group = list(Permission.objects.filter(content_type__model="group").order_by("pk").values_list("pk", flat=True))
    Looking.asked.clear()
    assert in_sight(Looking(one.pk, "group"), "Can") == sorted([*group, one.pk])
    assert in_sight(Looking(other.pk, "group"), "Can") == sorted([*group, other.pk])
    assert one.pk not in in_sight(Looking(other.pk, "group"), "Can")
    assert Looking.asked == ["group"]
    assert len(in_sight(Looking(one.pk, "session"), "Can")) == 4
    assert Looking.asked == ["group", "session"]


def test_a_few_statements_serve_lists_of_all_lengths():
    kinds = list(ContentType.objects.order_by("pk").values_list("pk", flat=True))[:9]
    asked = []

    @prepared
    def models(ids: list[int]) -> QuerySet[ContentType, int]:
        asked.append(len(ids))
        return ContentType.objects.filter(pk__in=ids).order_by("pk").values_list("pk", flat=True)

    for length in range(10):
        assert models(kinds[:length]) == kinds[:length]
    assert asked == [0, 1, 2, 4, 8, 16]


@prepared
def noted(app: str) -> QuerySet[ContentType]:
    own = Permission.objects.filter(content_type=OuterRef("pk"), codename__startswith="add")
    return ContentType.objects.filter(app_label=app).annotate(may_be_added=Exists(own)).order_by("pk")


def test_what_was_noted_beside_a_record_comes_with_it():
    assert [kind.may_be_added for kind in noted("auth")] == [True, True]
    Permission.objects.filter(codename="add_group").delete()
    assert {kind.model: kind.may_be_added for kind in noted("auth")}["group"] is False
