"""The year of the made-up firm: who does what when, planned by chance and then played in order of time."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import NamedTuple

from django.utils import timezone

from tongxin.base.calendars import WorkingCalendar
from tongxin.base.clock import replaying
from tongxin.collab.access.actions import let_go
from tongxin.directory.activities.actions import plan_step
from tongxin.directory.parties.actions import add_relation, assign_parties, join_team, set_parent
from tongxin.project.care.demo.customers import NOTES, Sketch, Somebody
from tongxin.project.care.demo.firm import Firm
from tongxin.project.care.demo.names import mobile, person_name
from tongxin.project.care.demo.story import Story
from tongxin.project.care.demo.talk import ENGLISH, OFFICE, PUT_OFF, Touch, stages

YEAR = timedelta(days=365)
_DAY = timedelta(days=1)
# Days of quiet between two deals, by tier.
_QUIET = {"A": (10, 28), "B": (40, 90), "C": (80, 190)}


class Deed(NamedTuple):
    """Something that is done at an instant."""

    at: datetime
    do: Callable[[], object]


class Year:
    """Plans the deeds of a year that ends at `now`, and plays them."""

    def __init__(self, firm: Firm, chance: Random, now: datetime) -> None:
        self.firm = firm
        self.chance = chance
        self.now = timezone.localtime(now)
        self.today = self.now.date()
        self.calendar = WorkingCalendar()
        self.deeds: list[Deed] = []
        self.stories: list[Story] = []
        self.starts: dict[str, date] = {}

    def play(self) -> None:
        """Do everything in its turn; what falls behind the present is left out."""
        for deed in sorted(self.deeds, key=lambda deed: deed.at):
            if deed.at < self.now:
                with replaying(deed.at):
                    deed.do()

    def add(self, sketch: Sketch) -> Story:
        """A customer comes in, and goes its way."""
        story = Story(sketch, self.chance.choice(self.firm.sellers(sketch.unit)), self.chance)
        is_early = self.chance.random() < 0.6
        day = self._working(self.today - YEAR + timedelta(days=self.chance.randrange(5, 70 if is_early else 350)))
        self.stories.append(story)
        self.starts[sketch.name] = day
        self._at(day, story.begin)
        self._plan_touches(story, day)
        self._plan_changes(story, day)
        return story

    def hand_over(self, leaver: str, heirs: tuple[str, ...], by: str, *, days_ago: int) -> None:
        """Somebody leaves: customers and open steps go to colleagues, and the account is closed."""
        people = self.firm.people
        stories = [story for story in self.stories if story.owner == people[leaver]]
        shares = {heir: stories[place :: len(heirs)] for place, heir in enumerate(heirs)}
        day = self.today - timedelta(days=days_ago)
        for heir, share in shares.items():
            self._at(day, partial(self._give, share, heir, by))
        self._at(day + 2 * _DAY, lambda: let_go(by=self.firm.boss, person=people[leaver]))

    def pass_on(self, giver: str, heir: str, by: str, *, count: int, days_ago: int) -> None:
        """Some customers get another owner."""
        stories = [story for story in self.stories if story.owner == self.firm.people[giver]][:count]
        self._at(self.today - timedelta(days=days_ago), partial(self._give, stories, heir, by))

    def relate(self) -> None:
        """Groups get their firms, dealers their customers, competitors the places where one meets them."""
        by_name = {story.sketch.name: story for story in self.stories}
        for story in self.stories:
            if story.sketch.group:
                self._at(self._after(story, by_name[story.sketch.group]), partial(self._join_group, story, by_name))
        customers = [story for story in self.stories if story.sketch.roles == ("customer",)]
        verbs = {"dealer": "distributes", "supplier": "supplies", "competitor": "competes"}
        for story in self.stories:
            if verb := verbs.get(story.sketch.roles[0]):
                for other in self.chance.sample(customers, 2):
                    self._at(self._after(story, other), partial(self._relate, story, other, verb))

    def form_teams(self) -> None:
        """Technical support works with the large customers, and the first few get a file."""
        large = [story for story in self.stories if story.sketch.facts["tier"] == "A"]
        for place, story in enumerate(large):
            day = self.starts[story.sketch.name] + 5 * _DAY
            self._at(day, partial(self._support, story))
            if place < 6:
                table = f"序号,产品,口径,数量\n1,{self.chance.choice(('蝶阀', '球阀', '闸阀'))},DN{50 * (place + 1)},{4 * (place + 2)}\n"
                self._at(day + 9 * _DAY, partial(story.attach, f"{story.sketch.facts['short_name']}选型表.csv", table))

    def plan_office(self) -> None:
        """Managers have their own lists, without a customer."""
        for name, plans in OFFICE.items():
            person = self.firm.people.get(name, self.firm.boss)
            for days, text in plans:
                due = (
                    self._working(self.today + timedelta(days=days)) if days > 0 else self.today + timedelta(days=days)
                )
                self._at(self.today - 6 * _DAY, partial(plan_step, by=person, text=text, due=due))

    def _give(self, stories: list[Story], heir: str, by: str) -> None:
        known = [story for story in stories if story.party is not None]
        giver, new = self.firm.people[by], self.firm.people[heir]
        assign_parties(by=giver, parties=[story.known.pk for story in known], owner=new)
        for story in stories:
            if story.party is None:
                story.owner = new
            else:
                story.give_to(new, by=giver)

    def _join_group(self, story: Story, by_name: dict[str, Story]) -> None:
        set_parent(by=self.firm.boss, party=story.known, parent=by_name[story.sketch.group].known)

    def _relate(self, story: Story, other: Story, verb: str) -> None:
        add_relation(by=self.firm.boss, party=story.known, other=other.known, kind=verb)

    def _support(self, story: Story) -> None:
        join_team(by=story.owner, party=story.known, person=self.firm.people["吴敏"], role="技术支持")

    def _after(self, *stories: Story) -> date:
        return max(self.starts[story.sketch.name] for story in stories) + 3 * _DAY

    def _plan_changes(self, story: Story, start: date) -> None:
        far = max((self.today - start).days - 3, 1)
        chance = self.chance
        some_day = start + timedelta(days=chance.randrange(1, far + 1))
        if chance.random() < 0.3:
            news = chance.choice(({"tier": "A"}, {"tier": "B"}, {"note": chance.choice(NOTES)}, {"source": "转介绍"}))
            self._at(some_day, partial(story.learn, **news))
        if chance.random() < 0.15 and not story.sketch.is_abroad:
            place = {"title": "设备科长", "role": "technical", "attitude": "unmet"}
            new = Somebody(person_name(chance), place, {"phone": [mobile(chance)]})
            self._at(some_day, story.lose_contact)
            self._at(some_day + 4 * _DAY, partial(story.meet, new))

    def _plan_touches(self, story: Story, start: date) -> None:
        """One touch leads to the next; the last one leaves a step that is late, due today or ahead, or nothing."""
        days = list(self._days(story, start))
        if story.sketch.roles[0] in ("supplier", "competitor"):
            days = days[:2]
        options = [ENGLISH] * len(days) if story.sketch.is_abroad else stages(len(days))
        touches: list[Touch] = []
        for some in options:
            touches.append(self.chance.choice([touch for touch in some if touch not in touches[-4:]] or some))
        for place, (day, touch) in enumerate(zip(days, touches, strict=True)):
            is_last = place == len(days) - 1
            due = self._last_due(day) if is_last else days[place + 1] if self.chance.random() < 0.6 else None
            self._at(day, partial(story.touch, touch, self._due(due, touch)))
            if not is_last and due is not None and (days[place + 1] - day).days > 12 and self.chance.random() < 0.15:
                self._at(day + 6 * _DAY, partial(story.put_off, days[place + 1], self.chance.choice(PUT_OFF)))

    def _days(self, story: Story, start: date) -> Iterator[date]:
        quiet = _QUIET[story.sketch.facts["tier"]]
        day, place = start + timedelta(days=self.chance.randrange(1, 4)), 0
        until = self.today - timedelta(days=self.chance.choice((0, 0, 0, 2, 5, 12, 25, 60)))
        while day < until:
            day = self._working(day)
            if day >= self.today:
                return
            yield day
            place += 1
            day += timedelta(days=self.chance.randrange(2, 9))
            if place % 2 == 0:
                day += timedelta(days=self.chance.randrange(*quiet))

    def _last_due(self, last: date) -> date | None:
        """Late, today, ahead, or nothing planned."""
        past = (self.today - last).days
        ending = self.chance.choice(("late", "late", "today", "ahead", "ahead", "ahead", "none"))
        if ending == "none":
            return None
        if ending == "late" and past > 1:
            return self.today - timedelta(days=self.chance.randrange(1, min(past, 20)))
        return (
            self.today
            if ending == "today"
            else self._working(self.today + timedelta(days=self.chance.randrange(1, 21)))
        )

    def _due(self, day: date | None, touch: Touch) -> date | datetime | None:
        """A visit or meeting has an hour, everything else a day."""
        if day is None or touch.next_kind not in ("visit", "meeting"):
            return day
        hour = self.chance.choice((9, 10, 14, 15, 16))
        return datetime.combine(day, time(hour, self.chance.choice((0, 30))), tzinfo=self.now.tzinfo)

    def _working(self, day: date) -> date:
        return day if self.calendar.is_working_day(day) else self.calendar.next_working_day(day)

    def _at(self, day: date, do: Callable[[], object]) -> None:
        """At some minute of a working day."""
        at = datetime.combine(self._working(day), time(8, 20), tzinfo=self.now.tzinfo)
        self.deeds.append(Deed(at + timedelta(minutes=self.chance.randrange(560)), do))
