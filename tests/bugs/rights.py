"""Who may see and do what, and who is let in at all."""

from tests.bugs.bug import Bug

SCOPED = "tongxin/collab/access/models/scoped.py"
MATRIX = "tests/security/test_matrix.py"
WAYS_IN = "tongxin/collab/people/tests/test_ways_in.py"
RIGHTS = [
    Bug(
        "everybody sees everything",
        ("G1",),
        SCOPED,
        'return self._reachable(person, "read")',
        "return self.all()",
        "tongxin/directory/parties/tests/test_doors.py tests/security/test_matrix.py",
    ),
    Bug(
        "whoever may see may change",
        ("G1", "G2"),
        SCOPED,
        'return self._reachable(person, "write")',
        'return self._reachable(person, "read")',
        "tongxin/interfaces/rest/tests/test_gate.py",
    ),
    Bug(
        "a share with another person counts",
        ("G4",),
        SCOPED,
        "Q(person=reach.person_id) | Q(unit__in=[unit.pk for unit in reach.units])",
        "Q()",
        "tongxin/collab/access/tests",
    ),
    Bug(
        "guests come in by pieces",
        ("G1", "G2"),
        "tongxin/base/web/doors.py",
        'return HttpResponse(status=401, headers={"HX-Trigger": "session-gone"})',
        "return None",
        MATRIX,
    ),
    Bug(
        "a refusal comes after the deed",
        ("G2",),
        "tongxin/base/web/doors.py",
        "            refusal = policy(request)\n",
        "            view(request, *args, **kwargs)\n            refusal = policy(request)\n",
        MATRIX,
    ),
    Bug(
        "a hidden field is found by search",
        ("G3",),
        "tongxin/directory/parties/queries/documents.py",
        'hidden = hidden_fields(person, "party")',
        "hidden = frozenset[str]()",
        "tests/security/test_hidden_fields.py",
    ),
    Bug(
        "a hidden field can be asked for in a list",
        ("G3",),
        "tongxin/directory/parties/queries/criteria.py",
        "return [field for field in _fields(person) if not field.is_hidden(hidden)]",
        "return _fields(person)",
        "tests/security/test_hidden_fields.py",
    ),
    Bug(
        "who has left keeps the session",
        ("G7",),
        "tongxin/collab/people/models/person.py",
        'value = f"{self.password}:{self.credential_epoch}"',
        'value = f"{self.password}"',
        f"{WAYS_IN} tongxin/collab/people/tests/test_my_settings.py",
    ),
    Bug(
        "a token outlives its person",
        ("G7",),
        "tongxin/collab/people/models/token.py",
        'epoch=models.F("person__credential_epoch"),',
        "",
        f"{WAYS_IN} tongxin/interfaces/rest/tests/test_gate.py",
    ),
    Bug(
        "guessing has no end",
        ("G16",),
        "tongxin/collab/people/actions/sign_in.py",
        ".count() >= GUESSES_PER_HOUR[kind]:",
        ".count() < 0:",
        WAYS_IN,
    ),
    Bug(
        "no account is told by its time",
        ("G17",),
        "tongxin/collab/people/actions/sign_in.py",
        "person.password if person else of_nobody)",
        'person.password if person else "")',
        WAYS_IN,
    ),
    Bug(
        "a link opens many times",
        ("G18",),
        "tongxin/collab/people/actions/invitations.py",
        "    if not used:\n",
        "    if False:\n",
        WAYS_IN,
    ),
]
