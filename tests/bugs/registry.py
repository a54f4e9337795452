"""All planted bugs."""

from tests.bugs.content import CONTENT
from tests.bugs.durability import DURABILITY
from tests.bugs.rights import RIGHTS
from tests.bugs.rooms import ROOMS

BUGS = [*RIGHTS, *CONTENT, *DURABILITY, *ROOMS]
