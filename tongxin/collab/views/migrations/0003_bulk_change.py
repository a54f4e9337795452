"""Changes of many records of a list at once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

COUNTS = ("total", "done", "changed", "refused", "restored", "kept")
STATES = [("running", "under way"), ("done", "done"), ("undoing", "being taken back"), ("undone", "taken back")]


class Migration(migrations.Migration):

    dependencies = [
        ("views", "0002_shape"),
        ("jobs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=30)),
                ("deed", models.CharField(max_length=30)),
                ("values", models.JSONField(default=dict)),
                ("address", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                ("state", models.CharField(choices=STATES, default="running", max_length=8)),
                ("cursor", models.BigIntegerField(default=0)),
                ("last_id", models.BigIntegerField(default=0)),
                ("undo_cursor", models.BigIntegerField(null=True)),
                *((name, models.PositiveIntegerField(default=0)) for name in COUNTS),
                ("asked_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("job", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="jobs.job")),
            ],
        ),
    ]
