from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]

    operations = [
        migrations.AddField(model_name="reveal", name="kind", field=models.CharField(default="party", max_length=40)),
    ]
