"""Lists of open steps are led by their day."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("activities", "0002_found_by_kind")]

    operations = [
        migrations.AddIndex(
            model_name="step",
            index=models.Index(
                fields=["due_on", "due_at", "id"],
                name="step_by_day",
                condition=models.Q(("cancelled_at", None), ("done_at", None)),
            ),
        ),
    ]
