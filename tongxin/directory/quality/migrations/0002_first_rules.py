"""Rules to begin with, which a firm changes as it likes."""

from django.db import migrations

RULES = [
    {"part": "complete", "facts": ["reachable", "contacts"], "kind": "organisation", "weight": 3},
    {"part": "complete", "facts": ["industry", "city", "source"], "kind": "organisation", "weight": 1},
    {"part": "complete", "facts": ["decider", "uscc"], "kind": "organisation", "tier": "A", "weight": 2},
    {"part": "complete", "facts": ["phones"], "kind": "person", "weight": 3},
    {"part": "complete", "facts": ["city", "source"], "kind": "person", "weight": 1},
    {"part": "valid", "facts": ["uscc", "phones", "emails"], "weight": 2},
    {"part": "fresh", "facts": ["phones", "address"], "days": 365, "weight": 1},
    {"part": "contacted", "role": "customer", "days": 90, "weight": 2},
    {"part": "contacted", "role": "customer", "tier": "A", "days": 30, "weight": 3},
]


def make(apps, schema_editor):
    rule = apps.get_model("quality", "FirmRule")
    rule.objects.bulk_create([rule(place=place, **values) for place, values in enumerate(RULES)])


def drop(apps, schema_editor):
    apps.get_model("quality", "FirmRule").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("quality", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]
