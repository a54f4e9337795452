"""The firm itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Company(models.Model):
    """Exactly one row: one company has one database."""

    class Demanded(models.TextChoices):
        NOBODY = "", _("Nobody: each decides alone")
        ADMINISTRATORS = "administrators", _("Administrators")
        EVERYONE = "everyone", _("Everyone")

    name = models.CharField(_("company name"), max_length=120)
    packs = models.JSONField(_("ways of selling"), default=list, blank=True)
    language = models.CharField(_("language"), max_length=10, default="zh-hans")
    time_zone = models.CharField(_("time zone"), max_length=64, default="Asia/Shanghai")
    currency = models.CharField(_("currency"), max_length=3, default="CNY")
    second_factor = models.CharField(
        _("two-step verification is demanded of"), max_length=16, blank=True, default="", choices=Demanded.choices
    )
    set_up_at = models.DateTimeField()
    wizard_step = models.CharField(max_length=20, default="selling")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="company_is_one")]

    def __str__(self) -> str:
        return self.name
