"""What columns of a file can become here."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import ImportField, ImportTarget, import_targets
from tongxin.frontoffice.leads.actions.importing import check, draft, prepare, undo, write


def _fields(person: Any) -> list[ImportField]:  # Any: person type of the doors
    return [
        ImportField(key="lead_name", label=_("name of the lead"), kind="text", max_length=80),
        ImportField(key="lead_company", label=_("company of the lead"), kind="name", max_length=200),
        ImportField(key="lead_title", label=_("title of the lead"), kind="text", max_length=80),
        ImportField(key="lead_phone", label=_("phone of the lead"), kind="text", max_length=40),
        ImportField(key="lead_email", label=_("e-mail of the lead"), kind="text", max_length=254),
        ImportField(key="lead_wechat", label=_("WeChat of the lead"), kind="text", max_length=80),
        ImportField(key="lead_city", label=_("city of the lead"), kind="text", max_length=80),
        ImportField(key="lead_about", label=_("what it is about"), kind="text", max_length=4000),
        ImportField(key="lead_source", label=_("source of the lead"), kind="text", max_length=60),
        ImportField(key="owner", label=_("owner"), kind="person"),
    ]


def register_target() -> None:
    """Leads, a row each."""
    import_targets.register(
        "leads",
        ImportTarget(
            key="leads", label=_("Leads"), order=45, fields=_fields, draft=draft, prepare=prepare, check=check, write=write,
            undo=undo, naming=("lead_name", "lead_company"), makes="lead",
        ),
    )  # fmt: skip
