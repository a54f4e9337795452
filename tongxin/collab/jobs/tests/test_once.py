"""A thing that is asked for twice happens once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect

from tongxin.collab.jobs.actions import KeyReused, do_once, once, sweep_answers
from tongxin.collab.jobs.actions.once_views import NotAWholeAnswer
from tongxin.collab.jobs.models import Once
from tongxin.collab.jobs.tests.works import somebody
from tongxin.collab.people.models import Person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Deed:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> dict:
        self.times += 1
        return {"number": self.times, "at": NOW}


def ask(deed, *, principal="person:1", key="k", fingerprint="f", now=NOW):
    return do_once(principal=principal, key=key, fingerprint=fingerprint, now=now, deed=deed)


def test_the_second_time_gets_the_first_answer():
    deed = Deed()
    first, second = ask(deed), ask(deed)
    assert deed.times == 1
    assert first.value == second.value == {"number": 1, "at": "2026-03-02T09:00:00Z"}
    assert (first.is_repeat, second.is_repeat) == (False, True)


def test_other_people_and_other_keys_are_other_deeds():
    deed = Deed()
    ask(deed)
    ask(deed, principal="person:2")
    ask(deed, key="other")
    assert deed.times == 3


def test_a_key_is_not_used_for_another_request():
    deed = Deed()
    ask(deed)
    with pytest.raises(KeyReused):
        ask(deed, fingerprint="other")
    assert deed.times == 1


def test_a_deed_that_fails_leaves_no_trace_and_may_be_tried_again():
    def failing():
        somebody("陈岚")
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        ask(failing)
    assert not Person.objects.exists()
    assert ask(Deed()).value["number"] == 1


def test_answers_are_kept_for_seven_days():
    deed = Deed()
    ask(deed)
    week = NOW + timedelta(days=7)
    assert ask(deed, now=week - timedelta(seconds=1)).is_repeat
    assert not ask(deed, now=week).is_repeat
    assert sweep_answers(now=week + timedelta(days=6)) == 0
    assert sweep_answers(now=week + timedelta(days=7)) == 1


@pytest.mark.parametrize("key", ["长" * 5000, "a\x00b", "\ud800", ""])
def test_any_key_will_do(key):
    deed = Deed()
    ask(deed, key=key)
    assert ask(deed, key=key).is_repeat
    assert not ask(deed, key=key + "x").is_repeat


def post(rf, view, person, data, path="/notes/"):
    request = rf.post(path, data)
    request.user = person
    return view(request)


def test_a_form_pressed_twice_makes_one_record_and_leads_to_it(rf):
    @once
    def view(request):
        return redirect(f"/people/{somebody(request.POST['name']).pk}/")

    me = somebody("王锐")
    data = {"name": "陈岚", "once": "token"}
    first, second = post(rf, view, me, data), post(rf, view, me, data)
    assert Person.objects.filter(name="陈岚").count() == 1
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert post(rf, view, me, {"name": "李默", "once": "token"}).status_code == 409
    assert not Person.objects.filter(name="李默").exists()


def test_a_page_is_given_again_word_for_word(rf):
    @once
    def view(request):
        somebody(request.POST["name"])
        return HttpResponse("<p>好</p>", status=201, headers={"HX-Trigger": "saved"})

    me = somebody("王锐")
    post(rf, view, me, {"name": "陈岚", "once": "t"})
    again = post(rf, view, me, {"name": "陈岚", "once": "t"})
    assert (again.status_code, again.content.decode(), again["HX-Trigger"]) == (201, "<p>好</p>", "saved")
    assert Person.objects.count() == 2


def test_a_refused_form_changes_nothing_and_may_be_sent_again(rf):
    @once
    def view(request):
        somebody(request.POST["name"])
        return HttpResponse(status=422 if request.POST["name"] == "错" else 204)

    me = somebody("王锐")
    assert post(rf, view, me, {"name": "错", "once": "t"}).status_code == 422
    assert list(Person.objects.all()) == [me]
    assert post(rf, view, me, {"name": "对", "once": "t"}).status_code == 204
    assert not Once.objects.exclude(principal=f"person:{me.pk}").exists()


def test_a_form_without_the_field_runs_as_ever(rf):
    @once
    def view(request):
        calls.append(request)
        return HttpResponse()

    calls, me = [], somebody("王锐")
    post(rf, view, me, {"name": "甲"})
    post(rf, view, me, {"name": "甲"})
    assert len(calls) == 2


def test_another_file_is_another_request(rf):
    @once
    def view(request):
        return HttpResponse()

    me = somebody("王锐")
    sent = [
        post(rf, view, me, {"once": "t", "file": SimpleUploadedFile(name, b"1")}).status_code
        for name in ("a.csv", "a.csv", "b.csv")
    ]
    assert sent == [200, 200, 409]


def test_a_streamed_answer_is_refused_loudly(rf):
    view = once(lambda request: StreamingHttpResponse([b""]))
    with pytest.raises(NotAWholeAnswer):
        post(rf, view, somebody("王锐"), {"once": "t"})
