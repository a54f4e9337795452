"""Everything by which somebody comes in, and everything that ends it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.test import Client

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.base.database.secret import Secret
from tongxin.base.one_time_codes import new_key
from tongxin.collab.access.actions import give_role, let_go, open_way_in, save_role, take_role
from tongxin.collab.access.models import Role
from tongxin.collab.calendar.actions import open_feed, revoke_feed
from tongxin.collab.calendar.models import Feed
from tongxin.collab.org.actions import give_post
from tongxin.collab.people.actions import (
    add_person,
    ask_for_code,
    create_token,
    end_sessions,
    revoke_token,
    set_password,
    switch_off_second_factor,
)
from tongxin.collab.people.models import Person, SecondFactor, Token
from tongxin.collab.people.session_store import SessionStore
from tongxin.directory.parties.actions import assign_parties, create_party
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.quotes.actions import make_link, revoke_links, send_quote, start_quote
from tongxin.frontoffice.quotes.models import Quote

ALL = {"session", "halfway", "token", "feed", "welcome", "quote"}
OWN = ALL - {"quote"}  # of the person; what was promised to a customer stays while somebody answers for it
RECORDS = {"session", "token"}  # which open a record of somebody's
OK = 200


@dataclass
class Held:
    """Somebody, what they have in hand, and where each piece leads: address and headers."""

    boss: Person
    person: Person
    role: Role
    party: Party
    token: Token
    feed: Feed
    quote: Quote
    knocks: Mapping[str, tuple[str, dict[str, str]]]


def hand_out(cast: Cast, name: str) -> Held:
    """Hire somebody who sells, with one of each."""
    boss, deeds = cast.boss, {"read": "own", "write": "own"}
    person = add_person(by=boss, name="新人", email=f"{name}@hengxin.example", password="Gate-valve-27")
    role = save_role(by=boss, name=f"Role {name}", scopes={"party": deeds, "quote": deeds})
    give_post(by=boss, person=person, unit=cast.suzhou)
    give_role(by=boss, person=person, role=role)
    person = Person.objects.get(pk=person.pk)
    party = create_party(by=person, name=f"阀门厂{name}", is_asked=False)
    quote = start_quote(by=person, party=party, title="报价", lines=[{"text": "闸阀", "price": "1"}])
    send_quote(by=person, quote=quote)
    _link, key = make_link(by=person, quote=quote)
    token, secret = create_token(by=person, person=person, name=name)
    feed, address = open_feed(by=person, name=name)
    welcome = open_way_in(by=boss, person=person)
    client = Client()
    client.force_login(person)
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    knocks = {
        "session": (f"/customers/{party.pk}/", {"Cookie": cookie}),
        "halfway": ("/login/code/", {"Cookie": f"{settings.SESSION_COOKIE_NAME}={_password_given(person)}"}),
        "token": (f"/api/v1/parties/{party.pk}", {"Authorization": f"Bearer {secret}"}),
        "feed": (f"/calendar/feeds/{address}.ics", {}),
        "welcome": (f"/welcome/{welcome}/", {}),
        "quote": (f"/q/{key}/", {}),
    }
    return Held(boss, person, role, party, token, feed, quote, knocks)


def _password_given(person: Person) -> str:
    """The key of a session that waits for a code."""
    SecondFactor.objects.create(person=person, key=Secret(new_key()), confirmed_at=now())
    request = HttpRequest()
    request.session = SessionStore()
    ask_for_code(request=request, person=person)
    request.session.save()
    return str(request.session.session_key)


# What ends it, and what of it must be dead from then on; all else goes on.
ENDS: dict[str, tuple[Callable[[Held], object], set[str]]] = {
    "leaves": (lambda held: let_go(by=held.boss, person=held.person), ALL),
    "new password": (lambda held: set_password(by=held.boss, person=held.person, password="Other-valve-28"), OWN),
    "ended by hand": (lambda held: end_sessions(by=held.person, person=held.person), OWN),
    "second factor off": (lambda held: switch_off_second_factor(by=held.person), {"halfway"}),
    "role taken": (lambda held: take_role(by=held.boss, person=held.person, role=held.role), RECORDS),
    "role narrowed": (lambda held: save_role(by=held.boss, role=held.role, scopes={}), RECORDS),
    "record given away": (lambda held: assign_parties(by=held.boss, parties=[held.party.pk], owner=held.boss), RECORDS),
    "token taken back": (lambda held: revoke_token(by=held.person, token=held.token), {"token"}),
    "feed taken back": (lambda held: revoke_feed(by=held.person, feed=held.feed), {"feed"}),
    "links taken back": (lambda held: revoke_links(by=held.person, quote=held.quote), {"quote"}),
}
