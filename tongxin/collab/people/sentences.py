"""How what happened to people and their credentials reads in the audit trail."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.registries import Sentence, sentences
from tongxin.collab.people.models import Person

Told = Mapping[str, Any]  # Any: JSON particulars


def _changed(told: Told, record: Any) -> str:  # Any: the record, or None
    known = {field.name: field for field in Person._meta.concrete_fields}
    names = [str(known[name].verbose_name) if name in known else name for name in told["fields"]]
    return _("changed %(fields)s") % {"fields": _(", ").join(names)}


def _sessions_ended(told: Told, record: Any) -> str:  # Any: as above
    if told.get("person"):
        return _("ended all sessions and tokens of %(person)s") % told
    return _("ended all other sessions and tokens")


def _switched_on(told: Told, record: Any) -> str:  # Any: as above
    if told["is_new"]:
        return _("switched two-step verification on")
    return _("took another app for two-step verification")


def _code_used(told: Told, record: Any) -> str:  # Any: as above
    return _("signed in with a recovery code; left: %(left)s") % told


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    texts = {
        "person.added": lambda told, record: _("added %(person)s, who signs in with %(email)s") % told,
        "person.changed": _changed,
        "person.invited": lambda told, record: _("made a link for %(person)s to choose a password") % told,
        "person.deactivated": lambda told, record: _("deactivated %(person)s") % told,
        "person.reactivated": lambda told, record: _("let %(person)s come back") % told,
        "person.password_changed": lambda told, record: _("set a new password"),
        "person.sessions_ended": _sessions_ended,
        "person.session_ended": lambda told, record: _("ended the session on %(device)s") % told,
        "person.signed_in": lambda told, record: _("signed in from %(address)s") % told,
        "person.signed_out": lambda told, record: _("signed out"),
        "second_factor.begun": lambda told, record: _("began to set up two-step verification"),
        "second_factor.on": _switched_on,
        "second_factor.off": lambda told, record: _("switched two-step verification off"),
        "second_factor.taken": lambda told, record: (
            _("switched two-step verification of %(person)s off: %(reason)s") % told
        ),
        "second_factor.codes_made": lambda told, record: _("made new recovery codes"),
        "second_factor.code_used": _code_used,
        "second_factor.guessed": lambda told, record: (
            _("had too many wrong codes typed after the right password, last from %(address)s") % told
        ),
        "second_factor.browser_trusted": lambda told, record: _("trusts the browser on %(device)s for 30 days") % told,
        "second_factor.browsers_forgotten": lambda told, record: _("trusts no browser any more"),
        "token.created": lambda told, record: _("made the token “%(label)s”") % told,
        "token.revoked": lambda told, record: _("revoked the token “%(label)s”") % told,
    }
    for name, text in texts.items():
        icon = "lock" if name.startswith(("token", "second_factor")) or "password" in name else "person"
        sentences.register(name, Sentence(text=text, icon=icon, group="change"))
