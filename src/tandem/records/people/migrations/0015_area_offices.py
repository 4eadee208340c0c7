"""Who has a task for an area apart from any household."""

import django.db.models.deletion
from django.db import migrations, models

from tandem.records.row_security import never_deleted


class Migration(migrations.Migration):
    """One table of no household."""

    dependencies = [
        ("people", "0014_told_by"),
    ]

    operations = [
        migrations.CreateModel(
            name="AreaOffice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("office", models.CharField(max_length=20)),
                ("set_at", models.DateTimeField()),
                ("set_by", models.BigIntegerField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offices",
                        to="people.area",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.professional",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("area", "office"), name="one_for_an_office")
                ],
            },
        ),
        migrations.RunSQL(never_deleted(["people_areaoffice"]), migrations.RunSQL.noop),
    ]
