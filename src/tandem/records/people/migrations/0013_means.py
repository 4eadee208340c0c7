"""What an area may spend without a rule, and who may decide up to how much."""

import django.db.models.deletion
from django.db import migrations, models

from tandem.records.row_security import APPLICATION, WORKER, never_deleted

# What was spent follows from the expenses alone: the site sets the amount, and never that.
KEPT_BY_THE_DATABASE = f"""
    REVOKE INSERT, UPDATE ON people_budget FROM {APPLICATION}, {WORKER};
    GRANT INSERT (area_id, year, cents, set_at, set_by), UPDATE (cents, set_at, set_by)
        ON people_budget TO {APPLICATION};
"""


class Migration(migrations.Migration):
    """Two tables of no household."""

    dependencies = [
        ("people", "0012_citizen_number"),
    ]

    operations = [
        migrations.CreateModel(
            name="Budget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("cents", models.BigIntegerField()),
                ("spent", models.BigIntegerField(db_default=0, default=0)),
                ("set_at", models.DateTimeField()),
                ("set_by", models.BigIntegerField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budgets",
                        to="people.area",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("area", "year"), name="one_budget_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(("spent__gte", 0), ("spent__lte", models.F("cents"))),
                        name="budget_not_overspent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpendingMandate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=20)),
                ("cents", models.BigIntegerField()),
                ("set_at", models.DateTimeField()),
                ("set_by", models.BigIntegerField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="people.area",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("area", "role"), name="one_mandate_a_role"),
                    models.CheckConstraint(
                        condition=models.Q(("cents__gte", 0)), name="mandate_is_an_amount"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            never_deleted(["people_budget", "people_spendingmandate"]), migrations.RunSQL.noop
        ),
        migrations.RunSQL(KEPT_BY_THE_DATABASE, migrations.RunSQL.noop),
    ]
