"""What somebody holds of the rooms below, as a hand-over moves it."""

from django.utils.translation import pgettext_lazy

from tongxin.base.registries.held import Held, held_kinds
from tongxin.directory.ownership.actions.held import customers, others, work
from tongxin.directory.ownership.models import CUSTOMERS
from tongxin.directory.ownership.queries import movable


def register_held() -> None:
    """Customers, teams, views and colleagues first; steps and tasks last: who takes them must see their customers by then."""
    held_kinds.register(
        CUSTOMERS,
        Held(
            label=pgettext_lazy("handed over", "customers"), order=10, movable=movable.customers_of, take=customers.take_customer,
            give_back=customers.give_customer_back, named=movable.customers_named, holders=movable.holders_of_customers,
        ),
    )  # fmt: skip
    held_kinds.register(
        "teams",
        Held(
            label=pgettext_lazy("handed over", "places in teams"), order=20, movable=movable.places_of,
            take=customers.take_place, give_back=customers.give_place_back,
        ),
    )  # fmt: skip
    held_kinds.register(
        "views",
        Held(
            label=pgettext_lazy("handed over", "shared views"), order=30, movable=movable.views_of, take=others.take_view,
            give_back=others.give_view_back,
        ),
    )  # fmt: skip
    held_kinds.register(
        "reports",
        Held(
            label=pgettext_lazy("handed over", "colleagues who report to them"), order=40, movable=movable.reports_of,
            take=others.take_report, give_back=others.give_report_back,
        ),
    )  # fmt: skip
    _register_work()


def _register_work() -> None:
    held_kinds.register(
        "steps",
        Held(
            label=pgettext_lazy("handed over", "open steps"), order=60, movable=movable.steps_of, take=work.take_step,
            give_back=work.give_step_back, named=movable.steps_named, holders=movable.holders_of_steps,
        ),
    )  # fmt: skip
    held_kinds.register(
        "tasks",
        Held(
            label=pgettext_lazy("handed over", "open tasks"), order=70, movable=movable.tasks_of, take=work.take_task,
            give_back=work.give_task_back, named=movable.tasks_named, holders=movable.holders_of_tasks,
        ),
    )  # fmt: skip
    held_kinds.register(
        "approvals",
        Held(
            label=pgettext_lazy("handed over", "approvals in hand"), order=80, movable=movable.decisions_of,
            take=work.take_decision, give_back=work.give_decision_back,
        ),
    )  # fmt: skip
