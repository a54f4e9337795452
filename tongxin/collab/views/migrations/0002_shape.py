"""Saved views remember whether they are a table, a board or cards."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("views", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="savedview",
            name="shape",
            field=models.CharField(blank=True, default="", max_length=8),
            preserve_default=False,
        ),
    ]
