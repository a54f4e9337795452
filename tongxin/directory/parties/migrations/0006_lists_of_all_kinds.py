"""Changes of many records at once belong to lists of all kinds: what was kept of customers goes there, with work that still waits."""

from typing import Any

from django.core.management.color import no_style
from django.db import migrations

SIZE = 500


def hand_over(apps: Any, schema_editor: Any) -> None:
    """Copy the rows under the same numbers, which the journal names, and rename the work that does them."""
    mine, theirs = apps.get_model("parties", "BulkChange"), apps.get_model("views", "BulkChange")
    names = [field.attname for field in mine._meta.concrete_fields]
    rows = [theirs(kind="party", **values) for values in mine.objects.order_by("pk").values(*names)]
    theirs.objects.bulk_create(rows, batch_size=SIZE)
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [theirs]) if rows else ():
            cursor.execute(statement)
    jobs = apps.get_model("jobs", "Job").objects
    for deed in ("bulk", "bulk_undo"):
        jobs.filter(name=f"parties.{deed}").update(name=f"views.{deed}")


class Migration(migrations.Migration):

    dependencies = [
        ("parties", "0005_lists"),
        ("views", "0003_bulk_change"),
        ("jobs", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(hand_over, migrations.RunPython.noop),
        migrations.DeleteModel(name="BulkChange"),
    ]
