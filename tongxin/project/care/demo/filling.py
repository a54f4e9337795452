"""Filling an empty database with the made-up firm."""

from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import Any

from django.db import transaction

from tongxin.base.clock import replaying
from tongxin.collab.org.models import Company
from tongxin.collab.people.models import Person
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.parties.models import Contact, Party
from tongxin.project.care.demo.approving import fill_approvals
from tongxin.project.care.demo.contracting import fill_contracts
from tongxin.project.care.demo.customers import sketches
from tongxin.project.care.demo.deals import fill_deals
from tongxin.project.care.demo.firm import BOSS, COMPANY, STAFF, Post, found, mail_of
from tongxin.project.care.demo.interest import fill_interest
from tongxin.project.care.demo.knowing import fill_knowledge, keep_twice
from tongxin.project.care.demo.pools import fill_pool
from tongxin.project.care.demo.prices import fill_prices
from tongxin.project.care.demo.together import fill_together
from tongxin.project.care.demo.week import fill_week
from tongxin.project.care.demo.year import YEAR, Year

# The same seed on the same day makes the same firm.
_SEED = 20261121


class NotEmpty(ValueError):
    """Somebody's data are there already."""


@transaction.atomic
def fill(*, now: datetime, password: str, packs: Sequence[str], customers: int) -> dict[str, Any]:  # Any: JSON values
    """Found the firm of about that many customers a year ago, play the year, and answer who signs in with what. All or nothing. Raises NotEmpty."""
    if Person.objects.exists() or Company.objects.exists() or Party.objects.exists():
        raise NotEmpty("there are data here already; the demo needs an empty folder or database")
    chance = Random(_SEED)  # noqa: S311  # chance, not secrets
    with replaying(now - YEAR):
        firm = found(password=password, packs=list(packs))
    year = Year(firm, chance, now)
    for sketch in sketches(chance, customers):
        year.add(sketch)
    year.relate()
    year.form_teams()
    year.plan_office()
    year.hand_over("王磊", ("李薇", "赵航"), "周启明", days_ago=150)
    year.pass_on("黄志强", "梁晓雯", "何静", count=4, days_ago=60)
    year.play()
    fill_knowledge(firm, chance, now)
    fill_deals(firm, chance, now)
    fill_interest(firm, chance, now)
    fill_pool(firm, now)
    keep_twice(firm, now)
    fill_together(firm, now)
    fill_week(firm, now)
    fill_approvals(firm, chance, now)
    fill_prices(firm, chance, now)
    fill_contracts(firm, now)
    return {
        "company": COMPANY,
        "people": [_sign_in(post, password) for post in (BOSS, *STAFF) if post.name != "王磊"],
        "customers": Party.objects.customers().count(),
        "contacts": Contact.objects.current().count(),
        "activities": Activity.objects.count(),
        "open_steps": Step.objects.open().count(),
        "overdue_steps": Step.objects.overdue(now).count(),
    }


def _sign_in(post: Post, password: str) -> dict[str, str]:
    return {
        "name": post.name,
        "unit": post.unit or COMPANY,
        "title": post.title,
        "role": post.role,
        "email": mail_of(post),
        "password": password,
    }
