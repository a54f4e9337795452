"""A person who works here."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PersonQuerySet(models.QuerySet["Person"]):
    """People, chosen."""

    def active(self) -> Self:
        """Those who work here now."""
        return self.filter(deactivated_at=None)

    def by_name(self) -> Self:
        """In the order of a telephone book: Chinese by pinyin."""
        return self.order_by("sort_key", "id")

    def get_by_natural_key(self, email: str) -> "Person":
        """The person who signs in with this mail address, in whatever case it was typed."""
        return self.get(email=email.strip().lower())


class Person(AbstractBaseUser):
    """One of the firm's own people. Leaving is an instant, not a deletion: what they did stays theirs."""

    class Density(models.TextChoices):
        COMPACT = "compact", _("Compact")
        NORMAL = "default", _("Normal")
        RELAXED = "relaxed", _("Relaxed")

    class Theme(models.TextChoices):
        SYSTEM = "", _("As the system")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=50)
    sort_key = models.CharField(max_length=120, db_index=True, editable=False)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    language = models.CharField(
        _("language"), max_length=10, default="zh-hans", choices=[("zh-hans", "简体中文"), ("en", "English")]
    )
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    theme = models.CharField(_("appearance"), max_length=8, blank=True, default="", choices=Theme.choices)
    density = models.CharField(_("row height"), max_length=8, default="default", choices=Density.choices)
    has_hotkeys = models.BooleanField(_("single-letter shortcuts"), default=True)
    credential_epoch = models.PositiveIntegerField(default=0, editable=False)
    added_at = models.DateTimeField(auto_now_add=True)
    deactivated_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("staff", "person")
        verbose_name_plural = pgettext_lazy("staff", "people")

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # the date says it; Django asks for the flag
        """Whether this person works here now."""
        return self.deactivated_at is None

    def get_session_auth_hash(self) -> str:
        """Changes with the password and with the credential epoch, so that one integer ends every session."""
        return self._session_hash()

    def get_session_auth_fallback_hash(self):  # type: ignore[no-untyped-def]  # Django yields hashes for rotated secrets
        """After a change of the secret key, sessions made under the old one still hold."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | bytes | None = None) -> str:
        salt = "tongxin.people.session"
        value = f"{self.password}:{self.credential_epoch}"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()
