"""Fields of the firm as columns of a file."""

from typing import Any

from tongxin.base.registries import ImportField
from tongxin.base.registries.import_targets import Kind
from tongxin.collab.fields.models import CustomField, Type
from tongxin.collab.fields.queries.open_fields import open_fields, writable_keys

_KINDS: dict[str, Kind] = {
    Type.LONG: "long",
    Type.NUMBER: "number",
    Type.DATE: "date",
    Type.CHOICE: "choice",
    Type.CHOICES: "choice",
    Type.YES_NO: "choice",
    Type.PERSON: "person",
}
_YES_NO = dict.fromkeys(("是", "有", "yes", "true", "1", "√"), "1") | dict.fromkeys(
    ("否", "无", "没有", "no", "false", "0", "×"), "0"
)


def import_columns(person: Any, kind: str) -> list[ImportField]:  # Any: also takes Django's anonymous user
    """What this person may write into the firm's fields of a kind by a file; files themselves come with no file."""
    own = open_fields(person, kind)
    writable = writable_keys(person, kind, own)
    return [_column(one) for one in own if one.key in writable and one.type != Type.FILE]


def _column(field: CustomField) -> ImportField:
    """Amounts and the like are read again when they are written."""
    labels = {label: into for _key, label, into in field.merged} | {key: into for key, _label, into in field.merged}
    labels |= {label: key for key, label in field.offered} | {key: key for key, _label in field.offered}
    return ImportField(
        key=field.key,
        label=field.label,
        kind=_KINDS.get(field.type, "text"),
        many=field.type == Type.CHOICES,
        max_length=200 if field.type in (Type.TEXT, Type.MONEY, Type.PARTY) else None,
        choices=_YES_NO if field.type == Type.YES_NO else labels,
    )
