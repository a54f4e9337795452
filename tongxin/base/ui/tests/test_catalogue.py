import re
from pathlib import Path

from babel.messages.pofile import read_po

ROOM = Path(__file__).resolve().parents[1]
SAID = re.compile(r'\{% translate "([^"]+)"(?! context)|\b_\("([^"]+)"\)')
SAID_IN_CONTEXT = re.compile(r'pgettext\("([^"]+)", "([^"]+)"\)')
SAID_IN_CONTEXT_OF_A_TEMPLATE = re.compile(r'\{% translate "([^"]+)" context "([^"]+)"')


def test_everything_said_has_a_chinese_wording():
    with (ROOM / "locale/zh_Hans/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file)
    sources = [*ROOM.rglob("*.html"), *ROOM.glob("*.py"), *(ROOM / "templatetags").glob("*.py")]
    plain, contextual = set(), set()
    for path in sources:
        text = path.read_text()
        plain |= {first or second for first, second in SAID.findall(text)}
        contextual |= set(SAID_IN_CONTEXT.findall(text))
        contextual |= {(context, said) for said, context in SAID_IN_CONTEXT_OF_A_TEMPLATE.findall(text)}
    assert {said for said in plain if not (message := catalogue.get(said)) or not message.string} == set()
    assert {said for context, said in contextual if not catalogue.get(said, context)} == set()
    assert {message.id for message in catalogue if message.id and not message.context} - plain == set()
