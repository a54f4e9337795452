"""A form on the open web."""

import secrets
from typing import Any, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongxin.collab.access.policies import can_administer
from tongxin.collab.people.models import Person

ASKABLE = {
    "company": _("Company"),
    "phone": _("Mobile"),
    "email": _("E-mail"),
    "wechat": _("WeChat"),
    "city": _("City"),
    "message": _("What is it about?"),
}
"""What a form may ask besides the name, in the order in which it is asked."""


def new_key() -> str:
    """The part of the address nobody guesses: 72 random bits."""
    return secrets.token_urlsafe(9)


class WebFormQuerySet(models.QuerySet["WebForm"]):
    """Forms, chosen. Doors of the firm load them only through `visible_to(person)`."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """All for administrators, none for others. Fails closed."""
        return self.all() if can_administer(person) else self.none()

    def answering(self, key: str) -> Self:
        """The open form at an address of the web: the one way in which guests come to a form."""
        return self.filter(key=key, is_open=True)


class WebForm(models.Model):
    """`name` is ours, `heading` and `intro` are the visitor's; `asks` are keys of ASKABLE, of which phone, mail or WeChat must be one.
    `consent` are the words beside the box (none: no box). `owner` takes what comes in (where it `makes_leads` unless a rule of assignment says otherwise); `tag` marks it; `key` makes its address."""

    key = models.CharField(max_length=16, unique=True, default=new_key)
    name = models.CharField(_("name"), max_length=60)
    heading = models.CharField(_("heading"), max_length=80)
    intro = models.TextField(_("introduction"), max_length=600, blank=True)
    asks = models.JSONField(default=list)
    consent = models.TextField(_("words of consent"), max_length=600, blank=True)
    thanks = models.CharField(_("words of thanks"), max_length=200, blank=True)
    tag = models.CharField(_("tag"), max_length=40, blank=True)
    owner = models.ForeignKey(Person, verbose_name=_("who calls back"), on_delete=models.PROTECT, related_name="+")
    makes_leads = models.BooleanField(_("visitors become leads"), default=False)
    is_open = models.BooleanField(_("open"), default=True)
    version = models.PositiveIntegerField(default=1)

    objects = WebFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("web form")
        verbose_name_plural = _("web forms")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where the firm sees what came in."""
        return reverse("webform_entries", args=[self.pk])

    @property
    def public_path(self) -> str:
        """Its address on the web, without the host."""
        return reverse("public_form", args=[self.key])
