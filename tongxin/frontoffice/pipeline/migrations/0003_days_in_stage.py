"""How long a stay in a stage lasted is kept with it, so that averages need no arithmetic with instants."""

from django.db import migrations, models


def fill(apps, editor):
    stays = apps.get_model("pipeline", "StageStay").objects
    for stay in stays.filter(days=None, left_at__isnull=False).iterator():
        stays.filter(pk=stay.pk).update(days=max((stay.left_at - stay.came_at).days, 0))


class Migration(migrations.Migration):

    dependencies = [("pipeline", "0002_firms_that_are")]

    operations = [
        migrations.AddField("stagestay", "days", models.PositiveIntegerField(blank=True, null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
