"""A way to reach a party: phone, mail, WeChat, QQ …"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongxin.directory.parties.models.party import Party


class ContactPoint(models.Model):
    """`value` is what machines compare (E.164 for phones, lower case for mail), `shown` what people read."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("phone")
        EMAIL = "email", _("e-mail")
        WECHAT = "wechat", _("WeChat")
        QQ = "qq", _("QQ")
        FAX = "fax", _("fax")
        OTHER = "other", _("other")

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="points", db_index=False)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    value = models.CharField(max_length=254)
    shown = models.CharField(_("number or address"), max_length=254)
    label = models.CharField(_("label"), max_length=40, blank=True)
    is_main = models.BooleanField(default=False)

    class Meta:
        ordering = ("-is_main", "id")
        indexes = [models.Index(fields=["kind", "value"], name="point_by_value")]
        constraints = [models.UniqueConstraint(fields=["party", "kind", "value"], name="point_once_per_party")]

    def __str__(self) -> str:
        return self.shown


def field_of(kind: str) -> str:
    """The name under which field rights speak of a kind of contact point."""
    return kind if kind == ContactPoint.Kind.FAX else f"{kind}s"
