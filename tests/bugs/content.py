"""What comes in from outside, and what goes out."""

from tests.bugs.bug import Bug

CONTENT = [
    Bug(
        "SQL by hand in a room",
        ("G8",),
        "tongxin/collab/people/policies.py",
        "",
        "\n\ndef by_hand(cursor):\n    cursor.execute('SELECT 1')\n",
        "tests/house/test_words.py::test_raw_sql_and_unsafe_calls_stay_in_their_places",
    ),
    Bug(
        "a formula makes a text without end",
        ("G9",),
        "tongxin/base/formulas/running.py",
        "if isinstance(value, str) and len(value) > LONGEST_TEXT:",
        "if False:",
        "tongxin/base/tests/test_formulas.py::test_it_says_what_is_wrong_and_where "
        "tests/security/test_formulas_at_length.py",
    ),
    Bug(
        "a formula of any depth",
        ("G9",),
        "tongxin/base/formulas/reading.py",
        "if depth > DEEPEST or self.count > MOST:",
        "if False:",
        "tongxin/base/tests/test_formulas.py::test_it_says_what_is_wrong_and_where "
        "tests/security/test_formulas_at_length.py",
    ),
    Bug(
        "what colleagues say is markup",
        ("G10",),
        "tongxin/collab/feed/templates/feed/talk.html",
        "{{ remark.text|linebreaksbr }}",
        "{{ remark.text|safe }}",
        "tests/security/test_matrix.py::test_every_door",
    ),
    Bug(
        "places inside the network are open",
        ("G12",),
        "tongxin/base/egress.py",
        "if not trusted and not all(_is_open_net(number) for number in found):",
        "if False:",
        "tongxin/collab/notices/tests/test_sending.py::test_a_known_name_that_means_a_place_inside_leads_nowhere",
    ),
    Bug(
        "a bomb of a workbook is opened",
        ("G13",),
        "tongxin/base/reading/archives.py",
        "if member.file_size > RATIO_FREE_BYTES and member.file_size / packed > UNPACKED_RATIO:",
        "if False:",
        "tongxin/base/reading/tests/test_reading_refusals.py::test_a_zip_bomb_is_not_opened",
    ),
    Bug(
        "a cell runs in the spreadsheet",
        ("G14",),
        "tongxin/base/sheets.py",
        "writer.writerow([neutral(cell) for cell in row])",
        "writer.writerow(list(row))",
        "tongxin/directory/parties/tests/test_doors.py::test_lists_go_out_as_files_without_formulas",
    ),
    Bug(
        "pages may run scripts of their own",
        ("G20",),
        "tongxin/project/middleware.py",
        "script-src 'self';",
        "script-src 'self' 'unsafe-inline';",
        "tongxin/project/tests/test_headers.py::test_pages_of_guests_are_strict",
    ),
    Bug(
        "who is erased can still be searched for",
        ("G46",),
        "tongxin/directory/privacy/actions/erasing.py",
        "        if corner.document:\n",
        "        if False:\n",
        "tests/security/test_dsar.py::test_all_is_found_and_copied_and_erased",
    ),
    Bug(
        "nobody hears of a look behind a mask",
        ("G47",),
        "tongxin/directory/privacy/actions/revealing.py",
        '    tell(FieldRevealed(field=field), by=by, on=Subject("party", party.pk), customer=party.pk)\n',
        "",
        "tongxin/directory/privacy/tests/test_masks.py::test_a_look_answers_the_value_and_is_written_down "
        "tongxin/directory/privacy/tests/test_masks.py::test_a_look_behind_a_mask_stands_in_the_journal",
    ),
    Bug(
        "a sign that PostgreSQL can't keep",
        ("G44",),
        "tongxin/interfaces/rest/forms/values.py",
        'if "\\0" in text:',
        "if False:",
        "tongxin/interfaces/rest/tests/test_parties.py::test_a_bad_body_is_refused_field_by_field_and_changes_nothing",
    ),
    Bug(
        "an address that the document does not know",
        ("G50",),
        "tongxin/interfaces/rest/views/prices.py",
        '@router.get("/agreed-prices", ',
        '@router.get("/agreed-prices", include_in_schema=False, ',
        "tongxin/interfaces/rest/tests/test_describing.py::test_the_document_holds_every_address_with_every_method_and_nothing_else",
    ),
    Bug(
        "a list asked for in an order that is none",
        ("G50",),
        "tongxin/interfaces/rest/queries/lists.py",
        "    if name not in orders or name in hidden:\n        known",
        "    if name in hidden:\n        known",
        "tongxin/interfaces/rest/tests/test_fuzz.py",
    ),
]
