"""What comes in from outside, and what goes out."""

from tests.bugs.bug import Bug

CONTENT = [
    Bug(
        "SQL by hand in a room",
        ("G8",),
        "tongxin/collab/people/policies.py",
        "",
        "\n\ndef by_hand(cursor):\n    cursor.execute('SELECT 1')\n",
        "tests/house/test_words.py",
    ),
    Bug(
        "a formula makes a text without end",
        ("G9",),
        "tongxin/base/formulas/running.py",
        "if isinstance(value, str) and len(value) > LONGEST_TEXT:",
        "if False:",
        "tests/security/test_formulas_at_length.py tongxin/base/tests/test_formulas.py",
    ),
    Bug(
        "a formula of any depth",
        ("G9",),
        "tongxin/base/formulas/reading.py",
        "if depth > DEEPEST or self.count > MOST:",
        "if False:",
        "tests/security/test_formulas_at_length.py tongxin/base/tests/test_formulas.py",
    ),
    Bug(
        "places inside the network are open",
        ("G12",),
        "tongxin/base/egress.py",
        "if not trusted and not all(_is_open_net(number) for number in found):",
        "if False:",
        "tongxin/collab/notices/tests",
    ),
    Bug(
        "a bomb of a workbook is opened",
        ("G13",),
        "tongxin/base/reading/archives.py",
        "if member.file_size > RATIO_FREE_BYTES and member.file_size / packed > UNPACKED_RATIO:",
        "if False:",
        "tongxin/base/reading/tests/test_reading_refusals.py",
    ),
    Bug(
        "a cell runs in the spreadsheet",
        ("G14",),
        "tongxin/base/sheets.py",
        "writer.writerow([neutral(cell) for cell in row])",
        "writer.writerow(list(row))",
        "tongxin/interfaces/imports/tests tongxin/directory/parties/tests",
    ),
    Bug(
        "pages may run scripts of their own",
        ("G20",),
        "tongxin/project/middleware.py",
        "script-src 'self';",
        "script-src 'self' 'unsafe-inline';",
        "tongxin/project/tests/test_headers.py",
    ),
    Bug(
        "a sign that PostgreSQL can't keep",
        ("G44",),
        "tongxin/interfaces/rest/forms/values.py",
        'if "\\0" in text:',
        "if False:",
        "tongxin/interfaces/rest/tests/test_parties.py",
    ),
]
