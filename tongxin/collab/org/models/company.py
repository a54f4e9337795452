"""The firm itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Company(models.Model):
    """Exactly one row: one company has one database."""

    name = models.CharField(_("company name"), max_length=120)
    packs = models.JSONField(_("ways of selling"), default=list, blank=True)
    language = models.CharField(_("language"), max_length=10, default="zh-hans")
    time_zone = models.CharField(_("time zone"), max_length=64, default="Asia/Shanghai")
    currency = models.CharField(_("currency"), max_length=3, default="CNY")
    set_up_at = models.DateTimeField()
    wizard_step = models.CharField(max_length=20, default="selling")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="company_is_one")]

    def __str__(self) -> str:
        return self.name
