"""Rules hold to what people do by hand: a customer with an open opportunity stays, unless a line says that it takes those too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pools", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="returnline",
            name="takes_open",
            field=models.BooleanField(default=False, verbose_name="also with an open opportunity"),
        ),
        migrations.RemoveField(model_name="returnline", name="spares_opportunities"),
    ]
