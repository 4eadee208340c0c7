"""The BSN of a member, sealed; only within the household, and deleted with what it rests on."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from tandem.records.row_security import same_household, secured


class Migration(migrations.Migration):
    """A table of sealed numbers, its policy, and the duty of the privacy officer."""

    dependencies = [
        ("people", "0011_roles_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="CitizenNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("digest", models.CharField(max_length=64)),
                ("ground", models.TextField()),
                ("kept_at", models.DateTimeField()),
                ("kept_by", models.BigIntegerField()),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.household"
                    ),
                ),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citizen_number",
                        to="people.membership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("household", "digest"), name="one_number_a_member"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ground", ""), _negated=True),
                        name="number_says_on_what_ground",
                    ),
                ],
            },
        ),
        migrations.RunSQL(secured("people_citizennumber"), migrations.RunSQL.noop),
        migrations.RunSQL(
            same_household("people_citizennumber", "member_id", "people_membership"),
            migrations.RunSQL.noop,
        ),
    ]
