"""One customer's year: what its owner does with it, through the same actions as on screen."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tongxin.base.money import Money
from tongxin.base.subjects import Subject
from tongxin.collab.files.actions import attach_file, store_file
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions import change_step, finish_step, note_activity, plan_step
from tongxin.directory.activities.models import Step
from tongxin.directory.parties.actions import add_contact, change_party, create_party, remove_contact, set_tags
from tongxin.directory.parties.models import Contact, Party
from tongxin.project.care.demo.customers import Sketch, Somebody
from tongxin.project.care.demo.talk import ENGLISH_PRODUCTS, PRODUCTS, RIVALS, Touch

_THEY_CALLED = ("来电", "反映", "告知", "微信发来", "回复", "asks for", "confirmed")


@dataclass
class Story:
    """A customer, who looks after it now, what is open, and what is talked about."""

    sketch: Sketch
    owner: Person
    chance: Random
    party: Party | None = None
    contacts: list[Contact] = field(default_factory=list)
    step: Step | None = None
    words: dict[str, str] = field(default_factory=dict)

    @property
    def known(self) -> Party:
        """The party, once it was added."""
        assert self.party is not None
        return self.party

    def begin(self) -> None:
        """Somebody adds the customer, with tags and those they met."""
        sketch = self.sketch
        self.party = create_party(
            by=self.owner, name=sketch.name, kind=sketch.kind, roles=sketch.roles, points=sketch.points, **sketch.facts
        )
        if sketch.tags:
            set_tags(by=self.owner, party=self.party, names=sketch.tags)
        for somebody in sketch.people:
            self.meet(somebody)
        products = ENGLISH_PRODUCTS if sketch.is_abroad else PRODUCTS
        self.words = {"product": self.chance.choice(products), "rival": self.chance.choice(RIVALS)}
        self._size()

    def _size(self) -> None:
        count = self.chance.choice((4, 6, 8, 12, 16, 20, 24, 36, 48, 60))
        self.words |= {"count": str(count), "price": str(round(count * self.chance.uniform(0.3, 1.4), 1))}

    def meet(self, somebody: Somebody) -> None:
        """Somebody more is known at the customer."""
        contact = add_contact(
            by=self.owner, party=self.known, name=somebody.name, points=somebody.points, **somebody.place
        )
        self.contacts.append(contact)

    def lose_contact(self) -> None:
        """Somebody leaves the customer."""
        if len(self.contacts) > 1:
            remove_contact(by=self.owner, contact=self.contacts.pop(0))

    def touch(self, touch: Touch, due: date | datetime | None) -> None:
        """What was planned is done and told, or something happens by itself; then comes the next step, if there is a day for it."""
        contact = self.chance.choice(self.contacts)
        words = {**self.words, "who": _called(contact)}
        text, people = touch.text.format(**words), [contact.person_id]
        step, self.step, activity = self.step, None, None
        if step is not None and step.kind == touch.kind and touch.minutes is None:
            activity = finish_step(by=self.owner, step=step, happened=text).activity
        else:
            if step is not None:
                finish_step(by=self.owner, step=step)
            activity = note_activity(
                by=self.owner,
                party=self.known,
                kind=touch.kind,
                text=text,
                people=people,
                minutes=touch.minutes,
                direction="in" if any(word in text for word in _THEY_CALLED) else "",
                amount=Money.of(round(float(words["price"]) * 10_000), "CNY") if "{price}" in touch.text else None,
            )
        if due is not None:
            self.step = plan_step(
                by=self.owner,
                text=touch.next_text.format(**words),
                due=due,
                party=self.known,
                kind=touch.next_kind,
                people=people,
                from_activity=activity,
            )

    def put_off(self, due: date, why: str) -> None:
        """What was planned must wait."""
        if self.step is not None:
            self.step = change_step(by=self.owner, step=self.step, due=due, text=f"{self.step.text}（{why}）")

    def learn(self, **facts: Any) -> None:  # Any: values as typed
        """Something about the customer is different now."""
        change_party(by=self.owner, party=self.known, **facts)

    def attach(self, name: str, text: str) -> None:
        """A file is put on the customer."""
        file = store_file(by=self.owner, upload=SimpleUploadedFile(name, text.encode()))  # type: ignore[arg-type]  # Django: size may lack
        attach_file(by=self.owner, file=file, on=Subject("party", self.known.pk), customer=self.known.pk)

    def give_to(self, heir: Person, *, by: Person) -> None:
        """The new owner also takes over what is planned."""
        self.owner = heir
        if self.step is not None:
            self.step = change_step(by=by, step=self.step, owner=heir)


def _called(contact: Contact) -> str:
    """As one speaks of somebody: 马科长 in Chinese, the whole name otherwise."""
    name, title = contact.person.name, contact.title
    if name.isascii():
        return name
    for ending in ("总经理", "科长", "经理", "厂长", "主任", "总监", "班长", "代表"):
        if title.endswith(ending):
            return name[0] + ("总" if ending in ("总经理", "总监") else ending)
    return name
