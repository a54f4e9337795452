"""Hand-overs as JSON."""

from django.db.models import Count
from django.http import Http404

from tongxin.base.paging import page_of
from tongxin.collab.people.models import Person
from tongxin.directory.ownership.models import HandOver, HandOverQuerySet, Moved
from tongxin.interfaces.rest.queries.lists import Asked
from tongxin.interfaces.rest.queries.values import Json, instant, ref


def list_hand_overs(person: Person, asked: Asked) -> Json:
    """One page, newest first: those the person began, took, or stands above."""
    page = page_of(_rows(person), order=("-id",), size=asked.limit, cursor=asked.after)
    return {"items": [hand_over_shown(one) for one in page.rows], "next": page.next}


def seen_hand_over(person: Person, hand_over_id: int) -> HandOver:
    """The hand-over, if the person may see it; else it does not exist."""
    found = _rows(person).filter(pk=hand_over_id).first()
    if found is None:
        raise Http404
    return found


def hand_over_shown(one: HandOver) -> Json:
    """With its account by kind."""
    counts = Moved.objects.filter(hand_over=one).order_by().values_list("kind")
    moved = {kind: (n, back) for kind, n, back in counts.annotate(n=Count("pk"), back=Count("back_at"))}
    lines = [
        {
            "kind": kind,
            "moved": moved.get(kind, (0, 0))[0],
            "back": moved.get(kind, (0, 0))[1],
            "kept": one.kept.get(kind, 0),
        }
        for kind in one.kinds
    ]
    people = {name: ref(person.pk, person.name) for name, person in _people(one)}
    times = {name: instant(getattr(one, name)) for name in ("begun_at", "done_at", "undone_at")}
    return {"id": one.pk, **people, **times, "account": lines}


def _people(one: HandOver) -> list[tuple[str, Person]]:
    return [("giver", one.giver), ("taker", one.taker), ("begun_by", one.begun_by)]


def _rows(person: Person) -> HandOverQuerySet:
    return HandOver.objects.visible_to(person).select_related("giver", "taker", "begun_by")
