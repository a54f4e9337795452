"""Two choices that mean the same: one stands for both."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One nullable column."""

    dependencies = [("fields", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="dictionaryentry",
            name="merged_into",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="fields.dictionaryentry"
            ),
        ),
    ]  # fmt: skip
