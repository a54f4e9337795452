"""What the lists of activities and of steps have in common: the customer, the amount, and who may see and change a row."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.ui.templatetags.ui import face
from tongxin.collab.access.models import Scope, reach_of
from tongxin.collab.people.models import Person
from tongxin.collab.views.queries import Cell, Column
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.activities.templatetags.due import said_sum
from tongxin.directory.parties.models import Party

Values = dict[str, Any]  # Any: JSON values, or as typed


def customer_cell(row: Activity | Step, at: datetime) -> Cell:
    """The customer with a way to it, or a mark that it is still to be filed."""
    if row.party is None:
        return Cell(format_html('<span class="tag ochre">{}</span>', _("To be filed")), "", "sub")
    return Cell(format_html('<a href="{}">{}</a>', row.party.get_absolute_url(), row.party.called), "wide", "sub")


def face_cell(person: Person) -> Cell:
    """Face and name of a colleague."""
    return Cell(format_html('<span class="row">{}{}</span>', face(person.name, person.pk, "person", "xs"), person.name))


def money_cell(row: Activity | Step, at: datetime) -> Cell:
    """The sum that was named, as it is said."""
    return Cell(said_sum(row), "r num")


def money_text(row: Activity | Step) -> str:
    """The sum for files."""
    return str(row.money or "")


def called(row: Activity | Step) -> str:
    """The name of the customer, or nothing."""
    return row.party.name if row.party is not None else ""


CUSTOMER = Column(
    key="customer",
    label=gettext_lazy("customer"),
    loads=("party__name", "party__short_name"),
    cell=customer_cell,
    text=called,
)
AMOUNT = Column(key="amount", label=gettext_lazy("amount"), is_figure=True, loads=("amount", "currency"), cell=money_cell, text=money_text, adds="amount", currency="currency")  # fmt: skip


def walks(person: Any) -> bool:  # Any: also takes Django's anonymous user
    """Whether a list is walked in its order and each row asked for its customer: who leads a region would else have all its customers
    listed for one page. Of one's own there are few, and the walk to them would be long."""
    return reach_of(person).scope("party", "read") not in (Scope.NONE, Scope.OWN)


def changes(person: Any) -> Q:  # Any: as above
    """The person may change what is at its customer. Asked row by row: a page asks it of a few dozen."""
    return Q(Exists(Party.objects.changeable_by(person).living().filter(pk=OuterRef("party_id"))))
