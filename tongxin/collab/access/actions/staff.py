"""Who works here: the verbs of administrators. Each asks whether they may, then calls the rooms that own people and posts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.collab.access.actions.administering import ask_administrator, keep_an_administrator
from tongxin.collab.access.actions.roles import give_role, take_role
from tongxin.collab.access.models import Role
from tongxin.collab.access.queries import NO_MAIL, known_by_name, usual_role
from tongxin.collab.org.actions import give_post, leave_post
from tongxin.collab.org.models import Post, Unit
from tongxin.collab.people.actions import (
    add_person,
    change_person,
    deactivate_person,
    end_sessions,
    invite_person,
    reactivate_person,
    take_second_factor,
)
from tongxin.collab.people.models import Person


class YourselfAmongThem(ValidationError):
    """Nobody shows themselves out: another administrator does."""


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Somebody who is about to join. Without a password they choose one through a link."""

    name: str
    email: str
    unit: Unit | None = None
    title: str = ""
    is_head: bool = False
    roles: Collection[Role] = field(default=())
    language: str = "zh-hans"
    password: str | None = None


@transaction.atomic
def hire(*, by: Person, newcomer: Newcomer) -> Person:
    """Let somebody in, with a post and roles; whoever was known by this name only gets the mail address. Raises NotAdministrator,
    MailTaken."""
    ask_administrator(by)
    person = _with_address(by, newcomer) or add_person(
        by=by,
        name=newcomer.name,
        email=newcomer.email,
        password=newcomer.password,
        language=newcomer.language,
    )
    if newcomer.unit is not None:
        give_post(by=by, person=person, unit=newcomer.unit, title=newcomer.title, is_head=newcomer.is_head)
    for role in newcomer.roles:
        give_role(by=by, person=person, role=role)
    return person


def _with_address(by: Person, newcomer: Newcomer) -> Person | None:
    known = list(known_by_name().filter(name=newcomer.name)[:2])
    if len(known) != 1 or newcomer.password is not None or newcomer.email.endswith(f"@{NO_MAIL}"):
        return None
    return change_person(by=by, person=known[0], email=newcomer.email, language=newcomer.language)


@transaction.atomic
def hire_by_name(*, by: Person, name: str) -> Person:
    """Let somebody in of whom only the name is known: customers can be theirs, signing in waits for a mail address. Who has the name
    already is answered. Raises NotAdministrator, ValidationError."""
    ask_administrator(by)
    known = Person.objects.active().filter(name=name).first()
    if known is not None:
        return known
    usual, firm = usual_role(), Unit.objects.filter(parent=None).first()
    mail = f"{token_hex(8)}@{NO_MAIL}"
    return hire(
        by=by,
        newcomer=Newcomer(name=name, email=mail, unit=firm, roles=[usual] if usual else [], language=by.language),
    )


@transaction.atomic
def hire_all(*, by: Person, newcomers: Sequence[Newcomer]) -> list[tuple[Person, str]]:
    """Let several in at once, all or nobody; answers each with the secret of their link."""
    ask_administrator(by)
    people = [hire(by=by, newcomer=newcomer) for newcomer in newcomers]
    return [(person, invite_person(by=by, person=person)) for person in people]


@transaction.atomic
def change_staff(
    *, by: Person, person: Person, version: int, roles: Collection[Role], **values: Any
) -> Person:  # Any: columns
    """Change name, mail, phone, language and roles. Raises ChangedMeanwhile, LastAdministrator."""
    ask_administrator(by)
    person = change_person(by=by, person=person, version=version, **values)
    held = set(Role.objects.filter(assignments__person=person))
    for role in set(roles) - held:
        give_role(by=by, person=person, role=role)
    for role in held - set(roles):
        take_role(by=by, person=person, role=role)
    return person


@transaction.atomic
def let_go(*, by: Person, person: Person) -> None:
    """Somebody leaves: sessions, tokens and links die at once. Raises YourselfAmongThem, LastAdministrator."""
    ask_administrator(by)
    if by.pk == person.pk:
        raise YourselfAmongThem(_("You can't deactivate yourself. Ask another administrator."))
    deactivate_person(by=by, person=person)
    keep_an_administrator()


@transaction.atomic
def sign_out_everywhere(*, by: Person, person: Person) -> None:
    """End every session, token and link of somebody who goes on working here: a phone was lost. Raises NotAdministrator."""
    ask_administrator(by)
    end_sessions(by=by, person=person)


@transaction.atomic
def lift_second_factor(*, by: Person, person: Person, reason: str) -> None:
    """Somebody lost phone and recovery codes: their password alone opens again, until they set up another app. They are told why.

    Raises NotAdministrator, YourselfAmongThem, ValidationError without a reason.
    """
    ask_administrator(by)
    if by.pk == person.pk:
        raise YourselfAmongThem(_("Your own is changed in your settings, with your password."))
    take_second_factor(by=by, person=person, reason=reason)


@transaction.atomic
def take_back(*, by: Person, person: Person) -> None:
    """Somebody comes back with the posts and roles of old; they need a new link or password to sign in."""
    ask_administrator(by)
    reactivate_person(by=by, person=person)


@transaction.atomic
def open_way_in(*, by: Person, person: Person) -> str:
    """Make a link by which this person chooses a password; answers its secret part."""
    ask_administrator(by)
    if not person.is_active:
        raise ValidationError(_("%(name)s has left. Let them come back first.") % {"name": person.name})
    return invite_person(by=by, person=person)


@transaction.atomic
def place_in_unit(
    *,
    by: Person,
    person: Person,
    unit: Unit,
    title: str = "",
    is_head: bool = False,
    is_main: bool = False,
    reports_to: Person | None = None,
) -> Post:
    """Give somebody a post, or change the one held there."""
    ask_administrator(by)
    if reports_to is not None and reports_to.pk == person.pk:
        raise ValidationError({"reports_to": _("Nobody reports to themselves.")})
    held = Post.objects.held().filter(person=person, unit=unit, is_main=True).exists()
    return give_post(
        by=by,
        person=person,
        unit=unit,
        title=title,
        is_head=is_head,
        is_main=True if is_main or held else None,
        reports_to=reports_to,
    )


@transaction.atomic
def take_from_unit(*, by: Person, post: Post) -> None:
    """End a post; another one of the person's becomes the main one if this was it."""
    ask_administrator(by)
    leave_post(by=by, post=post)
    other = Post.objects.held().filter(person_id=post.person_id).select_related("unit", "person", "reports_to")
    heir = other.order_by("-is_main", "id").first()
    if heir is not None and not heir.is_main:
        give_post(
            by=by,
            person=heir.person,
            unit=heir.unit,
            title=heir.title,
            is_head=heir.is_head,
            is_main=True,
            reports_to=heir.reports_to,
        )
