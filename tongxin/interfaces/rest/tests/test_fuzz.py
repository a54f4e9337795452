"""Whatever is sent, the interface answers; it never breaks."""

import json
import re
from random import Random
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongxin.interfaces.rest.tests.asking import ROOT, program_of
from tongxin.interfaces.rest.views.describing import document

SIGNS = st.text(st.characters(exclude_categories=()), max_size=30)
NUMBERS = st.integers() | st.sampled_from([0, -1, 1, 2, 3, 2**31, 2**63 - 1, 2**63, 10**25])
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.floats() | SIGNS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SIGNS, inner, max_size=3), max_leaves=8
)  # fmt: skip
WORDS = ["", "甲", "a" * 600, "2026-03-02", "9999-12-31", "0001-01-01T00:00:00+14:00", "2026-03-02T00:00:00Z", "13800138000", "-1", "1e400", "true",
     '{"v":1,"and":[]}', "\x00", "\u202e", "👩‍👩‍👧", "customer", "person", "call", "task", "open", "CNY", "NaN", "%", "_", "'", '"', "../", "\ud800"]  # fmt: skip
WELL_KNOWN = st.sampled_from(WORDS)
VALUES = JSON | WELL_KNOWN | st.lists(WELL_KNOWN | NUMBERS, max_size=4) | st.fixed_dictionaries({"amount": WELL_KNOWN, "currency": WELL_KNOWN}) | st.fixed_dictionaries({"kind": WELL_KNOWN, "id": NUMBERS})  # fmt: skip
OPERATIONS = [
    (method, path, operation) for path, operations in document()["paths"].items() for method, operation in operations.items()
]  # fmt: skip
CASES = settings(  # by how many operations there are, so that more of them don't thin out what each is asked
    max_examples=2 * len(OPERATIONS),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def properties(operation):
    schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return sorted(
        document()["components"]["schemas"].get(schema.get("$ref", "").rsplit("/", 1)[-1], {}).get("properties", {})
    )


@st.composite
def requests(draw):
    method, path, operation = draw(st.sampled_from(OPERATIONS))
    asked = [one["name"] for one in operation["parameters"] if one["in"] == "query"]
    names = st.sampled_from(asked) | SIGNS if asked else SIGNS
    odd = {name: draw(NUMBERS.map(abs)) for name in re.findall(r"{(\w+)}", path) if draw(st.integers(0, 3)) == 0}
    questions = draw(st.dictionaries(names, VALUES.map(str) | NUMBERS.map(str), max_size=3))
    query = "&".join(
        f"{quote(name, errors='replace')}={quote(value, errors='replace')}" for name, value in questions.items()
    )
    fields = properties(operation)
    body = draw((st.dictionaries(st.sampled_from(fields), VALUES, max_size=6) if fields else JSON) | JSON)
    text = json.dumps(body) if method != "get" else ""
    version = draw(st.none() | NUMBERS.map(str) | st.just("*"))
    key = draw(st.none() | st.sampled_from(["k1", "k2", ""]))
    headers = {"If-Match": version, "Idempotency-Key": key}
    query = query if method == "get" else ""
    sent = {name: value for name, value in headers.items() if value is not None}
    return method.upper(), path.removeprefix(ROOT), odd, f"?{query}" if query else "", text, sent


@pytest.fixture
def known(world):
    """Numbers of records that are there, by their names in addresses."""
    return {
        "party_id": world.firm.pk, "contact_id": world.ma.pk, "activity_id": world.activity.pk, "task_id": world.step.pk,
        "relation_id": world.relation.pk, "person_id": world.cast.colleague.pk, "import_id": 1,
    }  # fmt: skip


def filled(path, known):
    return re.sub(r"{(\w+)}", lambda found: str(known.get(found[1], 1)), path.removeprefix(ROOT))


def sound(answer):
    return answer.status < 500 and (answer.status < 400 or answer.headers["Content-Type"] == "application/problem+json")


@pytest.mark.django_db
def test_each_question_alone_is_answered_or_refused(world, known):
    boss, chance = program_of(world.cast.boss), Random(6)
    asked = [
        f"{filled(path, known)}?{one['name']}={quote(word, errors='replace')}"
        for method, path, operation in OPERATIONS
        for one in operation["parameters"]
        if method == "get" and one["in"] == "query"
        for word in chance.sample(WORDS, 2)
    ]
    broken = [path for path in asked if not sound(boss.get(path))]
    assert broken == []
    assert len(asked) > 200


@pytest.mark.django_db
def test_nothing_that_is_sent_breaks_it(world, known):
    boss = program_of(world.cast.boss)
    statuses: dict[int, int] = {}

    @CASES
    @given(requests())
    def ask(request):
        method, path, odd, query, text, headers = request
        answer = boss.ask(method, filled(path, known | odd) + query, text, **headers)
        statuses[answer.status] = statuses.get(answer.status, 0) + 1
        assert sound(answer), (method, path, text, answer.content)

    ask()
    assert statuses[200] > 10  # it was not all refused
