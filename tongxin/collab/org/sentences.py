"""How changes of the firm and its units read in the audit trail."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from tongxin.base.registries import Sentence, sentences
from tongxin.collab.org.models import Company, Letterhead, Unit

Told = Mapping[str, Any]  # Any: JSON particulars


def _labels(fields: list[str], *models: type[Model]) -> str:
    known = {field.name: str(field.verbose_name) for model in models for field in model._meta.concrete_fields}
    known["wizard_step"] = _("step of the set-up")
    return _(", ").join(known.get(name, name) for name in fields)


def _company_changed(told: Told, record: Any) -> str:  # Any: the record, or None
    return _("changed the company: %(fields)s") % {"fields": _labels(told["fields"], Letterhead, Company)}


def _unit_changed(told: Told, record: Any) -> str:  # Any: as above
    if told["fields"] == ["closed_at"]:
        return _("closed the unit")
    return _("changed the unit: %(fields)s") % {"fields": _labels(told["fields"], Unit)}


def _post_given(told: Told, record: Any) -> str:  # Any: as above
    if told["title"]:
        return _("gave %(person)s the post %(title)s in %(unit)s") % told
    return _("gave %(person)s a post in %(unit)s") % told


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    texts = {
        "company.set_up": lambda told, record: _("set up %(company)s") % told,
        "company.changed": _company_changed,
        "unit.added": lambda told, record: _("added the unit %(unit)s") % told,
        "unit.changed": _unit_changed,
        "post.given": _post_given,
        "post.left": lambda told, record: _("ended the post of %(person)s in %(unit)s") % told,
    }
    for name, text in texts.items():
        sentences.register(name, Sentence(text=text, icon="flow", group="change"))
