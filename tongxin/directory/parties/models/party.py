"""A party: an organisation, a person or a household that we deal with."""

from collections.abc import Container, Iterable
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxin.base.database.mostly_empty import MostlyEmptyJSON
from tongxin.collab.access.models import ScopedQuerySet, Scoping, reach_of
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person

# Where nothing is planned or noted, lists sort by these; the databases disagree on where empty values stand.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
SOME_DAY = datetime(9999, 12, 31, tzinfo=UTC)
_CUSTOMER = models.Q(is_customer=True, deleted_at=None)
_PERSON = models.Q(kind="person", deleted_at=None)
ROLES = {
    "customer": _("customer"),
    "supplier": _("supplier"),
    "dealer": _("dealer"),
    "agent": _("agent"),
    "competitor": _("competitor"),
    "partner": _("partner"),
}


def joined_address(province: str, city: str, district: str, address: str) -> str:
    """The parts of an address from the large to the small, none of them twice."""
    parts: list[str] = []
    for part in (province, city, district):
        if part and part not in parts and not address.startswith(part):
            parts.append(part)
    return "".join([*parts, address] if address not in parts else parts)


class PartyQuerySet(ScopedQuerySet["Party"]):
    """Parties, chosen. Loaded by doors only through `visible_to(person)`."""

    def living(self) -> Self:
        """Those not in the recycle bin."""
        return self.filter(deleted_at=None)

    def customers(self) -> Self:
        """Those we sell to or want to sell to."""
        return self.filter(is_customer=True, deleted_at=None)

    def in_role(self, role: str) -> Self:
        """Those with one of the ROLES."""
        return self.filter(**{f"is_{role}": True}) if role in ROLES else self.none()


