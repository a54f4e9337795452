"""What stands on the firm's paper besides its name."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongxin.collab.org.models.company import Company


class Letterhead(models.Model):
    """How a customer reaches and pays the firm. `logo` is a PNG or JPEG picture as a `data:` address, so that a printer fetches nothing."""

    company = models.OneToOneField(Company, primary_key=True, on_delete=models.CASCADE, related_name="letterhead")
    english_name = models.CharField(_("English company name"), max_length=160, blank=True)
    address = models.CharField(_("company address"), max_length=200, blank=True)
    english_address = models.CharField(_("English company address"), max_length=200, blank=True)
    phone = models.CharField(_("company phone"), max_length=60, blank=True)
    email = models.CharField(_("company mail"), max_length=120, blank=True)
    website = models.CharField(_("company website"), max_length=120, blank=True)
    uscc = models.CharField(_("company tax number"), max_length=40, blank=True)
    bank = models.CharField(_("bank"), max_length=120, blank=True)
    account = models.CharField(_("account number"), max_length=60, blank=True)
    logo = models.TextField(_("logo"), blank=True)

    def __str__(self) -> str:
        return self.english_name or str(self.company_id)
