"""What a competitor asks for stands in the list of competitors alone."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0007_names_into_the_list")]

    operations = [
        migrations.RemoveConstraint(model_name="opportunity", name="deal_their_price_not_negative"),
        migrations.RemoveField(model_name="opportunity", name="competitor_price"),
    ]
