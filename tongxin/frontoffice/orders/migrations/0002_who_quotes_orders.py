"""Roles that were made before there were orders open them as far as quotes."""

from typing import Any

from django.db import migrations


def open_orders(apps: Any, editor: Any) -> None:  # Any: Django's
    for role in apps.get_model("access", "Role").objects.all():
        if "quote" in role.scopes and "order" not in role.scopes:
            role.scopes["order"] = role.scopes["quote"]
            role.save(update_fields=["scopes"])


class Migration(migrations.Migration):

    dependencies = [("orders", "0001_initial"), ("access", "0001_initial")]

    operations = [migrations.RunPython(open_orders, migrations.RunPython.noop)]
