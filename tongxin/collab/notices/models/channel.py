"""A channel: one way by which notices leave the house."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.database.secret import SecretField
from tongxin.collab.access.policies import can_administer
from tongxin.collab.notices.models.account import Account
from tongxin.collab.notices.models.device import Device
from tongxin.collab.org.models import Unit
from tongxin.collab.org.queries import units_of
from tongxin.collab.people.models import Person


class ChannelQuerySet(models.QuerySet["Channel"]):
    """Channels, chosen."""

    def present(self) -> Self:
        """Those that were not taken away."""
        return self.filter(removed_at=None)

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Administrators set channels up; others meet them among their own choices only."""
        return self.all() if can_administer(person) else self.none()

    def in_use(self) -> Self:
        """Those by which something may leave now."""
        return self.present().filter(is_on=True).order_by("id")

    def groups(self) -> Self:
        """Robots, which speak to a group."""
        return self.filter(kind__in=(Channel.Kind.WECOM, Channel.Kind.DINGTALK, Channel.Kind.FEISHU))

    def open_to(self, person: Person) -> "list[Channel]":
        """Those in use that reach this person: mail, browsers they chose, apps that know them, and groups of the whole firm or of a unit in or
        above which they work."""
        has_device = Device.objects.filter(person=person).exists()
        known = set(Account.objects.filter(person=person).values_list("channel_id", flat=True))
        paths = [unit.path for unit in units_of(person)]
        rows = self.in_use().select_related("unit")
        near = [one for one in rows if one.unit is None or any(path.startswith(one.unit.path) for path in paths)]
        return [one for one in near if (has_device or not one.is_push) and (one.pk in known or not one.is_app)]


class Channel(models.Model):
    """A mail server, a robot in a group, push to browsers, or an app of the firm's in WeCom, DingTalk or Feishu. `address` is the robot's (it
    holds its key), `secret` what it signs with, the password of the mail account, or the app's; neither is ever shown again. Of an app
    `account` is the firm's or the app's own number, `sender` the agent's, `host` where the firm runs the service itself."""

    class Kind(models.TextChoices):
        MAIL = "mail", pgettext_lazy("channel", "e-mail")
        WECOM = "wecom", _("WeCom group robot")
        DINGTALK = "dingtalk", _("DingTalk group robot")
        FEISHU = "feishu", _("Feishu group robot")
        PUSH = "push", pgettext_lazy("channel", "browser push")
        WECOM_APP = "wecom_app", _("WeCom app")
        DING_APP = "ding_app", _("DingTalk app")
        FEISHU_APP = "feishu_app", _("Feishu app")

    class Security(models.TextChoices):
        TLS = "tls", _("TLS from the beginning (465)")
        STARTTLS = "starttls", _("STARTTLS (587)")
        NONE = "none", _("none, inside the firm only (25)")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_on = models.BooleanField(default=True)
    address = SecretField(blank=True)
    secret = SecretField(blank=True)
    host = models.CharField(max_length=120, blank=True)
    port = models.PositiveIntegerField(default=465)
    security = models.CharField(max_length=8, choices=Security.choices, default=Security.TLS)
    account = models.CharField(max_length=120, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(is_on=False, address="", secret=""),
                name="channel_gone_keeps_no_secret",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page among the settings."""
        return reverse("channel", args=[self.pk])

    @property
    def is_mail(self) -> bool:
        """Whether it is a mail server."""
        return self.kind == self.Kind.MAIL

    @property
    def is_push(self) -> bool:
        """Whether it shows notices in browsers."""
        return self.kind == self.Kind.PUSH

    @property
    def is_app(self) -> bool:
        """Whether an app of the firm's speaks to each reader alone."""
        return self.kind in (self.Kind.WECOM_APP, self.Kind.DING_APP, self.Kind.FEISHU_APP)

    @property
    def is_personal(self) -> bool:
        """Whether it reaches one person alone; a group reads what a robot says."""
        return self.is_mail or self.is_push or self.is_app
