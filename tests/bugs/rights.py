"""Who may see and do what, and who is let in at all."""

from tests.bugs.bug import Bug

SCOPED = "tongxin/collab/access/models/scoped.py"
RIGHTS = [
    Bug(
        "everybody sees everything",
        ("G1",),
        SCOPED,
        'return self._reachable(person, "read")',
        "return self.all()",
        "tongxin/directory/parties/tests/test_doors.py::test_for_others_it_does_not_exist_and_looks_like_what_never_was",
    ),
    Bug(
        "whoever may see may change",
        ("G1", "G2"),
        SCOPED,
        'return self._reachable(person, "write")',
        'return self._reachable(person, "read")',
        "tongxin/interfaces/rest/tests/test_gate.py::test_whoever_may_only_look_changes_nothing",
    ),
    Bug(
        "a share with another person counts",
        ("G4",),
        SCOPED,
        "Q(person=reach.person_id) | Q(unit__in=[unit.pk for unit in reach.units])",
        "Q()",
        "tongxin/directory/parties/tests/test_changing.py::test_a_colleague_in_the_team_sees_and_a_share_opens",
    ),
    Bug(
        "what hangs below a moved unit stays behind",
        ("G4",),
        "tongxin/collab/org/actions/units.py",
        "Unit.objects.filter(path__startswith=old).update",
        "Unit.objects.filter(path=old).update",
        "tests/security/test_scopes.py::test_everybody_sees_what_the_rights_say_and_nothing_else",
    ),
    Bug(
        "guests come in by pieces",
        ("G1", "G2"),
        "tongxin/base/web/doors.py",
        'return HttpResponse(status=401, headers={"HX-Trigger": "session-gone"})',
        "return None",
        "tongxin/project/tests/test_errors.py::test_an_ended_session_is_401_for_a_piece_and_the_sign_in_page_otherwise",
    ),
    Bug(
        "a refusal comes after the deed",
        ("G2",),
        "tongxin/base/web/doors.py",
        "            refusal = policy(request)\n",
        "            view(request, *args, **kwargs)\n            refusal = policy(request)\n",
        "tongxin/collab/access/tests/test_settings_doors.py::test_deeds_of_outsiders_change_nothing_at_all",
    ),
    Bug(
        "a hidden field is found by search",
        ("G3",),
        "tongxin/directory/parties/queries/documents.py",
        'hidden = hidden_fields(person, "party")',
        "hidden = frozenset[str]()",
        "tongxin/directory/parties/tests/test_doors.py::test_hidden_fields_are_nowhere "
        "tests/security/test_hidden_fields.py::test_no_door_tells_of_what_is_hidden",
    ),
    Bug(
        "a hidden field can be asked for in a list",
        ("G3",),
        "tongxin/base/filters/fields.py",
        "return self.key in hidden or self.fact in hidden",
        "return False",
        "tongxin/directory/parties/tests/test_doors.py::test_hidden_fields_are_nowhere "
        "tests/security/test_hidden_fields.py::test_no_door_tells_of_what_is_hidden",
    ),
    Bug(
        "who has left keeps the session",
        ("G7",),
        "tongxin/collab/people/models/person.py",
        'value = f"{self.password}:{self.credential_epoch}"',
        'value = f"{self.password}"',
        "tongxin/collab/people/tests/test_ways_in.py::test_the_session_ends_with_the_next_request_when_somebody_leaves "
        "tongxin/collab/people/tests/test_my_settings.py::test_all_other_sessions_end_and_this_one_goes_on",
    ),
    Bug(
        "a token outlives its person",
        ("G7",),
        "tongxin/collab/people/models/token.py",
        'epoch=models.F("person__credential_epoch"),',
        "",
        "tongxin/collab/people/tests/test_ways_in.py::test_the_token_ends_when_somebody_leaves_and_stays_dead",
    ),
    Bug(
        "who is suspended is let in",
        ("G5", "G7"),
        "tongxin/project/hosting/serving.py",
        "is_open = Company.read(company.folder).state is State.OPEN",
        "is_open = True",
        "tests/commands/test_hosting.py::test_who_is_suspended_is_out_with_the_next_request",
    ),
    Bug(
        "companies share a folder",
        ("G5",),
        "tongxin/project/hosting/serving.py",
        '"TONGXIN_DATA": str(company.folder),',
        '"TONGXIN_DATA": str(company.folder.parent),',
        "tests/commands/test_hosting.py::test_nothing_of_one_company_opens_another",
    ),
    Bug(
        "guessing has no end",
        ("G16",),
        "tongxin/collab/people/actions/sign_in.py",
        ".count() >= GUESSES_PER_HOUR[kind]:",
        ".count() < 0:",
        "tongxin/collab/people/tests/test_ways_in.py::test_guessing_ends_after_ten_tries_and_the_right_password_must_wait",
    ),
    Bug(
        "no account is told by its time",
        ("G17",),
        "tongxin/collab/people/actions/sign_in.py",
        'fits = check_password(password[:1024], person.password if person else "")',
        "fits = person is not None and check_password(password[:1024], person.password)",
        "tongxin/collab/people/tests/test_ways_in.py::test_every_refusal_costs_one_password_check",
    ),
    Bug(
        "a link opens many times",
        ("G18",),
        "tongxin/collab/people/actions/invitations.py",
        "    if not used:\n",
        "    if False:\n",
        "tongxin/collab/people/tests/test_ways_in.py::test_who_comes_between_the_look_and_the_use_of_a_link_wins "
        "tongxin/collab/people/tests/test_ways_in.py::test_of_many_who_use_one_link_at_once_one_succeeds",
    ),
]
