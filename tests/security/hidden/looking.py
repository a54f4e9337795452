"""Somebody from whom nothing is hidden reads everything, while a role of the firm masks what can be masked: who reads it whole leaves a line."""

import re
from collections.abc import Iterator

from django.db import transaction

from tests.security.hidden.channels import channel_of
from tests.security.hidden.comparing import Questions, entered, founded
from tests.security.hidden.doors import SKIPPED, Ask, address, answer, few_doors
from tests.security.hidden.firm import AT, Firm
from tests.security.hidden.planting import FIRST
from tongxin.base.clock import replaying
from tongxin.base.masks import MASKS
from tongxin.base.web.routes import is_api, routes
from tongxin.collab.access.models import Role
from tongxin.collab.journal.models import Entry
from tongxin.directory.privacy.models import Reveal

# What is planted in facts that can be masked, as pages and programs write it.
WHOLE = re.compile(
    r"金丝雀(?:address|tax_number|external_id)|91320500MA1\dCANA|137 ?0\d{3} ?\d{4}|canary\d@jin-si-que|195\d-0\d-1\d"
)
LOGGED = ("list.taken_out", "privacy.exported")  # what is taken out as a file has its line in the journal
# Paper that nobody can search through; what it says stands on the page of the contract or quote too.
PAPER = {"quote_pdf", "quote_pdf_for_customer", "contract_pdf"}


def readings(firm: Firm) -> Iterator[Ask]:
    """Every door that speaks of records, once, as it is read; those for one fact once for each that can be masked."""
    yield from few_doors(firm)
    yield Ask("GET", "/customers/?columns=name,uscc,phones,birthday")
    yield Ask("GET", "/contacts/?shape=board")
    for route in routes():
        if route.name in SKIPPED | PAPER or channel_of(route) == "no record":
            continue
        if is_api(route) or "GET" in route.view.door_methods:
            for field in MASKS if "<slug:field>" in route.pattern else [""]:
                yield Ask("GET", address(firm, route, field), api=is_api(route))


def read_whole(questions: Questions) -> tuple[str, dict[str, str]]:
    """All that was read, and what was read whole without leaving a line."""
    text, unnoted = [], {}
    with transaction.atomic(), replaying(AT):
        firm = founded(FIRST, [])
        Role.objects.create(name="外包", fields={"party": dict.fromkeys(MASKS, "masked")})
        client = entered(firm.reader)
        for ask in questions(firm):
            Reveal.objects.all().delete()
            lines = Entry.objects.filter(name__in=LOGGED)
            before = lines.count()
            said = answer(firm, client, ask, keeps=True)
            text.append(said)
            if (found := WHOLE.search(said)) and not Reveal.objects.exists() and lines.count() == before:
                unnoted[str(ask)] = found[0]
        transaction.set_rollback(True)
    return "\n".join(text), unnoted
