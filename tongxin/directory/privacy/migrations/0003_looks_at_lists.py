from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("privacy", "0002_looks_at_other_records")]

    operations = [
        migrations.AddField("reveal", "door", models.CharField(blank=True, default="", max_length=120), False),
        migrations.AddField("reveal", "facts", models.CharField(blank=True, default="", max_length=200), False),
        migrations.AddField("reveal", "records", models.PositiveIntegerField(default=0)),
    ]
