"""For whom a person says what is to be reached."""

from tongxin.collab.access.models import reach_of
from tongxin.collab.access.models.role import Scope
from tongxin.collab.org.models import Unit
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.frontoffice.targets.queries.grid import units_in_sight
from tongxin.frontoffice.targets.queries.measures import Measure


class Leading:
    """Units that a person leads, and who works in them. A limit nobody sets for themselves, nor for a unit of their own: somebody above
    does, or who may change what everybody sells."""

    def __init__(self, person: Person, measure: Measure) -> None:
        reach = reach_of(person)
        self._is_bound = measure.is_limit and reach.scope("opportunity", "write") != Scope.ALL
        self._own, self._person = [unit.path for unit in reach.units], person.pk
        self._units = set(units_in_sight(person, "write").values_list("pk", flat=True))

    def of(self, unit: Unit | None, person: Person | None = None) -> bool:
        """Whether the person sets targets for this unit, or for somebody (in it, where both are named)."""
        where = unit or (main_unit_of(person) if person else None)
        if where is None or where.pk not in self._units:
            return False
        if not self._is_bound:
            return True
        if person is not None:
            return person.pk != self._person
        return any(where.path != own and where.path.startswith(own) for own in self._own)
