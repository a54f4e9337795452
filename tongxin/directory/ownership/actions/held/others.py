"""Shared views, and colleagues who report to somebody."""

from tongxin.base.registries.held import Was
from tongxin.collab.access.actions import place_in_unit
from tongxin.collab.org.models import Post
from tongxin.collab.org.queries import superior_of
from tongxin.collab.people.models import Person
from tongxin.collab.views.actions import give_view
from tongxin.collab.views.models import SavedView


def take_view(by: Person, number: int, giver: Person, taker: Person) -> Was:
    """A view that others use."""
    view = SavedView.objects.get(pk=number)
    give_view(by=by, view=view, owner=taker)
    return {"name": view.name}


def give_view_back(by: Person, number: int, giver: Person, taker: Person, was: Was) -> bool:
    """If the taker has it still."""
    view = SavedView.objects.filter(pk=number, owner=taker).first()
    if view is not None:
        give_view(by=by, view=view, owner=giver)
    return view is not None


def take_report(by: Person, number: int, giver: Person, taker: Person) -> Was:
    """Somebody who reported to the giver reports to the taker; the taker, to whoever stood above the giver."""
    post = Post.objects.select_related("person", "unit").get(pk=number)
    _report(by, post, superior_of(giver) if post.person_id == taker.pk else taker)
    return {}


def give_report_back(by: Person, number: int, giver: Person, taker: Person, was: Was) -> bool:
    """If they hold the post still."""
    post = Post.objects.held().select_related("person", "unit").filter(pk=number).first()
    if post is not None:
        _report(by, post, giver)
    return post is not None


def _report(by: Person, post: Post, superior: Person | None) -> None:
    place_in_unit(
        by=by, person=post.person, unit=post.unit, title=post.title, is_head=post.is_head, is_main=post.is_main,
        reports_to=superior,
    )  # fmt: skip
