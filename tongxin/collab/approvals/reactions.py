"""When that happened there, we do this here."""

from django.utils import translation

from tongxin.base.events import Telling, react_to
from tongxin.collab.approvals.actions.publishing import make_first_flows
from tongxin.collab.approvals.first_flows import first_flows
from tongxin.collab.org.events import CompanySetUp
from tongxin.collab.org.queries import the_company


def when_company_set_up(telling: Telling) -> None:
    """A firm begins with a few flows in its language."""
    company = the_company()
    with translation.override(company.language if company else None):
        make_first_flows(flows=first_flows())


def react() -> None:
    """What this room listens to."""
    react_to(CompanySetUp, when_company_set_up)
