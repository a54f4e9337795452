"""What columns of a file can become here."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import ImportField, ImportTarget, import_targets
from tongxin.frontoffice.targets.actions.importing import check, draft, prepare, undo, write


def _fields(person: Any) -> list[ImportField]:  # Any: person type of the doors
    return [
        ImportField(key="target_person", label=_("person of the target"), kind="person"),
        ImportField(key="target_unit", label=_("unit of the target"), kind="text", max_length=120),
        ImportField(key="target_measure", label=_("measure of the target"), kind="text", max_length=60),
        ImportField(key="target_product", label=_("product of the target"), kind="text", max_length=120),
        ImportField(key="target_period", label=_("period of the target"), kind="text", max_length=40, required=True),
        ImportField(key="target_value", label=_("value of the target"), kind="text", max_length=40, required=True),
    ]


def register_target() -> None:
    """Targets, a row each; a row without a measure is an amount won."""
    import_targets.register(
        "targets",
        ImportTarget(
            key="targets", label=_("Targets"), order=65, fields=_fields, draft=draft, prepare=prepare, check=check, write=write, undo=undo,
            makes="",
        ),
    )  # fmt: skip
