"""Whoever cares for flows sees what rests and what is late, however much there is."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("approvals", "0002_flow_draft")]

    operations = [
        migrations.RemoveIndex(model_name="approval", name="approval_stuck"),
        migrations.AddIndex(
            model_name="approval",
            index=models.Index(fields=["id"], name="approval_resting", condition=Q(status__in=["stuck", "suspended"])),
        ),
        migrations.AddIndex(
            model_name="holder",
            index=models.Index(fields=["due_at", "id"], name="holder_late", condition=Q(is_open=True)),
        ),
    ]
