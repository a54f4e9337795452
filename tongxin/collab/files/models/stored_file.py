"""A file that somebody brought in."""

from pathlib import Path

from django.conf import settings
from django.db import models

from tongxin.collab.files.models.sniffing import RASTER_IMAGES
from tongxin.collab.people.models import Person


def place_of(sha256: str) -> Path:
    """Where contents lie on the disk: by their own digest and nothing else."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


class StoredFile(models.Model):
    """What one person brought in under one name. Equal contents lie on the disk once, whoever brought them."""

    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    content_type = models.CharField(max_length=100)
    name = models.CharField(max_length=150)
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256", "name", "uploaded_by"], name="stored_file_once"),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="stored_file_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where the contents lie."""
        return place_of(self.sha256)

    @property
    def is_picture(self) -> bool:
        """A raster image that a browser may show in place."""
        return self.content_type in RASTER_IMAGES
