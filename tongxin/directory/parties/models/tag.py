"""Tags: the firm's own words for a customer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongxin.directory.parties.models.party import Party


class Tag(models.Model):
    """One word, used by everybody."""

    name = models.CharField(_("tag"), max_length=40, unique=True)
    parties = models.ManyToManyField(Party, through="PartyTag", related_name="tags")

    def __str__(self) -> str:
        return self.name


class PartyTag(models.Model):
    """A party carries a tag."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="party_tags")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="party_tags")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["party", "tag"], name="tag_once_per_party")]

    def __str__(self) -> str:
        return f"{self.party_id}: {self.tag_id}"
