"""One file (one sheet of it) on its way in, or brought in."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import Choices
from tongxin.collab.access.policies import can_administer
from tongxin.collab.jobs.models import Job, is_under_way, standing
from tongxin.collab.people.models import Person

KEPT_FOR = timedelta(days=30)


class ImportQuerySet(models.QuerySet["Import"]):
    """Imports, chosen."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """One's own; administrators see all. Fails closed."""
        if can_administer(person):
            return self.all()
        if not isinstance(person, Person) or not person.is_active:
            return self.none()
        return self.filter(started_by=person)

    def past_keeping(self, now: datetime) -> Self:
        """Those whose file need not be kept any longer."""
        return self.filter(at__lt=now - KEPT_FOR).exclude(sha256="")


class Import(models.Model):
    """`cursor` is the number of the last row that is in (as a spreadsheet counts; for cards their number in the file): it is
    written in the transaction of the rows themselves, so that a killed program goes on exactly there.

    `mapping` has one entry per column: {"column", "field" ("" = left out), "confidence" 0..1, "why"}. `choices` holds what the
    person decided: existing, likely, orders {column: ymd|dmy|mdy}, people {name in the file: person number or 0}.
    `revision` counts changes of these, so that a check of older ones stops. `preview` is what the last check found. `noted` counts what is worth
    knowing of rows that came in, by its words.
    """

    class State(models.TextChoices):
        NEW = "new", _("not brought in yet")
        CHECKED = "checked", _("looked through, not brought in yet")
        RUNNING = "running", _("coming in")
        PAUSED = "paused", _("partly in")
        DONE = "done", _("brought in")
        FAILED = "failed", _("stopped by a fault")
        UNDOING = "undoing", _("being taken back")
        UNDONE = "undone", _("taken back")

    BEFORE = (State.NEW, State.CHECKED)

    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    size = models.BigIntegerField(default=0)
    format = models.CharField(max_length=8)
    target = models.CharField(max_length=40)
    sheet = models.CharField(max_length=255, blank=True)
    sheets = models.JSONField(default=list)
    encoding = models.CharField(max_length=40, blank=True)
    separator = models.CharField(max_length=4, blank=True)
    header_row = models.PositiveIntegerField(null=True, blank=True)
    mapping = models.JSONField(default=list)
    choices = models.JSONField(default=dict)
    preview = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    revision = models.PositiveIntegerField(default=0)

    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    check_job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    stop_after = models.PositiveIntegerField(null=True, blank=True)
    cursor = models.BigIntegerField(default=0)
    rows = models.BigIntegerField(null=True, blank=True)
    read = models.BigIntegerField(default=0)
    created = models.BigIntegerField(default=0)
    updated = models.BigIntegerField(default=0)
    unchanged = models.BigIntegerField(default=0)
    merged = models.BigIntegerField(default=0)
    skipped = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)
    wrong = models.BigIntegerField(default=0)
    warnings = models.JSONField(default=list)
    noted = models.JSONField(default=dict)
    seconds = models.FloatField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    undo_cursor = models.BigIntegerField(null=True, blank=True)
    undone = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        indexes = [models.Index(fields=["started_by", "-id"], name="import_by_person")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The import's page."""
        return reverse("import", args=[self.pk])

    @property
    def batch(self) -> str:
        """The name under which the journal keeps what it did."""
        return f"import:{self.pk}"

    @property
    def condition(self) -> str:
        """The state as it is in truth: work that was stopped, lost or given up after its last try no longer runs."""
        if self.state not in (self.State.RUNNING, self.State.UNDOING) or is_under_way(self.job):
            return self.state
        if self.state == self.State.UNDOING or standing(self.job) == Job.State.FAILED:
            return self.State.FAILED
        return self.State.PAUSED

    @property
    def is_at_work(self) -> bool:
        """Whether rows are coming in or going out at this moment."""
        return self.condition in (self.State.RUNNING, self.State.UNDOING)

    @property
    def is_table(self) -> bool:
        """Rows and columns, not cards."""
        return self.format != "vcf"

    @property
    def decided(self) -> Choices:
        """What shall become of rows about records we have."""
        return Choices(existing=self.choices.get("existing", "fill"), likely=self.choices.get("likely", "create"))

    @property
    def has_file(self) -> bool:
        """Whether the file as it was dropped is still kept."""
        return bool(self.sha256)

    @property
    def undo_until(self) -> datetime:
        """Until when it can be taken back."""
        return (self.finished_at or self.at) + KEPT_FOR
