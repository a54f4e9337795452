"""Making and changing a form."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import can_administer
from tongxin.collab.people.models import Person
from tongxin.interfaces.webforms.events import WebFormSaved
from tongxin.interfaces.webforms.models import ASKABLE, WebForm

_TEXTS = {"name": 60, "heading": 80, "intro": 600, "consent": 600, "thanks": 200, "tag": 40}
_WAYS = {"phone", "email", "wechat"}


class MayNotSave(PermissionDenied):
    """Only administrators open doors to the web."""


@transaction.atomic
def save_form(
    *,
    by: Person,
    form: WebForm | None = None,
    asks: Iterable[str],
    owner: Person,
    is_open: bool = True,
    makes_leads: bool = False,
    version: int | None = None,
    **texts: str,
) -> WebForm:
    """Make a form, or change it as it was seen (`version`). Raises MayNotSave; ValidationError for a form by which nobody could be called
    back, one without a name or heading, an owner who has left, and when somebody changed it meanwhile."""
    if not can_administer(by):
        raise MayNotSave(_("Only administrators open forms to the web."))
    asked = [key for key in ASKABLE if key in set(asks)]
    _check(asked, owner, texts)
    saved = WebForm() if form is None else WebForm.objects.select_for_update().get(pk=form.pk)
    if form is not None and version is not None and saved.version != version:
        raise ValidationError(
            _("Somebody changed this form meanwhile. Load it anew; what you typed still stands here.")
        )
    before = {name: getattr(saved, name) for name in _TEXTS} if form else None
    for name in _TEXTS:
        setattr(saved, name, clean(texts.get(name, "")).strip())
    saved.asks, saved.owner, saved.is_open, saved.makes_leads = asked, owner, is_open, makes_leads
    saved.version += 1 if form else 0
    saved.save()
    tell(WebFormSaved(form=saved.name, is_open=is_open), by=by, on=Subject("webform", saved.pk), before=before)
    return saved


def _check(asked: list[str], owner: Person, texts: dict[str, str]) -> None:
    if unknown := set(texts) - set(_TEXTS):
        raise ValidationError(_("Unknown field: %(name)s") % {"name": ", ".join(sorted(unknown))})
    if not _WAYS & set(asked):
        raise ValidationError({"asks": _("Ask for a mobile, a mail or a WeChat name, or nobody can answer.")})
    for name in ("name", "heading"):
        if not clean(texts.get(name, "")).strip():
            raise ValidationError({name: _("This needs a word.")})
    for name, longest in _TEXTS.items():
        if len(texts.get(name, "")) > longest:
            raise ValidationError({name: _("Too long: %(limit)d characters fit.") % {"limit": longest}})
    if not owner.is_active:
        raise ValidationError({"owner": _("%(name)s has left. Choose somebody who works here.") % {"name": owner.name}})
