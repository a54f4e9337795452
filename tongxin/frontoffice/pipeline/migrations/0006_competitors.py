"""Competitors of a deal become a list; the column with their names has room for all of them."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0005_what_was_agreed")]

    operations = [
        migrations.AlterField(
            model_name="opportunity",
            name="competitor",
            field=models.CharField(blank=True, max_length=2500, verbose_name="competitor"),
        ),
        migrations.CreateModel(
            name="OpportunityCompetitor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="competitor")),
                ("price", models.BigIntegerField(blank=True, null=True, verbose_name="their price")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                (
                    "standing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not known"),
                            ("ahead", "ahead of us"),
                            ("level", "level with us"),
                            ("behind", "behind us"),
                            ("out", "out of it"),
                            ("won", "won it"),
                        ],
                        max_length=6,
                        verbose_name="how they stand",
                    ),
                ),
                ("strengths", models.CharField(blank=True, max_length=500, verbose_name="strengths")),
                ("weaknesses", models.CharField(blank=True, max_length=500, verbose_name="weaknesses")),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="note")),
                (
                    "opportunity",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="competitors",
                        to="pipeline.opportunity",
                    ),
                ),
            ],
            options={"verbose_name": "competitor"},
        ),
        migrations.AddIndex(
            model_name="opportunitycompetitor",
            index=models.Index(fields=["name", "opportunity"], name="competitor_by_name"),
        ),
        migrations.AddConstraint(
            model_name="opportunitycompetitor",
            constraint=models.UniqueConstraint(fields=("opportunity", "name"), name="competitor_once"),
        ),
        migrations.AddConstraint(
            model_name="opportunitycompetitor",
            constraint=models.UniqueConstraint(
                condition=Q(("standing", "won")), fields=("opportunity",), name="competitor_won_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="opportunitycompetitor",
            constraint=models.CheckConstraint(condition=~Q(name=""), name="competitor_has_a_name"),
        ),
        migrations.AddConstraint(
            model_name="opportunitycompetitor",
            constraint=models.CheckConstraint(
                condition=Q(("price", None), ("price__gte", 0), _connector="OR"), name="competitor_price_not_negative"
            ),
        ),
    ]
