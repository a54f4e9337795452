"""Indexes that others begin with go; what is mostly empty is indexed only where it is not: an import writes each of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0001_initial"),
        ("parties", "0006_lists_of_all_kinds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="contact",
            name="reports_to",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="parties.contact",
            ),
        ),
        migrations.AlterField(
            model_name="contactpoint",
            name="party",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="points", to="parties.party"
            ),
        ),
        migrations.AlterField(
            model_name="party",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="owner",
            ),
        ),
        migrations.AlterField(
            model_name="party",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="subsidiaries",
                to="parties.party",
                verbose_name="belongs to group",
            ),
        ),
        migrations.AlterField(
            model_name="party",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.unit",
                verbose_name="unit",
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("reports_to__isnull", False)), fields=["reports_to"], name="contact_reports_to"
            ),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(condition=models.Q(("parent__isnull", False)), fields=["parent"], name="party_in_group"),
        ),
    ]
