"""Roles that were made before there were contracts open them as far as orders."""

from typing import Any

from django.db import migrations


def open_contracts(apps: Any, editor: Any) -> None:  # Any: Django's
    for role in apps.get_model("access", "Role").objects.all():
        if "order" in role.scopes and "contract" not in role.scopes:
            role.scopes["contract"] = role.scopes["order"]
            role.save(update_fields=["scopes"])


class Migration(migrations.Migration):

    dependencies = [("contracts", "0001_initial"), ("access", "0001_initial")]

    operations = [migrations.RunPython(open_contracts, migrations.RunPython.noop)]
