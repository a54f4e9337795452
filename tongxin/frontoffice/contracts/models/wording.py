"""In which words: templates of the firm, and the clauses of one contract."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongxin.collab.people.models import Person
from tongxin.frontoffice.contracts.models.contract import Contract


class ContractTemplate(models.Model):
    """How the firm words contracts of a kind. Clauses are parted by empty lines; places such as {customer} are filled in."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=9, choices=Contract.Kind.choices, default=Contract.Kind.SALE)
    text = models.TextField(_("text"))
    is_in_use = models.BooleanField(_("in use"), default=True)
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("kind", "name")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is changed."""
        return reverse("contract_template", args=[self.pk])


class Clause(models.Model):
    """One clause of a contract: `standard` is what the template said when it was taken, empty for one of our own; `text` is what stands,
    empty for one that was struck. Both with their places, not filled in."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="clauses")
    place = models.PositiveSmallIntegerField()
    standard = models.TextField(blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ("place", "id")
        constraints = [models.CheckConstraint(condition=~Q(standard="") | ~Q(text=""), name="clause_says_something")]

    def __str__(self) -> str:
        return (self.text or self.standard)[:40]

    @property
    def deviates(self) -> bool:
        """Other than the template's."""
        return self.text != self.standard
