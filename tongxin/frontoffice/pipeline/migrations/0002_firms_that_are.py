"""Firms that exist already get the first pipelines, and roles open opportunities as far as they open customers."""

from django.db import migrations

PIPELINES = {
    "project": (("need", 10, 14), ("solution", 30, 21), ("quoted", 50, 14), ("terms", 70, 14), ("signing", 90, 10)),
    "standard": (("lead", 5, 5), ("need", 20, 7), ("quoted", 50, 7), ("ordering", 90, 5)),
}
REASONS = ("price", "competitor", "stopped", "budget", "need", "technology", "delivery", "relation", "withdrawn", "unknown")
ASK_WHO = {"price", "competitor", "technology", "delivery", "relation"}


def make(apps, editor):
    model = apps.get_model
    for role in model("access", "Role").objects.all():
        if "party" in role.scopes and "opportunity" not in role.scopes:
            role.scopes["opportunity"] = role.scopes["party"]
            role.save(update_fields=["scopes"])
    if not model("org", "Company").objects.exists() or model("pipeline", "Pipeline").objects.exists():
        return
    for place, (key, stages) in enumerate(PIPELINES.items()):
        pipeline = model("pipeline", "Pipeline").objects.create(key=key, place=place)
        for number, (name, chance, days) in enumerate(stages):
            model("pipeline", "Stage").objects.create(
                pipeline=pipeline, key=f"{key}.{name}", place=number, probability=chance, days=days
            )
    for place, key in enumerate(REASONS):
        model("pipeline", "LostReason").objects.create(
            key=f"lost.{key}", place=place, asks_competitor=key in ASK_WHO
        )


class Migration(migrations.Migration):

    dependencies = [("pipeline", "0001_initial"), ("access", "0001_initial"), ("org", "0001_initial")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
