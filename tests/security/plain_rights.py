"""Who may see and change which customer, told a second time: by plain sets and loops, without a database, for comparison."""

from dataclasses import dataclass, field

SCOPES = ["none", "own", "team", "unit", "below", "all"]


@dataclass
class Post:
    """Somebody's place in a unit."""

    unit: int
    is_main: bool
    is_head: bool
    reports_to: int | None


@dataclass
class Rights:
    """All there is to know: numbers of people, units, roles and customers, and how they hang together."""

    above: dict[int, int | None] = field(default_factory=dict)
    roles: dict[int, dict[str, str]] = field(default_factory=dict)
    held: dict[int, set[int]] = field(default_factory=dict)
    posts: dict[int, list[Post]] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    owner: dict[int, int] = field(default_factory=dict)
    unit: dict[int, int | None] = field(default_factory=dict)
    team: set[tuple[int, int]] = field(default_factory=set)
    shares: dict[tuple[int, str, int], str] = field(default_factory=dict)  # customer, "person" or "unit", which one

    def main_unit(self, person: int) -> int | None:
        """Where what the person gets belongs: the main post's unit, else that of the oldest post."""
        posts = self.posts[person]
        return next((post.unit for post in posts if post.is_main), posts[0].unit if posts else None)

    def upwards(self, unit: int | None) -> list[int]:
        """The unit and all above it."""
        found = []
        while unit is not None:
            found.append(unit)
            unit = self.above[unit]
        return found

    def under(self, person: int) -> set[int]:
        """Who reports to the person: by sitting below a unit which the person heads, or by name; and whoever reports to these by name."""
        led = {post.unit for post in self.posts[person] if post.is_head}
        found = {
            one
            for one, posts in self.posts.items()
            for post in posts
            if led & set(self.upwards(post.unit)) or post.reports_to == person
        }
        while True:
            more = {one for one, posts in self.posts.items() if any(post.reports_to in found for post in posts)}
            if more <= found:
                return found - {person}
            found |= more

    def may(self, person: int, deed: str) -> set[int]:
        """The customers that the person may see ("read") or change ("write")."""
        scopes = [self.roles[role].get(deed, "none") for role in self.held[person]]
        scope = max(scopes, key=SCOPES.index, default="none")
        if person in self.gone or scope == "none":
            return set()
        return {party for party in self.owner if self._opens(party, person, deed, scope)}

    def _opens(self, party: int, person: int, deed: str, scope: str) -> bool:
        owner, unit = self.owner[party], self.unit[party]
        units = {post.unit for post in self.posts[person]}
        by_scope = {
            "own": False,
            "team": owner in self.under(person),
            "unit": unit in units,
            "below": bool(units & set(self.upwards(unit))),
            "all": True,
        }
        levels = {"read", "write"} if deed == "read" else {"write"}
        shared = self.shares.get((party, "person", person)) in levels or any(
            self.shares.get((party, "unit", one)) in levels for one in units
        )
        return by_scope[scope] or owner == person or (party, person) in self.team or shared