class Party(models.Model):
    """One record per customer, supplier, person … for the whole firm.

    `sort_key` orders names by pinyin; `name_key` is the company key by which doubles are found, `core_key` what
    is left of it without place and trade. The last contact and the next
    step are copied here by the activities room, so that lists need not look at ten million activities. What was merged into
    another record stays, out of sight, and says where it went.
    """

    class Kind(models.TextChoices):
        ORGANISATION = "organisation", _("organisation")
        PERSON = "person", _("person")
        HOUSEHOLD = "household", _("household")

    scoping: ClassVar[Scoping] = Scoping(kind="party", owner="owner", unit="unit", team="team_members__person")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.ORGANISATION)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    english_name = models.CharField(_("English name"), max_length=200, blank=True)
    former_names = MostlyEmptyJSON(_("former names"), default=list, blank=True)
    sort_key = models.CharField(max_length=120, editable=False)
    name_key = models.CharField(max_length=200, editable=False)
    core_key = models.CharField(max_length=80, editable=False, blank=True)
    uscc = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    tax_number = models.CharField(_("tax number"), max_length=30, blank=True)
    is_customer = models.BooleanField(_("customer"), default=False)
    is_supplier = models.BooleanField(_("supplier"), default=False)
    is_dealer = models.BooleanField(_("dealer"), default=False)
    is_agent = models.BooleanField(_("agent"), default=False)
    is_competitor = models.BooleanField(_("competitor"), default=False)
    is_partner = models.BooleanField(_("partner"), default=False)
    industry = models.CharField(_("industry"), max_length=80, blank=True)
    tier = models.CharField(_("tier"), max_length=20, blank=True)
    source = models.CharField(_("source"), max_length=80, blank=True)
    region = models.CharField(_("sales region"), max_length=80, blank=True)
    website = models.CharField(_("website"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=60, blank=True)
    province = models.CharField(_("province"), max_length=60, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    district = models.CharField(_("district"), max_length=60, blank=True)
    area_code = models.CharField(_("area code"), max_length=12, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    birthday = models.DateField(_("birthday"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    external_id = models.CharField(_("number in the old system"), max_length=80, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("belongs to group"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="subsidiaries",
        db_index=False,
    )
    # The indexes of lists begin with the owner and the unit: further ones would only cost.
    owner = models.ForeignKey(
        Person,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    last_contact_at = models.DateTimeField(_("last contact"), null=True, blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_at = models.DateTimeField(_("next step due"), null=True, blank=True)
    contact_order = models.GeneratedField(
        expression=Coalesce("last_contact_at", models.Value(NEVER)),
        output_field=models.DateTimeField(),
        db_persist=True,
    )
    next_order = models.GeneratedField(
        expression=Coalesce("next_at", models.Value(SOME_DAY)), output_field=models.DateTimeField(), db_persist=True
    )
    custom = MostlyEmptyJSON(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField(_("added"))
    updated_at = models.DateTimeField(_("changed"))
    deleted_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+", db_index=False
    )

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("customer")
        verbose_name_plural = _("customers")
        indexes = [
            models.Index(
                fields=["sort_key", "id"],
                name="customer_by_name",
                condition=_CUSTOMER,
            ),
            models.Index(fields=["-id"], name="customer_by_age", condition=_CUSTOMER),
            models.Index(fields=["-contact_order", "-id"], name="customer_by_contact", condition=_CUSTOMER),
            models.Index(fields=["next_order", "id"], name="customer_by_next", condition=_CUSTOMER),
            models.Index(fields=["sort_key", "id"], name="party_by_name", condition=models.Q(deleted_at=None)),
            models.Index(fields=["sort_key", "id"], name="person_by_name", condition=_PERSON),
            models.Index(fields=["owner", "sort_key", "id"], name="party_by_owner"),
            models.Index(fields=["unit", "sort_key", "id"], name="party_by_unit"),
            # Lists and boards by these stand in the order of names: the first page is read without sorting.
            models.Index(fields=["tier", "sort_key", "id"], name="customer_by_tier", condition=_CUSTOMER),
            models.Index(fields=["region", "sort_key", "id"], name="customer_by_region", condition=_CUSTOMER),
            models.Index(fields=["city", "sort_key", "id"], name="customer_by_city", condition=_CUSTOMER),
            models.Index(fields=["industry", "sort_key", "id"], name="customer_by_industry", condition=_CUSTOMER),
            models.Index(fields=["unit", "tier"], name="customer_by_unit_tier", condition=_CUSTOMER),
            models.Index(fields=["unit", "region"], name="customer_by_unit_region", condition=_CUSTOMER),
            models.Index(fields=["owner", "tier"], name="customer_by_owner_tier", condition=_CUSTOMER),
            models.Index(fields=["name_key"], name="party_by_name_key"),
            models.Index(fields=["core_key"], name="party_by_core_key", condition=~models.Q(core_key="")),
            models.Index(fields=["uscc"], name="party_by_uscc", condition=~models.Q(uscc="")),
            models.Index(fields=["external_id"], name="party_by_external_id", condition=~models.Q(external_id="")),
            models.Index(fields=["deleted_at"], name="party_in_bin", condition=models.Q(deleted_at__isnull=False)),
            models.Index(fields=["parent"], name="party_in_group", condition=models.Q(parent__isnull=False)),
            models.Index(fields=["merged_into"], name="party_merged", condition=models.Q(merged_into__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="party_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(merged_into=None)
                | (models.Q(deleted_at__isnull=False) & ~models.Q(merged_into=models.F("id"))),
                name="party_merged_is_gone",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The record's page."""
        return reverse("customer", args=[self.pk])

    @property
    def roles(self) -> list[str]:
        """Which of ROLES the party plays."""
        return [role for role in ROLES if getattr(self, f"is_{role}")]

    @property
    def called(self) -> str:
        """What colleagues call it."""
        return self.short_name or self.name

    @property
    def next_due(self) -> datetime | date | None:
        """When the next step is due, as it was said: the end of a day is that day."""
        if self.next_at is None:
            return None
        local = timezone.localtime(self.next_at)
        return local.date() if local.time() == time(23, 59, 59) else self.next_at

    @property
    def place(self) -> str:
        """City, else province, else sales region."""
        return self.place_but(())

    def place_but(self, hidden: Container[str]) -> str:
        """The place without what is hidden from the reader."""
        parts = (getattr(self, name) for name in ("city", "province", "region") if name not in hidden)
        return next((part for part in parts if part), "")

    @property
    def whole_address(self) -> str:
        """From the large to the small, without repeating parts."""
        return self.address_but(())

    def address_but(self, hidden: Container[str]) -> str:
        """The whole address without what is hidden from the reader."""
        names = ("province", "city", "district", "address")
        return joined_address(*("" if name in hidden else getattr(self, name) for name in names))


def sees(person: Any, reference: str) -> Exists:  # Any: also takes Django's anonymous user
    """A condition for rows that point to a party by `reference` (`party_id`): the person may see it. Asked row by row, because a
    list of all visible parties would be made anew for every page."""
    reach = reach_of(person)
    return reach.once(
        f"sees {reference}", lambda: Exists(Party.objects.visible_to(reach).living().filter(pk=OuterRef(reference)))
    )


def set_roles(party: Party, roles: Iterable[str]) -> None:
    """Set the role columns from names; unknown names are refused by the form before."""
    vars(party).update(role_values(roles))


def role_values(roles: Iterable[str]) -> dict[str, Any]:  # Any: column values
    """The role columns as keyword arguments."""
    wanted = set(roles)
    return {f"is_{role}": role in wanted for role in ROLES}
